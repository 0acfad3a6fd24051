import type { DatasetSettings } from '#shared/domain/dataset-settings.ts';
import {
  type GenerationRequest,
  neighboursOf,
  requestsFor,
  retryFor,
} from '#shared/domain/generation-request.ts';
import type { Pair } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';
import { renderBlindCheckPrompt } from '../functions/enforce/blind-check.ts';
import { renderJudgePrompt } from '../functions/enforce/judge-prompt.ts';
import { extractiveGenerator } from '../functions/generate/extractive/extractive-generator.ts';
import { renderRequest } from '../functions/generate/render-request.ts';
import { renderSuggestionPrompt } from '../functions/suggest/suggest-system-prompt.ts';
import { generatorTemplates } from './generator-for.ts';
import { judgePrompts } from './judge-prompts.ts';
import { readPromptTemplate } from './prompt-templates.ts';
import { UsageError } from './usage-error.ts';

export const promptKinds = ['passage', 'section', 'retry', 'judge', 'blind-check', 'system-prompt'] as const;
type PromptKind = (typeof promptKinds)[number];

interface Preview {
  readonly dataset: string;
  readonly settings: DatasetSettings;
  readonly title: string | null;
  readonly passages: readonly Passage[];
  readonly passage: Passage;
  readonly engine: Pick<PolicyEngine, 'judgeRules'>;
}

interface RenderedPrompt {
  readonly version: string;
  readonly system: string;
  readonly prompt: string;
}

/** What a passage is asked first, whatever that is. Throws `UsageError` for one that policy withholds. */
export const previewPassage = (preview: Preview): RenderedPrompt[] => {
  const [, ...others] = requestsFor(preview.passage, preview);
  return [ownRequest(preview), ...others].map(render);
};

/**
 * The prompt of one kind, also where the passage would not send it by itself. Retry, judge and blind check are about pairs:
 * those that the extractive generator makes stand in for a model's, or one in brackets.
 * Throws `UsageError` for the section of a passage that stands alone in it, and for a passage that policy withholds.
 */
export const previewPrompt = async (kind: PromptKind, preview: Preview): Promise<RenderedPrompt> => {
  const { dataset, settings, passages, passage, engine } = preview;
  if (kind === 'passage') return render(ownRequest(preview));
  if (kind === 'section') return render(sectionRequest(preview));
  if (kind === 'system-prompt') {
    const template = readPromptTemplate('suggest', 'system-prompt');
    return {
      version: template.version,
      ...renderSuggestionPrompt(template, { settings, dataset, documents: [passages] }),
    };
  }
  const pairs = await samplePairs(preview);
  if (kind === 'retry') {
    const failed = pairs.map((pair) => ({ pair, complaint: '(what the judge says against the pair)' }));
    return render(retryFor(passage, failed, 1, preview) as GenerationRequest);
  }
  const { judge, blindCheck } = judgePrompts();
  return kind === 'judge'
    ? { version: judge.version, ...renderJudgePrompt(judge, passage, pairs, engine.judgeRules) }
    : { version: blindCheck.version, ...renderBlindCheckPrompt(blindCheck, pairs) };
};

const render = (request: GenerationRequest): RenderedPrompt => {
  const templates = generatorTemplates();
  return { version: templates[request.kind].version, ...renderRequest(templates, request) };
};

const ownRequest = (preview: Preview): GenerationRequest => {
  const [own] = requestsFor(preview.passage, preview);
  if (own === undefined)
    throw new UsageError(`Policy withholds passage ${preview.passage.index}, so nobody is asked about it.`);
  return own;
};

const sectionRequest = (preview: Preview): GenerationRequest => {
  const { passage, passages, settings } = preview;
  const neighbours = neighboursOf(passage, passages, settings.passages.maxTokens);
  if (neighbours.length === 0)
    throw new UsageError(`Passage ${passage.index} has no neighbour in its section to be shown with.`);
  const own = ownRequest(preview);
  const extra = { ...own.plan.extra, 'multi-passage': Math.max(1, own.plan.extra['multi-passage']) };
  return { ...own, kind: 'section', neighbours, plan: { ...own.plan, extra } };
};

const samplePairs = async (preview: Preview): Promise<readonly Pair[]> => {
  if (preview.passage.saved?.pair) return [preview.passage.saved.pair];
  const { pairs } = await extractiveGenerator().generate(ownRequest(preview));
  return pairs.length > 0 ? pairs : [standIn];
};

const standIn: Pair = {
  question: '(a question about the passage)',
  answer: '(its answer)',
  evidence: [],
  questionType: 'factual',
  audience: null,
  facts: [],
  followUps: [],
};
