import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { choiceRuleSchema } from '../../../../../local/asl/choice/choice-rule.ts';
import { comparisonFields } from '../../../../../local/asl/choice/comparison.ts';
import type { Json } from '../../../../../local/asl/data/json.ts';

type Row = readonly [operator: string, operand: Json, value: Json, holds: boolean];

const rows: Row[] = parse(readFileSync(new URL('../operators.yaml', import.meta.url), 'utf8'));

it.each(rows)('%s %j of %j is %s', (operator, operand, value, holds) => {
  const rule = choiceRuleSchema.parse({
    Variable: '$.value',
    [operator]: operator.endsWith('Path') ? '$.operand' : operand,
    Next: 'S',
  });
  expect(rule.holds({ data: { value, operand }, context: {} })).toBe(holds);
});

it('has a row for every operator that holds, and one that does not', () => {
  for (const operator of Object.keys(comparisonFields)) {
    const outcomes = rows.filter(([name]) => name === operator).map(([, , , holds]) => holds);
    expect([...new Set(outcomes)].sort(), operator).toEqual([false, true]);
  }
});
