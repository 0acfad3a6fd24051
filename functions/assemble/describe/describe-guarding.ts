import type { Guarding } from '#shared/domain/guardrail.ts';
import { countOf, formatUsd } from './format-numbers.ts';

/** Which guardrail has looked at the pairs, in words: nobody should take its silence for a pass. */
export const describeGuarding = ({ guardrails, passagesWithout, usage }: Guarding): string => {
  if (guardrails.length === 0) return 'No Bedrock Guardrail was configured, so none has looked at the pairs.';
  const seen = `Bedrock Guardrail ${guardrails.join(', ')} looked at each pair that neither gates nor rules nor a judge had rejected (${describeGuardrailUsage(usage)}).`;
  return passagesWithout === 0
    ? seen
    : `${seen} It has not seen the pairs of ${countOf(passagesWithout, 'passage')}.`;
};

/** A text unit is up to 1,000 characters, read by one kind of filter. */
export const describeGuardrailUsage = (usage: Guarding['usage']): string =>
  `${countOf(usage.calls, 'call')}, ${countOf(usage.topicUnits + usage.contentUnits + usage.sensitiveUnits, 'text unit')} paid, ${formatUsd(usage.usd)}`;
