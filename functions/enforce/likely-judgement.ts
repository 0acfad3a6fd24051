import { likelyUsage } from '#shared/domain/call-cost.ts';
import type { Pair } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { addUsage, type Usage } from '#shared/domain/usage.ts';
import { maxAttempts } from '#shared/ports/language-model.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';
import { blindOutputTokens, renderBlindCheckPrompt } from './blind-check.ts';
import type { Judge } from './judge.ts';
import { tokensPerPair } from './judge-pairs.ts';
import { renderJudgePrompt } from './judge-prompt.ts';

/** The pairs of a usual passage that come as far as the judge, and what the question and the answer of one take. */
const likelyPairs: readonly Pair[] = Array.from({ length: 3 }, () => ({
  question: '?'.repeat(90),
  answer: '.'.repeat(140),
  evidence: [],
  questionType: 'factual',
  audience: null,
  facts: [],
  followUps: [],
}));

/** What judging a passage will probably use whose pairs are not generated yet, the look at their questions alone included. */
export const likelyJudgement = (
  passage: Passage,
  { judgeRules }: Pick<PolicyEngine, 'judgeRules'>,
  { model, prompts }: Judge,
  isBlindCheckAsked: boolean,
): Usage => {
  const likely = ({ system, prompt }: { system: string; prompt: string }, maxOutputTokens: number) =>
    likelyUsage(
      {
        inputBytes: Buffer.byteLength(system + prompt),
        maxOutputTokens,
        attempts: maxAttempts,
        complaintBytes: 0,
      },
      model.price,
    );
  const count = likelyPairs.length;
  const judged = likely(
    renderJudgePrompt(prompts.judge, passage, likelyPairs, judgeRules),
    count * tokensPerPair,
  );
  if (!isBlindCheckAsked) return judged;
  const blind = likely(renderBlindCheckPrompt(prompts.blindCheck, likelyPairs), blindOutputTokens(count));
  return addUsage([blind, judged]);
};
