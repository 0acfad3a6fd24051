import type { CompiledRule } from '../compile-policy.ts';
import { type Exported, guardrailLimits, type NotExported, type TopicFilter } from './definition.ts';
import { filterName, filterSides, notExported } from './filter-sides.ts';

/** A topic is judged by its definition and examples; the terms of a rule stay with Quarry. */
export const exportTopics = (rules: readonly CompiledRule<'topic'>[]): Exported<TopicFilter> => {
  const filters: TopicFilter[] = [];
  const leftOut: NotExported[] = [];
  for (const compiled of rules) {
    const { rule } = compiled;
    const name = filterName(compiled);
    const obstacle = obstacleOf(rule.definition, name, rule.when !== undefined, filters.length);
    if (obstacle !== undefined) {
      leftOut.push(notExported(compiled, obstacle));
      continue;
    }
    const examples: string[] = [];
    for (const example of rule.examples) {
      const problem =
        example.length > guardrailLimits.topicExample
          ? `it is longer than ${guardrailLimits.topicExample} characters`
          : examples.length === guardrailLimits.topicExamples
            ? `a topic takes ${guardrailLimits.topicExamples} examples`
            : undefined;
      if (problem === undefined) examples.push(example);
      else leftOut.push(notExported(compiled, problem, `example: ${example}`));
    }
    const { action: _, ...sides } = filterSides(rule.action);
    filters.push({
      name,
      type: 'DENY',
      definition: rule.definition,
      ...(examples.length > 0 && { examples }),
      ...sides,
    });
  }
  return { filters, notExported: leftOut };
};

const obstacleOf = (
  definition: string,
  name: string,
  hasCondition: boolean,
  topics: number,
): string | undefined => {
  if (hasCondition) return 'it holds under a condition, and a filter knows none';
  if (definition.length > guardrailLimits.topicDefinition)
    return `its definition has ${definition.length} characters, and a guardrail takes ${guardrailLimits.topicDefinition}`;
  if (name.length > guardrailLimits.filterName)
    return `its name ${name} is longer than ${guardrailLimits.filterName} characters`;
  if (topics === guardrailLimits.topics) return `a guardrail takes ${guardrailLimits.topics} topics`;
  return undefined;
};
