import type { Pair } from '#shared/domain/pair.ts';
import type { PairRejection } from '#shared/domain/rejection.ts';
import { noUsage, type Usage } from '#shared/domain/usage.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { failedDetector } from '#shared/policy/detector-finding.ts';
import { judgeDetector } from '#shared/policy/judge-detector.ts';
import type { LanguageModel, StructuredRequest } from '#shared/ports/language-model.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';

export interface JudgedPairs {
  readonly verdicts: readonly Verdict[];
  readonly usage: Usage;
}

export type JudgingEngine = Pick<PolicyEngine, 'judgeRules' | 'onDetectorError' | 'hashMatch'>;

/** What a judge is asked about pairs, and what its answer makes of a verdict. */
interface JudgeTask<Reply> {
  readonly promptVersion: string;
  request(pairs: readonly Pair[]): StructuredRequest<Reply>;
  /** `number` counts the pairs of the request from 1. Undefined where the reply says nothing on this one that counts. */
  verdictOn(verdict: Verdict, number: number, reply: Reply, detector: string): Verdict | undefined;
}

/**
 * Asks a model once about all pairs that nothing has rejected so far. A pair that it says nothing about, or a reply that
 * cannot be used, rejects, because what was not judged is not known to be good; packs may have it flagged instead.
 */
export const askJudge = async <Reply>(
  verdicts: readonly Verdict[],
  engine: JudgingEngine,
  model: LanguageModel,
  task: JudgeTask<Reply>,
): Promise<JudgedPairs> => {
  const candidates = verdicts.filter(({ decision }) => decision !== 'rejected');
  if (candidates.length === 0) return { verdicts, usage: noUsage };
  const reply = await model.answer(task.request(candidates.map(({ pair }) => pair)));
  const detector = judgeDetector(model.modelId, task.promptVersion);
  return {
    usage: reply.usage,
    verdicts: verdicts.map((verdict) => {
      const number = candidates.indexOf(verdict) + 1;
      if (number === 0) return verdict;
      const judged =
        reply.status === 'answered' ? task.verdictOn(verdict, number, reply.value, detector) : undefined;
      return judged ?? unjudged(verdict, engine, detector);
    }),
  };
};

const unjudged = (verdict: Verdict, engine: JudgingEngine, detector: string): Verdict => ({
  ...reject(
    verdict,
    engine.onDetectorError === 'flag'
      ? []
      : [{ reason: 'detector-failed', detail: 'the judge gave no verdict on this pair' }],
  ),
  findings: [
    ...verdict.findings,
    failedDetector(
      { detector, action: engine.onDetectorError, field: 'answer', text: verdict.pair.answer },
      engine.hashMatch,
    ),
  ],
});

export const reject = (verdict: Verdict, rejections: readonly PairRejection[]): Verdict => ({
  ...verdict,
  decision: rejections.length > 0 ? 'rejected' : verdict.decision,
  rejections: [...verdict.rejections, ...rejections],
});
