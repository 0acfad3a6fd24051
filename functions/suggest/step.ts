import * as z from 'zod';
import { readJson, writeJson } from '#shared/dataset/json-object.ts';
import { type DeploymentSettings, loadSettings } from '#shared/dataset/load-settings.ts';
import { paidFrom } from '#shared/dataset/paid-model.ts';
import { openPurse } from '#shared/dataset/purse.ts';
import { withinBudget } from '#shared/dataset/within-budget.ts';
import { datasetKeys, sourceKeys } from '#shared/domain/dataset-keys.ts';
import { suggestionResultSchema, suggestionSchema } from '#shared/domain/system-prompt.ts';
import { InvalidSettingsError } from '#shared/errors.ts';
import type { LanguageModelFor } from '#shared/ports/language-model.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { LoadPolicyEngine, PolicyEngine } from '#shared/ports/policy-engine.ts';
import type { PromptTemplate } from '#shared/prompts/prompt-template.ts';
import { defineStep } from '#shared/step.ts';
import { sampleDocuments } from './sample-documents.ts';
import { suggestSystemPrompt } from './suggest-system-prompt.ts';

export interface SuggestDependencies {
  readonly source: ObjectStore;
  readonly dataset: ObjectStore;
  readonly deployment: DeploymentSettings;
  readonly loadPolicyEngine: LoadPolicyEngine;
  readonly languageModelFor: LanguageModelFor;
  readonly template: PromptTemplate;
  readonly now: () => Date;
}

/**
 * Has a model suggest the system prompt of a dataset that states none: once, and again on request or when policy no longer
 * allows the text. Without a model, and where the model fails, the rows take one that is made from the title. The other text that
 * rows repeat, a refusal in the words of the settings, is held to the same: throws `InvalidSettingsError`.
 */
export const suggestStep = defineStep({
  name: 'suggest',
  input: z.strictObject({ dataset: z.string(), isAskedAnew: z.boolean() }),
  output: suggestionResultSchema,
  run: async ({ dataset, isAskedAnew }, dependencies: SuggestDependencies) => {
    const { source, dataset: store, deployment } = dependencies;
    const settings = await loadSettings(source, dataset, deployment);
    const { refusal } = settings.context ?? {};
    if (refusal !== undefined) {
      const engine = await dependencies.loadPolicyEngine(settings.policies);
      requireAllowedRefusal(engine, refusal, source.uri(sourceKeys.settings(dataset)));
    }
    const { provider, ...named } = settings.generator;
    if (settings.systemPrompt !== undefined || provider === 'extractive')
      return { status: 'not-needed', detail: null };

    const engine = await dependencies.loadPolicyEngine(settings.policies);
    const key = datasetKeys(dataset).systemPrompt;
    const stored = await readJson(store, key, suggestionSchema);
    if (stored && !isAskedAnew && isAllowed(engine, stored.text)) return { status: 'kept', detail: null };

    const documents = await sampleDocuments(store, dataset);
    if (documents.length === 0)
      return { status: 'failed', detail: 'No document of the dataset has a passage.' };
    const purse = openPurse({
      store,
      dataset,
      budgetUsd: settings.budgetUsd,
      role: 'generator',
      work: 'system prompt',
    });
    const model = paidFrom(purse)(await dependencies.languageModelFor('generator', { provider, ...named }));
    const { result: reply } = await withinBudget(() =>
      suggestSystemPrompt(model, dependencies.template, { settings, dataset, documents }),
    ).finally(purse.close);
    if (reply === null) return { status: 'failed', detail: 'Too little is left of the budget.' };
    if (reply.status === 'failed') return { status: 'failed', detail: reply.detail };
    if (!isAllowed(engine, reply.value.systemPrompt))
      return { status: 'failed', detail: 'Policy does not allow what the model has suggested.' };
    await writeJson(store, key, {
      text: reply.value.systemPrompt,
      isAccepted: false,
      by: {
        provider: model.provider,
        modelId: model.modelId,
        promptVersion: dependencies.template.version,
      },
      createdAt: dependencies.now().toISOString(),
      usage: reply.usage,
    });
    return { status: 'suggested', detail: null };
  },
});

/** A text that every row repeats may hold nothing that policy would as much as flag. */
const isAllowed = (engine: PolicyEngine, text: string): boolean => findingsIn(engine, text).length === 0;

const findingsIn = (engine: PolicyEngine, text: string) => engine.redactPassage(text).findings;

const requireAllowedRefusal = (engine: PolicyEngine, refusal: string, file: string): void => {
  const rules = new Set(findingsIn(engine, refusal).map(({ pack, ruleId }) => `${pack} ${ruleId}`));
  if (rules.size > 0)
    throw new InvalidSettingsError(
      `${file}: context.refusal: policy finds something in it (${[...rules].join(', ')}), and every row that refuses would say it; say it in other words, or leave it out`,
    );
};
