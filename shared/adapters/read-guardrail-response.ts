import * as z from 'zod';
import { noGuardrailUsage } from '../domain/guardrail.ts';
import { entityOfGuardrailType } from '../policy/guardrail/entity-types.ts';
import type { GuardrailHit, GuardrailReply } from '../ports/guardrail.ts';
import { guardrailUsd } from './guardrail-prices.ts';

const units = z.number().int().nonnegative().default(0);
const filter = { action: z.string(), detected: z.boolean().default(true) };
const matchFilter = z.object({ ...filter, match: z.string().nullish() });

/** Only what is read; a guardrail says more. Lists are absent for filters that it does not have. */
const responseSchema = z.object({
  action: z.enum(['NONE', 'GUARDRAIL_INTERVENED']),
  usage: z.object({
    topicPolicyUnits: units,
    contentPolicyUnits: units,
    wordPolicyUnits: units,
    sensitiveInformationPolicyUnits: units,
    sensitiveInformationPolicyFreeUnits: units,
  }),
  assessments: z.array(
    z.object({
      topicPolicy: z.object({ topics: z.array(z.object({ ...filter, name: z.string() })) }).optional(),
      contentPolicy: z
        .object({ filters: z.array(z.object({ ...filter, type: z.string(), confidence: z.string() })) })
        .optional(),
      wordPolicy: z
        .object({
          customWords: z.array(matchFilter).default([]),
          managedWordLists: z.array(matchFilter.extend({ type: z.string() })).default([]),
        })
        .optional(),
      sensitiveInformationPolicy: z
        .object({
          piiEntities: z.array(matchFilter.extend({ type: z.string() })).default([]),
          regexes: z.array(matchFilter.extend({ name: z.string() })).default([]),
        })
        .optional(),
    }),
  ),
});
type Assessment = z.infer<typeof responseSchema>['assessments'][number];

/**
 * What ApplyGuardrail answered, as hits.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ApplyGuardrail.html
 */
export const readGuardrailResponse = (response: unknown): GuardrailReply => {
  const { success, data, error } = responseSchema.safeParse(response);
  if (!success)
    return {
      status: 'failed',
      detail: `the guardrail gave an answer that cannot be read: ${z.prettifyError(error)}`,
      usage: { ...noGuardrailUsage, calls: 1 },
    };
  const hits = data.assessments.flatMap(hitsOf);
  const hasIntervened = data.action === 'GUARDRAIL_INTERVENED';
  const isExplained = hits.some(({ action }) => action !== 'flag');
  const paid = {
    topicUnits: data.usage.topicPolicyUnits,
    contentUnits: data.usage.contentPolicyUnits,
    sensitiveUnits: data.usage.sensitiveInformationPolicyUnits,
  };
  return {
    status: 'checked',
    hits: hasIntervened && !isExplained ? [...hits, unexplained] : hits,
    usage: {
      calls: 1,
      ...paid,
      wordUnits: data.usage.wordPolicyUnits,
      regexUnits: data.usage.sensitiveInformationPolicyFreeUnits,
      usd: guardrailUsd(paid),
    },
  };
};

/** The guardrail stepped in and none of the filters that are read here says why. */
const unexplained: GuardrailHit = {
  ruleId: 'intervened',
  action: 'reject',
  entity: null,
  match: null,
  score: 1,
};

const hitsOf = ({
  topicPolicy,
  contentPolicy,
  wordPolicy,
  sensitiveInformationPolicy,
}: Assessment): GuardrailHit[] => [
  ...detected(topicPolicy?.topics).map(({ name, action }) =>
    hit(`topic-${name}`, action, { entity: null, match: null }),
  ),
  ...detected(contentPolicy?.filters)
    .filter(({ confidence }) => confidence !== 'NONE')
    .map(({ type, action, confidence }) =>
      hit(`content-${slug(type)}`, action, { entity: null, match: null }, scores[confidence] ?? 1),
    ),
  ...detected(wordPolicy?.customWords).map(({ match, action }) =>
    hit('word', action, { entity: null, match }),
  ),
  ...detected(wordPolicy?.managedWordLists).map(({ type, match, action }) =>
    hit(`word-${slug(type)}`, action, { entity: null, match }),
  ),
  ...detected(sensitiveInformationPolicy?.piiEntities).map(({ type, match, action }) =>
    hit(`pii-${slug(type)}`, action, { entity: entityOfGuardrailType(type), match }),
  ),
  ...detected(sensitiveInformationPolicy?.regexes).map(({ name, match, action }) =>
    hit(`regex-${name}`, action, { entity: entityName(name), match }),
  ),
];

const detected = <Entry extends { readonly detected: boolean }>(entries: readonly Entry[] = []): Entry[] =>
  entries.filter((entry) => entry.detected);

const hit = (
  ruleId: string,
  action: string,
  { entity, match }: { readonly entity: string | null; readonly match: string | null | undefined },
  score = 1,
): GuardrailHit => ({ ruleId, action: actions[action] ?? 'reject', entity, match: match || null, score });

/** An action that is not known yet rejects. */
const actions: Readonly<Record<string, GuardrailHit['action']>> = {
  NONE: 'flag',
  ANONYMIZED: 'redact',
  BLOCKED: 'reject',
};

/** Guardrails grades its confidence in three steps. */
const scores: Readonly<Record<string, number>> = { LOW: 0.33, MEDIUM: 0.66, HIGH: 1 };

const slug = (type: string): string => type.toLowerCase().replaceAll('_', '-');

/** A name of a regular expression as placeholders may hold it, without the pack before the dot: `EMPLOYEE_NUMBER`. */
const entityName = (name: string): string => {
  const words = name.slice(name.lastIndexOf('.') + 1).match(/[A-Za-z0-9]+/g) ?? [];
  const entity = words.join('_').toUpperCase().slice(0, 60);
  return /^[A-Z]/.test(entity) ? entity : 'REDACTED';
};
