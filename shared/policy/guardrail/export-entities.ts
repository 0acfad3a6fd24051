import type { CompiledRule } from '../compile-policy.ts';
import type { Exported, NotExported, PiiFilter } from './definition.ts';
import { guardrailTypesOf } from './entity-types.ts';
import { notExported, obstacleOf, sidesOf, stricterSides } from './filter-sides.ts';

/** One filter for each kind of sensitive information; a rule that asks for several kinds may be exported in part. */
export const exportEntities = (rules: readonly CompiledRule<'entity'>[]): Exported<PiiFilter> => {
  const byType = new Map<string, PiiFilter>();
  const leftOut: NotExported[] = [];
  for (const compiled of rules) {
    const obstacle = obstacleOf(compiled);
    if (obstacle !== undefined) {
      leftOut.push(notExported(compiled, obstacle));
      continue;
    }
    const sides = sidesOf(compiled);
    for (const entity of compiled.rule.entities) {
      const types = guardrailTypesOf[entity] ?? [];
      if (types.length === 0)
        leftOut.push(
          notExported(compiled, 'a guardrail has no filter that finds it and nothing else', entity),
        );
      for (const type of types) {
        const known = byType.get(type);
        byType.set(type, { type, ...(known ? stricterSides(known, sides) : sides) });
      }
    }
  }
  return { filters: [...byType.values()], notExported: leftOut };
};
