import type { JudgeSettings } from '#shared/domain/dataset-settings.ts';
import { contentId } from '#shared/domain/hash.ts';
import type { LanguageModel } from '#shared/ports/language-model.ts';
import type { PromptTemplate } from '#shared/prompts/prompt-template.ts';

export interface JudgePrompts {
  readonly judge: PromptTemplate;
  readonly blindCheck: PromptTemplate;
}

/** The prompts of the judge, each by the name of its file. */
export const readJudgePrompts = (read: (name: string) => PromptTemplate): JudgePrompts => ({
  judge: read('judge'),
  blindCheck: read('blind-check'),
});

/** A model that judges, and how it is asked to. */
export interface Judge {
  readonly model: LanguageModel;
  readonly prompts: JudgePrompts;
}

/** Names who judges and by what task; the rules are part of `policyId`. */
export const judgeId = (
  { model, prompts }: Judge,
  { blindCheck, strategy }: Pick<JudgeSettings, 'blindCheck' | 'strategy'>,
): string =>
  contentId({
    provider: model.provider,
    modelId: model.modelId,
    strategy,
    promptVersion: prompts.judge.version,
    blindPromptVersion: blindCheck ? prompts.blindCheck.version : null,
  });
