import * as z from 'zod';
import type { Pair } from '#shared/domain/pair.ts';
import { noUsage } from '#shared/domain/usage.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { detectorFinding } from '#shared/policy/detector-finding.ts';
import { judgeDetector } from '#shared/policy/judge-detector.ts';
import { type PromptTemplate, renderPrompt } from '#shared/prompts/prompt-template.ts';
import type { Judge } from './judge.ts';
import { type JudgedPairs, type JudgingEngine, reject, unjudged } from './judge-pairs.ts';

const blindReplySchema = z.object({
  questions: z.array(
    z.object({ question: z.number().int().positive(), standsAlone: z.boolean(), reason: z.string() }),
  ),
});

const tokensPerQuestion = 80;

/** The first question of each pair, and nothing that the judge could understand it by. */
export const renderBlindCheckPrompt = (
  template: PromptTemplate,
  pairs: readonly Pick<Pair, 'question'>[],
): { system: string; prompt: string } =>
  renderPrompt(template, {
    questions: pairs
      .map(({ question }, index) => `<question number="${index + 1}">\n${question}\n</question>`)
      .join('\n\n'),
  });

/**
 * Asks the judge about the first question of each pair without showing it the passage: who sees the passage understands
 * what a reader of the pair does not. A question that it does not mention is not known to stand alone.
 */
export const checkBlind = async (
  verdicts: readonly Verdict[],
  engine: JudgingEngine,
  { model, prompts }: Judge,
): Promise<JudgedPairs> => {
  const candidates = verdicts.filter(({ decision }) => decision !== 'rejected');
  if (candidates.length === 0) return { verdicts, usage: noUsage };
  const reply = await model.answer({
    ...renderBlindCheckPrompt(
      prompts.blindCheck,
      candidates.map(({ pair }) => pair),
    ),
    schema: blindReplySchema,
    schemaName: 'record_blind_check',
    maxOutputTokens: tokensPerQuestion * candidates.length + 50,
  });
  const found = reply.status === 'answered' ? reply.value.questions : [];
  const detector = judgeDetector(model.modelId, prompts.blindCheck.version);
  return {
    usage: reply.usage,
    verdicts: verdicts.map((verdict) => {
      const position = candidates.indexOf(verdict);
      if (position === -1) return verdict;
      const said = found.find(({ question }) => question === position + 1);
      if (said === undefined) return unjudged(verdict, engine, detector);
      return said.standsAlone ? verdict : turnDown(verdict, said.reason, engine, detector);
    }),
  };
};

const turnDown = (
  verdict: Verdict,
  reason: string,
  { hashMatch }: JudgingEngine,
  detector: string,
): Verdict => {
  const detail = `by the judge, who saw the question alone: ${reason}`;
  const finding = detectorFinding(
    {
      ruleId: 'not-standalone',
      action: 'reject',
      severity: 'high',
      detector,
      field: 'question',
      text: verdict.pair.question,
    },
    hashMatch,
  );
  return {
    ...reject(verdict, [{ reason: 'not-standalone', detail }]),
    findings: [...verdict.findings, finding],
    complaint: detail,
  };
};
