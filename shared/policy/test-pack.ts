import { checkText } from './check-text.ts';
import { strictestMode } from './compile-policy.ts';
import type { PolicyPack, Rule } from './pack-schema.ts';
import { policyEngine } from './policy-engine.ts';
import { prepareRecognizers } from './recognizers.ts';

/** One inline test of a rule: whether the rule found something in the text, and whether it should have. */
export interface PackTestResult {
  readonly ruleId: string;
  readonly text: string;
  readonly expected: 'match' | 'noMatch';
  readonly passed: boolean;
}

/**
 * Runs the inline tests of the last of `packs`; the others are those that it extends, as `loadPacks` returns them. Rules
 * stand beside each other as they do in a run, so a test also shows which of two rules wins a match.
 */
export const testPack = async (packs: readonly PolicyPack[], today: string): Promise<PackTestResult[]> => {
  const pack = packs.at(-1);
  if (pack === undefined) return [];
  await prepareRecognizers(strictestMode(packs));
  const engine = policyEngine(packs.map(withoutAllowing), { auditKey: 'inline tests', today });
  const finds = (ruleId: string, text: string): boolean =>
    checkText(engine, text).some(
      (finding) => finding.ruleId === ruleId && finding.pack === `${pack.id}@${pack.version}`,
    );
  return pack.rules.flatMap((rule) =>
    'tests' in rule && rule.enabled
      ? (['match', 'noMatch'] as const).flatMap((expected) =>
          rule.tests[expected].map((text) => ({
            ruleId: rule.id,
            text,
            expected,
            passed: finds(rule.id, text) === (expected === 'match'),
          })),
        )
      : [],
  );
};

/** What a rule allows leaves no finding in a run; a test wants to see it all the same. */
const withoutAllowing = (pack: PolicyPack): PolicyPack => ({
  ...pack,
  rules: pack.rules.map((rule) => (rule.action === 'allow' ? { ...rule, action: 'flag' } : rule)),
});

/** The inline examples that a kind of rule must have: texts that it is held against here, or that a judge is shown. */
const examplesOf = (rule: Rule): Readonly<Record<string, readonly string[]>> =>
  'tests' in rule ? rule.tests : rule.kind === 'judge' ? rule.examples : {};

/**
 * The rules of the last of `packs` that could stop working unnoticed, because a text in which they must find something, or
 * nothing, is missing; of a rule for a judge, an example of what breaks it or does not.
 */
export const untestedRules = (
  packs: readonly PolicyPack[],
): { readonly ruleId: string; readonly missing: string }[] =>
  enabledRules(packs).flatMap((rule) =>
    Object.entries(examplesOf(rule))
      .filter(([, examples]) => examples.length === 0)
      .map(([missing]) => ({ ruleId: rule.id, missing })),
  );

/** What inline tests cannot tell of the rules of the last of `packs`, for whoever would take silence for a proof. */
export const rulesBeyondTests = (
  packs: readonly PolicyPack[],
): { readonly ruleId: string; readonly reason: string }[] =>
  enabledRules(packs).flatMap((rule) => {
    const reason = reasons[rule.kind];
    return reason === undefined ? [] : [{ ruleId: rule.id, reason }];
  });

const reasons: Partial<Record<Rule['kind'], string>> = {
  judge: 'not tested: needs a judge',
  topic: 'tested by its terms alone: its definition needs a judge',
  quality: 'not tested: sets a gate, which needs a passage and its pair',
};

const enabledRules = (packs: readonly PolicyPack[]): readonly Rule[] =>
  packs.at(-1)?.rules.filter(({ enabled }) => enabled) ?? [];
