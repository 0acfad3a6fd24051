import { canonicalJson, contentId } from '../domain/hash.ts';
import type { PolicyEngine } from '../ports/policy-engine.ts';
import { compilePolicy } from './compile-policy.ts';
import { enforcementVersion } from './enforcement-version.ts';
import type { JudgeRule } from './judge-rule.ts';
import { matchHasher } from './match-hash.ts';
import type { PolicyPack } from './pack-schema.ts';
import { redactFields } from './redact-fields.ts';
import { passageRedactor } from './redact-passage.ts';
import { pairReviewer } from './review-pair.ts';
import { textScanner } from './scan-texts.ts';

export interface PolicyEngineOptions {
  /** The deployment's secret: findings hold hashes of matches under this key. */
  readonly auditKey: string;
  /** ISO date on which exceptions are held against their expiry. */
  readonly today: string;
}

/** Compiles packs, in the order of their precedence, into an engine. Packs in `strict` mode need `prepareRecognizers`. */
export const policyEngine = (packs: readonly PolicyPack[], options: PolicyEngineOptions): PolicyEngine => {
  const policy = compilePolicy(packs, options.today);
  const hashMatch = matchHasher(options.auditKey);
  const scanTexts = textScanner(policy);
  const redactTexts = redactFields.bind(undefined, policy, scanTexts, hashMatch);
  return {
    policyId: contentId([
      enforcementVersion,
      packs.map((pack) => canonicalJson(pack)),
      packs.flatMap((pack) => pack.exceptions.map(({ expires }) => expires > options.today)),
      hashMatch('policy-id'),
    ]),
    packs: policy.packs,
    detection: policy.mode,
    gates: policy.gates,
    judgeRules: [...policy.judgeRules.map(judgeRuleOf), ...policy.topicRules.map(topicAsJudgeRule)],
    onDetectorError: policy.onDetectorError,
    hashMatch,
    reviewPair: pairReviewer(policy, redactTexts, hashMatch),
    redactPassage: passageRedactor(policy, redactTexts, hashMatch),
  };
};

const judgeRuleOf = ({ pack, rule }: ReturnType<typeof compilePolicy>['judgeRules'][number]): JudgeRule => ({
  pack,
  ruleId: rule.id,
  action: rule.action,
  severity: rule.severity,
  title: rule.title,
  instruction: rule.instruction,
  threshold: rule.threshold,
  violates: rule.examples.violates,
  complies: rule.examples.complies,
});

const topicAsJudgeRule = ({
  pack,
  rule,
}: ReturnType<typeof compilePolicy>['topicRules'][number]): JudgeRule => ({
  pack,
  ruleId: rule.id,
  action: rule.action,
  severity: rule.severity,
  title: rule.title,
  instruction: `The pair is about this topic: ${rule.definition}`,
  threshold: 0.5,
  violates: rule.examples,
  complies: [],
});
