import { addGuardrailUsage } from '#shared/domain/guardrail.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { Enforcement } from '#shared/domain/verdict.ts';
import type { Guardrail } from '#shared/ports/guardrail.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';
import { guardPairs } from './guard-pairs.ts';

/** Shows the guardrail the verdicts that it has not seen. */
export const guardPassage = async (
  enforcement: Enforcement,
  passage: Passage,
  engine: PolicyEngine,
  guardrail: Guardrail,
): Promise<Enforcement> => {
  const seen = enforcement.verdicts.slice(0, enforcement.seenByGuardrail);
  const unseen = enforcement.verdicts.slice(enforcement.seenByGuardrail);
  const { verdicts, usage } = await guardPairs(unseen, passage, engine, guardrail);
  return {
    ...enforcement,
    guardrailId: guardrail.id,
    guardrailUsage: addGuardrailUsage([enforcement.guardrailUsage, usage]),
    seenByGuardrail: enforcement.verdicts.length,
    verdicts: [...seen, ...verdicts],
  };
};
