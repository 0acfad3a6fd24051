import { likelyUsage } from '#shared/domain/call-cost.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { Usage } from '#shared/domain/usage.ts';
import { maxAttempts } from '#shared/ports/language-model.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';
import type { Judge } from './judge.ts';
import { tokensPerPair } from './judge-pairs.ts';
import { renderJudgePrompt } from './judge-prompt.ts';

/** The pairs of a usual passage that come as far as the judge, and what question, answer and tags of one take. */
const likelyPairs = 3;
const bytesPerPair = 300;

/** What judging a passage will probably use whose pairs are not generated yet. */
export const likelyJudgement = (
  passage: Passage,
  { judgeRules }: Pick<PolicyEngine, 'judgeRules'>,
  { model, prompts }: Judge,
): Usage => {
  const { system, prompt } = renderJudgePrompt(prompts.judge, passage, [], judgeRules);
  return likelyUsage(
    {
      inputBytes: Buffer.byteLength(system + prompt) + likelyPairs * bytesPerPair,
      maxOutputTokens: likelyPairs * tokensPerPair,
      attempts: maxAttempts,
      complaintBytes: 0,
    },
    model.price,
  );
};
