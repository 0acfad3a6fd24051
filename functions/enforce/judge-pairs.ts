import * as z from 'zod';
import { comparable } from '#shared/domain/comparable-text.ts';
import type { Finding } from '#shared/domain/finding.ts';
import { offsetInField, textsOf } from '#shared/domain/pair-texts.ts';
import type { PairRejection } from '#shared/domain/rejection.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { detectorFinding } from '#shared/policy/detector-finding.ts';
import type { JudgeRule } from '#shared/policy/judge-rule.ts';
import { askJudge, type JudgedPairs, type JudgingEngine, reject } from './ask-judge.ts';
import type { Judge } from './judge.ts';
import { type JudgedSource, renderJudgePrompt } from './judge-prompt.ts';
import { locateQuote } from './locate-quote.ts';

const judgementSchema = z.object({
  pair: z.number().int().positive(),
  support: z.enum(['supported', 'partial', 'unsupported', 'contradicted']),
  answersQuestion: z.boolean(),
  standsAlone: z.boolean(),
  /** Whether a passage that was shown answers a question that is meant to have no answer; not said of other questions. */
  answerable: z.boolean().nullish(),
  /** Where the passage says it; empty for a pair that has no answer in it. */
  quote: z.string().default(''),
  score: z.number().min(0).max(1),
  violations: z.array(
    z.object({ rule: z.number().int().positive(), quote: z.string(), score: z.number().min(0).max(1) }),
  ),
  reason: z.string(),
});
type Judgement = z.infer<typeof judgementSchema>;
const judgementsSchema = z.object({ judgements: z.array(judgementSchema) });

export const tokensPerPair = 250;

/**
 * Lets a model judge, in one call, the pairs of a passage that no gate and no rule has rejected. It sees them redacted. Its
 * verdict on a pair counts for nothing without a quote that stands in the passage; a violation counts when its quote stands
 * in the pair.
 */
export const judgePairs = (
  verdicts: readonly Verdict[],
  source: JudgedSource,
  engine: JudgingEngine,
  { model, prompts }: Judge,
): Promise<JudgedPairs> =>
  askJudge(verdicts, engine, model, {
    promptVersion: prompts.judge.version,
    request: (pairs) => ({
      ...renderJudgePrompt(prompts.judge, source, pairs, engine.judgeRules),
      schema: judgementsSchema,
      schemaName: 'record_judgements',
      maxOutputTokens: tokensPerPair * pairs.length,
    }),
    verdictOn: (verdict, number, { judgements }, detector) => {
      const judgement = judgements.find(({ pair }) => pair === number);
      return judgement === undefined || isUnproven(judgement, verdict, source) || isSilent(judgement, verdict)
        ? undefined
        : apply(verdict, judgement, engine, detector);
    },
  });

/**
 * A judge that quotes what no passage says, or nothing for an answer that it finds supported, has not read them: its
 * verdict counts for nothing. Of a question without an answer there is nothing to quote.
 */
const isUnproven = (
  { quote, support }: Judgement,
  { pair }: Verdict,
  { text, others = [] }: JudgedSource,
): boolean =>
  quote.trim() === ''
    ? support === 'supported' && pair.questionType !== 'unanswerable'
    : [text, ...others.map((other) => other.text)].every((shown) => locateQuote(quote, shown) === undefined);

/** Whether a question has no answer must be said where it is meant to have none. */
const isSilent = ({ answerable }: Judgement, { pair }: Verdict): boolean =>
  pair.questionType === 'unanswerable' && typeof answerable !== 'boolean';

const apply = (verdict: Verdict, judgement: Judgement, engine: JudgingEngine, detector: string): Verdict => {
  const broken = judgement.violations.flatMap(({ rule, quote, score }) => {
    const judged = engine.judgeRules[rule - 1];
    const span = judged && score >= judged.threshold ? locate(verdict, quote) : undefined;
    return judged && span
      ? [{ judged, finding: findingOf(judged, span, score, engine.hashMatch(quote), detector) }]
      : [];
  });
  const objection = objectionOf(judgement, verdict);
  const rejections = [
    ...(objection ? [objection] : []),
    ...broken
      .filter(({ judged }) => judged.action === 'reject')
      .map(({ judged }) => ({
        reason: 'policy' as const,
        detail: `${judged.pack} ${judged.ruleId}: ${judged.title}`,
      })),
  ];
  return {
    ...reject(verdict, rejections),
    findings: [
      ...verdict.findings,
      ...(objection
        ? [
            detectorFinding(
              {
                ruleId: objection.reason,
                action: 'reject',
                severity: 'high',
                detector,
                field: 'answer',
                text: verdict.pair.answer,
              },
              engine.hashMatch,
            ),
          ]
        : []),
      ...broken.map(({ finding }) => finding),
    ],
    scores: { ...verdict.scores, judge: judgement.score },
    complaint: objection && isMendable(objection) && broken.length === 0 ? objection.detail : null,
  };
};

/** What speaks against a pair whatever the rules say. */
const objectionOf = (judgement: Judgement, { pair }: Verdict): PairRejection | undefined => {
  const { support, answersQuestion, standsAlone, answerable, reason } = judgement;
  if (pair.questionType === 'unanswerable' && answerable === true)
    return { reason: 'maybe-answerable', detail: `by the judge: ${reason}` };
  if (support !== 'supported') return { reason: 'judged-unsupported', detail: `${support}: ${reason}` };
  if (!answersQuestion)
    return { reason: 'judged-unsupported', detail: `does not answer the question: ${reason}` };
  return standsAlone ? undefined : { reason: 'not-standalone', detail: `by the judge: ${reason}` };
};

/** Other words do not take the answer out of the documents. */
const isMendable = ({ reason }: PairRejection): boolean => reason !== 'maybe-answerable';

type Place = Pick<Finding, 'field' | 'start' | 'end'>;

/** Where a quote stands in one of the turns; undefined when it is made up. */
const locate = ({ pair }: Verdict, quote: string): Place | undefined => {
  if (comparable(quote) === '') return undefined;
  const texts = textsOf(pair);
  for (const [index, { field, text }] of texts.entries()) {
    const found = field === 'evidence' ? undefined : locateQuote(quote, text);
    const offset = offsetInField(texts, index);
    if (found) return { field, start: found.start + offset, end: found.end + offset };
  }
  return undefined;
};

const findingOf = (
  { pack, ruleId, action, severity }: JudgeRule,
  span: Place,
  score: number,
  matchHash: string,
  detector: string,
): Finding => ({ pack, ruleId, action, severity, entity: null, ...span, matchHash, detector, score });
