import * as z from 'zod';
import type { Pair } from '#shared/domain/pair.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { detectorFinding } from '#shared/policy/detector-finding.ts';
import { type PromptTemplate, renderPrompt } from '#shared/prompts/prompt-template.ts';
import { tagCode } from '#shared/prompts/tag-code.ts';
import { askJudge, type JudgedPairs, type JudgingEngine, reject } from './ask-judge.ts';
import type { Judge } from './judge.ts';

const blindReplySchema = z.object({
  questions: z.array(
    z.object({ question: z.number().int().positive(), standsAlone: z.boolean(), reason: z.string() }),
  ),
});

export const blindOutputTokens = (questions: number): number => 80 * questions + 50;

/** The first question of each pair, and nothing that the judge could understand it by. */
export const renderBlindCheckPrompt = (
  template: PromptTemplate,
  pairs: readonly Pick<Pair, 'question'>[],
): { system: string; prompt: string } => {
  const code = tagCode(pairs.map(({ question }) => question).join('\n'));
  return renderPrompt(template, {
    questions: pairs
      .map(({ question }, index) => {
        const tag = `question-${index + 1}-${code}`;
        return `<${tag}>\n${question}\n</${tag}>`;
      })
      .join('\n\n'),
  });
};

/**
 * Asks the judge about the first question of each pair without showing it the passage: who sees the passage understands
 * what a reader of the pair does not. A question that it does not mention is not known to stand alone.
 */
export const checkBlind = (
  verdicts: readonly Verdict[],
  engine: JudgingEngine,
  { model, prompts }: Judge,
): Promise<JudgedPairs> =>
  askJudge(verdicts, engine, model, {
    promptVersion: prompts.blindCheck.version,
    request: (pairs) => ({
      ...renderBlindCheckPrompt(prompts.blindCheck, pairs),
      schema: blindReplySchema,
      schemaName: 'record_blind_check',
      maxOutputTokens: blindOutputTokens(pairs.length),
    }),
    verdictOn: (verdict, number, { questions }, detector) => {
      const said = questions.find(({ question }) => question === number);
      if (said === undefined || said.standsAlone) return said && verdict;
      return turnDown(verdict, said.reason, engine, detector);
    },
  });

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
