import { canonicalJson, contentId } from '../domain/hash.ts';
import type { Passage } from '../domain/passage.ts';
import type { PolicyEngine, RedactedText } from '../ports/policy-engine.ts';
import { compilePolicy } from './compile-policy.ts';
import { failedDetector } from './detector-finding.ts';
import { enforcementVersion } from './enforcement-version.ts';
import type { JudgeRule } from './judge-rule.ts';
import { matchHasher } from './match-hash.ts';
import type { PolicyPack } from './pack-schema.ts';
import { redactFields } from './redact-fields.ts';
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
    gates: policy.gates,
    judgeRules: [...policy.judgeRules.map(judgeRuleOf), ...policy.topicRules.map(topicAsJudgeRule)],
    onDetectorError: policy.onDetectorError,
    hashMatch,
    reviewPair: pairReviewer(policy, redactTexts, hashMatch),
    redactPassage: (text) => {
      const { fields, failures } = redactTexts([{ field: 'passage', text }]);
      const [field] = fields;
      if (field === undefined) throw new Error('one text in, one text out');
      if (failures.length > 0 && policy.onDetectorError === 'reject')
        return withhold(text, failures, hashMatch);
      return {
        text: field.text,
        redactions: [...field.redactions],
        findings: [
          ...field.findings,
          ...failures.map((detector) =>
            failedDetector({ detector, action: 'flag', field: 'passage', text }, hashMatch),
          ),
        ],
      };
    },
  };
};

/** No model may see a text of which a detector could not say what is in it. */
const withhold = (
  text: string,
  failures: readonly string[],
  hashMatch: (match: string) => string,
): RedactedText => {
  const withheld: Passage['redactions'] =
    text === '' ? [] : [{ start: 0, end: text.length, replacement: '[WITHHELD_1]' }];
  return {
    text: withheld.length === 0 ? '' : '[WITHHELD_1]',
    redactions: withheld,
    findings: failures.map((detector) =>
      failedDetector({ detector, action: 'reject', field: 'passage', text }, hashMatch),
    ),
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
