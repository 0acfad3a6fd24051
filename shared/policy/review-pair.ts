import type { Finding } from '../domain/finding.ts';
import type { Pair } from '../domain/pair.ts';
import { offsetInField, type PairText, textsOf, withTexts } from '../domain/pair-texts.ts';
import type { PairRejection } from '../domain/rejection.ts';
import type { PairReview, PolicyEngine } from '../ports/policy-engine.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { failedDetector } from './detector-finding.ts';
import type { HashMatch } from './match-hash.ts';
import { pairRules } from './pair-rules.ts';
import type { RedactedFields } from './redact-fields.ts';
import type { FieldText } from './scan-texts.ts';
import { withheldPair } from './withheld-pair.ts';

type PassageAsRedacted = Parameters<PolicyEngine['reviewPair']>[1];
type RedactTexts = (fields: readonly FieldText[], surroundings: string) => RedactedFields;

/** Applies every rule of a policy to one pair: spans first, then what only the pair as a whole can break. */
export const pairReviewer = (policy: CompiledPolicy, redactTexts: RedactTexts, hashMatch: HashMatch) => {
  const checkPair = pairRules(policy, hashMatch);
  return (pair: Pair, passage: PassageAsRedacted): PairReview => {
    const texts = textsOf(pair);
    const {
      fields,
      failures: scanFailures,
      entities,
    } = redactTexts(texts, [passage.text, ...(passage.headingPath ?? [])].join('\n'));
    const whole = checkPair(pair, entities);
    const failures = [...scanFailures, ...whole.failures];
    if (failures.length > 0 && policy.onDetectorError === 'reject')
      return withhold(pair, failures, hashMatch);

    const redacted = withTexts(
      pair,
      fields.map(({ text }) => text),
    );
    const carried = carriedFindings(redacted, passage);
    const findings = [
      ...(['question', 'answer', 'evidence'] as const).flatMap((name) => findingsIn(name, texts, fields)),
      ...carried.findings,
      ...whole.findings,
      ...failures.map((detector) =>
        failedDetector({ detector, action: 'flag', field: 'answer', text: pair.answer }, hashMatch),
      ),
    ];
    return {
      pair: redacted,
      isRedacted: carried.isCarried || fields.some(({ redactions }) => redactions.length > 0),
      findings,
      rejections: [...rejectionsOf(findings, policy)],
    };
  };
};

const findingsIn = (
  name: Finding['field'],
  texts: readonly PairText[],
  fields: RedactedFields['fields'],
): Finding[] =>
  texts.flatMap(({ field }, index) => {
    if (field !== name) return [];
    const offset = offsetInField(texts, index);
    return (fields[index]?.findings ?? []).map((finding) => ({
      ...finding,
      start: finding.start + offset,
      end: finding.end + offset,
    }));
  });

/** What was hidden in the passage before generation, where the pair still holds what stands for it. */
const carriedFindings = (pair: Pair, passage: PassageAsRedacted) => {
  const texts = textsOf(pair).map(({ text }) => text);
  const carried = passage.redactions.filter(({ replacement }) =>
    texts.some((text) => text.includes(replacement)),
  );
  return {
    isCarried: carried.length > 0,
    findings: passage.findings.filter(
      ({ field, start, end }) =>
        field === 'passage' &&
        carried.some((redaction) => redaction.start === start && redaction.end === end),
    ),
  };
};

const rejectionsOf = (findings: readonly Finding[], policy: CompiledPolicy): Iterable<PairRejection> => {
  const rejections = new Map<string, PairRejection>();
  const titles = new Map(
    [policy.entityRules, policy.patternRules, policy.termsRules, policy.topicRules, policy.disclaimerRules]
      .flat()
      .map(({ pack, rule }) => [`${pack} ${rule.id}`, rule.title]),
  );
  for (const { action, pack, ruleId } of findings) {
    const rule = `${pack} ${ruleId}`;
    if (action === 'reject')
      rejections.set(rule, { reason: 'policy', detail: `${rule}: ${titles.get(rule) ?? ruleId}` });
  }
  return rejections.values();
};

/** A pair of which a detector could not say what is in it is kept out, and its text is kept nowhere. */
const withhold = (pair: Pair, failures: readonly string[], hashMatch: HashMatch): PairReview => ({
  pair: withheldPair(pair),
  isRedacted: true,
  findings: failures.map((detector) =>
    failedDetector({ detector, action: 'reject', field: 'answer', text: pair.answer }, hashMatch),
  ),
  rejections: failures.map((failure) => ({
    reason: 'detector-failed',
    detail: `the detector ${failure} failed, so the pair could not be checked`,
  })),
});
