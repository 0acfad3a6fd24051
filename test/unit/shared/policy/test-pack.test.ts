import { describe, expect, it } from 'vitest';
import { parsePack } from '#shared/policy/parse-pack.ts';
import { rulesBeyondTests, untestedRules } from '#shared/policy/test-pack.ts';
import { aPack } from '../../../support/policies.ts';

const judgeRule = (examples: string) => [
  parsePack(
    'test',
    aPack(
      `  - { id: tone, kind: judge, title: T, severity: low, action: flag, instruction: It is rude.${examples} }`,
    ),
  ),
];

describe('a rule for a judge', () => {
  it('needs an example of what breaks it and of what does not', () => {
    expect(untestedRules(judgeRule(''))).toEqual([
      { ruleId: 'tone', missing: 'violates' },
      { ruleId: 'tone', missing: 'complies' },
    ]);
    expect(untestedRules(judgeRule(', examples: { violates: [Go away.] }'))).toEqual([
      { ruleId: 'tone', missing: 'complies' },
    ]);
    expect(untestedRules(judgeRule(', examples: { violates: [Go away.], complies: [Welcome.] }'))).toEqual(
      [],
    );
  });

  it('is named among those that no inline test can tell of, unless it is switched off', () => {
    expect(rulesBeyondTests(judgeRule(''))).toEqual([
      { ruleId: 'tone', reason: 'not tested: needs a judge' },
    ]);
    expect(rulesBeyondTests(judgeRule(', enabled: false'))).toEqual([]);
  });
});
