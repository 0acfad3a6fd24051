import { checkText } from './check-text.ts';
import { strictestMode } from './compile-policy.ts';
import type { PolicyPack } from './pack-schema.ts';
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

/**
 * The rules of the last of `packs` that could stop working unnoticed, because a text in which they must find something, or
 * nothing, is missing. Rules for a judge and settings of gates have no inline tests.
 */
export const untestedRules = (
  packs: readonly PolicyPack[],
): { readonly ruleId: string; readonly missing: 'match' | 'noMatch' }[] =>
  (packs.at(-1)?.rules ?? []).flatMap((rule) =>
    'tests' in rule && rule.enabled
      ? (['match', 'noMatch'] as const)
          .filter((kind) => rule.tests[kind].length === 0)
          .map((missing) => ({ ruleId: rule.id, missing }))
      : [],
  );
