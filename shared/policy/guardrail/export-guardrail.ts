import type { CompiledPolicy } from '../compile-policy.ts';
import { type GuardrailDefinition, guardrailLimits, type NotExported } from './definition.ts';
import { exportEntities } from './export-entities.ts';
import { exportPatterns } from './export-patterns.ts';
import { exportTerms } from './export-terms.ts';
import { exportTopics } from './export-topics.ts';
import { notExported } from './filter-sides.ts';

export interface GuardrailExport {
  /** Undefined when no rule can be a filter: a guardrail must have one. */
  readonly definition: GuardrailDefinition | undefined;
  /** In the order of the kinds of rules. */
  readonly notExported: readonly NotExported[];
}

/** What of a policy a Bedrock Guardrail can hold, and what it cannot, with the reason. */
export const exportGuardrail = (policy: CompiledPolicy): GuardrailExport => {
  const entities = exportEntities(policy.entityRules);
  const patterns = exportPatterns(policy.patternRules);
  const terms = exportTerms(policy.termsRules);
  const topics = exportTopics(policy.topicRules);
  const piiEntitiesConfig = [...entities.filters];
  const regexesConfig = [...patterns.filters];
  const hasSensitive = piiEntitiesConfig.length + regexesConfig.length > 0;
  const hasFilter = hasSensitive || terms.filters.length + topics.filters.length > 0;
  return {
    definition: hasFilter
      ? {
          description: `Quarry: ${policy.packs.join(', ')}`.slice(0, guardrailLimits.description),
          blockedInputMessaging: 'Blocked by policy.',
          blockedOutputsMessaging: 'Blocked by policy.',
          ...(topics.filters.length > 0 && { topicPolicyConfig: { topicsConfig: [...topics.filters] } }),
          ...(terms.filters.length > 0 && { wordPolicyConfig: { wordsConfig: [...terms.filters] } }),
          ...(hasSensitive && {
            sensitiveInformationPolicyConfig: {
              ...(piiEntitiesConfig.length > 0 && { piiEntitiesConfig }),
              ...(regexesConfig.length > 0 && { regexesConfig }),
            },
          }),
        }
      : undefined,
    notExported: [
      ...[entities, patterns, terms, topics].flatMap((exported) => exported.notExported),
      ...policy.disclaimerRules.map((rule) =>
        notExported(
          rule,
          'it asks for words that an answer lacks, and a filter finds only words that are there',
        ),
      ),
      ...policy.judgeRules.map((rule) => notExported(rule, 'it is in plain words, for a judge to read')),
    ],
  };
};
