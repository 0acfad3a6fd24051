import * as z from 'zod';
import type { LanguageModel } from '#shared/ports/language-model.ts';
import type { GenerationRequest, PairGenerator } from '#shared/ports/pair-generator.ts';
import { type PromptTemplate, renderPrompt } from '#shared/prompts/prompt-template.ts';

/** The types that one passage can give; the others are made from several passages or from kept pairs. */
const askableTypes = ['factual', 'procedural', 'definition', 'comparison', 'conditional', 'yes-no'] as const;

const replySchema = z.object({
  facts: z.array(z.string()).describe('Each fact of the passage as one short sentence.'),
  pairs: z.array(
    z.object({
      question: z.string().min(1),
      answer: z.string().min(1),
      evidence: z
        .array(z.string().min(1))
        .min(1)
        .describe('Verbatim quotes of the passage that prove the answer.'),
      questionType: z.enum(askableTypes),
    }),
  ),
});

/**
 * Asks a model for the facts of a passage and for pairs over them, one passage a call: a reply can then belong to no other
 * passage. What the model claims is not believed here; the gates of enforcement look for every quote.
 */
export const modelGenerator = (model: LanguageModel, template: PromptTemplate): PairGenerator => ({
  name: model.provider,
  modelId: model.modelId,
  promptVersion: template.version,
  generate: async (request) => {
    const most = request.settings.pairs.perPassage;
    const reply = await model.answer({
      ...renderPairsPrompt(template, request),
      schema: replySchema,
      schemaName: 'record_pairs',
      maxOutputTokens: outputTokens(request),
    });
    return reply.status === 'answered'
      ? { pairs: reply.value.pairs.slice(0, most), failure: null, usage: reply.usage }
      : { pairs: [], failure: reply.detail, usage: reply.usage };
  },
});

/** Exactly what a passage would send. */
export const renderPairsPrompt = (
  template: PromptTemplate,
  { passage, settings, title }: GenerationRequest,
): { system: string; prompt: string } =>
  renderPrompt(template, {
    maxPairs: String(settings.pairs.perPassage),
    instructions:
      settings.instructions === undefined ? '' : `What this dataset is for:\n${settings.instructions}`,
    title: title === null ? '(none)' : onOneLine(title),
    headings: passage.headingPath.map(onOneLine).join(' > ') || '(none)',
    /** A tag that the passage cannot close: its author would have to know the hash of the text that holds it. */
    code: passage.sha256.slice(0, 12),
    passage: passage.text,
  });

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** Room for the facts, which together are about as long as the passage, and for the pairs with their quotes. */
const outputTokens = ({ passage, settings }: GenerationRequest): number =>
  Math.ceil(400 + passage.tokens * 1.2 + settings.pairs.perPassage * 220);
