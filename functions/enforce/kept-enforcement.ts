import type * as z from 'zod';
import { readJson, requireJson, writeJson } from '#shared/dataset/json-object.ts';
import { canonicalJson } from '#shared/domain/hash.ts';
import type { AnswerFinder } from '#shared/domain/may-answer.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { type Enforcement, enforcementSchema, enforcementStampSchema } from '#shared/domain/verdict.ts';
import type { Guardrail } from '#shared/ports/guardrail.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { consultedFor } from './reject-answerable.ts';

export type Stamp = Pick<Enforcement, 'generatorId' | 'policyId' | 'judgeId' | 'guardrailId' | 'requests'>;

/**
 * The verdicts that are kept under `key`, where they hang on the same things still: those that the guardrail of today has
 * seen, and those that no guardrail has. Undefined where they have to be made anew.
 */
export const readKept = async (
  store: ObjectStore,
  key: string,
  beforeGuardrail: Stamp,
  passage: Passage,
  guardrail: Guardrail | undefined,
  answers: AnswerFinder<Passage>,
): Promise<Enforcement | undefined> => {
  const stamp = await readJson(store, key, enforcementStampSchema);
  const afterGuardrail = { ...beforeGuardrail, guardrailId: guardrail?.id ?? null };
  const isComplete = isSame(stamp, afterGuardrail);
  if (!isComplete && !isSame(stamp, beforeGuardrail)) return undefined;
  const kept = await requireJson(store, key, enforcementSchema);
  if (!isUpToDate(kept, passage, answers)) return undefined;
  // Which version of a guardrail has seen some of these is not on record, so the one of today sees them all.
  return isComplete ? kept : { ...kept, seenByGuardrail: 0 };
};

/** In the order of the schema, so that verdicts that were read and are written again change no byte. */
export const keep = (store: ObjectStore, key: string, enforcement: Enforcement): Promise<void> =>
  writeJson(store, key, enforcementSchema.parse(enforcement));

const isSame = (kept: z.infer<typeof enforcementStampSchema> | undefined, stamp: Stamp): boolean =>
  kept !== undefined && canonicalJson(kept) === canonicalJson(stamp);

/** False where another passage may answer by now what had no answer, or does so no more. */
const isUpToDate = (
  { verdicts, consulted }: Enforcement,
  passage: Passage,
  answers: AnswerFinder<Passage>,
): boolean => canonicalJson(consultedFor(verdicts, answers, passage)) === canonicalJson(consulted);
