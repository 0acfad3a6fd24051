import { asksReasoning } from '#shared/domain/dataset-settings.ts';
import type {
  GenerationRequest,
  PassageRequest,
  RetryRequest,
  SectionRequest,
} from '#shared/domain/generation-request.ts';
import { contentId } from '#shared/domain/hash.ts';
import type { Pair } from '#shared/domain/pair.ts';
import { sum } from '#shared/domain/sum.ts';
import type { LanguageModel, StructuredReply } from '#shared/ports/language-model.ts';
import type { GeneratedPairs, PairGenerator } from '#shared/ports/pair-generator.ts';
import { type PromptTemplates, renderRequest, requestKinds } from './render-request.ts';
import { replySchemas } from './reply-schemas.ts';

/**
 * Asks a model for the facts of a passage and for pairs over them, one passage a call: a reply can then belong to no other
 * passage. What the model claims is not believed here; the gates of enforcement look for every quote.
 */
export const modelGenerator = (model: LanguageModel, templates: PromptTemplates): PairGenerator => {
  const versions = requestKinds.map((kind) => templates[kind].version);
  return {
    name: model.provider,
    modelId: model.modelId,
    promptVersion: `pairs-${contentId(versions).slice(0, 8)}`,
    generate: async (request) => {
      if (request.kind === 'passage') return askPassage(model, templates, request);
      return request.kind === 'section'
        ? askSection(model, templates, request)
        : askAgain(model, templates, request);
    },
  };
};

const askPassage = async (
  model: LanguageModel,
  templates: PromptTemplates,
  request: PassageRequest,
): Promise<GeneratedPairs> => {
  const reply = await model.answer({
    ...renderRequest(templates, request),
    schema: schemasFor(request).passage,
    schemaName: 'record_pairs',
    maxOutputTokens: outputTokens(request),
  });
  return toGenerated(reply, ({ facts, pairs }) => ({
    facts,
    pairs: pairs.map(({ facts: numbers, ...pair }) => ({
      ...pair,
      questionType: typeOf(pair),
      audience: request.plan.audience,
      facts: positions(numbers, facts.length),
    })),
  }));
};

const askSection = async (
  model: LanguageModel,
  templates: PromptTemplates,
  request: SectionRequest,
): Promise<GeneratedPairs> => {
  const reply = await model.answer({
    ...renderRequest(templates, request),
    schema: schemasFor(request).section,
    schemaName: 'record_section_pairs',
    maxOutputTokens: outputTokens(request),
  });
  return toGenerated(reply, ({ pairs }) => ({
    facts: [],
    pairs: pairs.map((pair) => ({
      ...pair,
      questionType: 'multi-passage',
      audience: request.plan.audience,
      facts: [],
      followUps: [],
    })),
  }));
};

/** A mended pair keeps what it is about; only its words are new. One that was not asked for is nobody's. */
const askAgain = async (
  model: LanguageModel,
  templates: PromptTemplates,
  request: RetryRequest,
): Promise<GeneratedPairs> => {
  const reply = await model.answer({
    ...renderRequest(templates, request),
    schema: schemasFor(request).retry,
    schemaName: 'record_mended_pairs',
    maxOutputTokens: outputTokens(request),
  });
  return toGenerated(reply, ({ pairs }) => {
    const answers = request.failed.map((_, index) => pairs.find(({ pair }) => pair === index + 1));
    return {
      facts: [],
      pairs: request.failed.flatMap(({ pair: failed }, index) => {
        const mended = answers[index];
        if (mended === undefined) return [];
        const { pair: _number, ...turns } = mended;
        return [{ ...failed, ...turns }];
      }),
      unasked: pairs
        .filter((pair) => !answers.includes(pair))
        .map(({ pair: _number, ...turns }) => ({
          ...turns,
          questionType: typeOf({ ...turns, questionType: 'factual' }),
          audience: null,
          facts: [],
        })),
    };
  });
};

const schemasFor = ({ settings }: GenerationRequest) =>
  replySchemas[asksReasoning(settings) ? 'reasoned' : 'plain'];

const toGenerated = <Value>(
  reply: StructuredReply<Value>,
  read: (value: Value) => Pick<GeneratedPairs, 'facts' | 'pairs' | 'unasked'>,
): GeneratedPairs =>
  reply.status === 'answered'
    ? { ...read(reply.value), failure: null, usage: reply.usage }
    : { facts: [], pairs: [], failure: reply.detail, usage: reply.usage };

/** A pair is what it has: a conversation has several turns, whatever the model calls it. */
const typeOf = ({ questionType, followUps }: Pick<Pair, 'questionType' | 'followUps'>) => {
  if (followUps.length > 0) return 'multi-turn' as const;
  return questionType === 'multi-turn' ? ('factual' as const) : questionType;
};

/** From numbers that count from 1 to positions; numbers of no fact are left out. */
const positions = (numbers: readonly number[], facts: number): number[] => [
  ...new Set(numbers.filter((number) => number <= facts).map((number) => number - 1)),
];

const tokensPerPlainPair = 220;
const tokensOfReasoning = 100;

/** Room for the facts, which together are about as long as the passage, and for the pairs with their quotes. */
const outputTokens = (request: GenerationRequest): number => {
  const { passage, plan, kind, settings } = request;
  const tokensPerPair = tokensPerPlainPair + (asksReasoning(settings) ? tokensOfReasoning : 0);
  if (kind === 'section') return 200 + plan.extra['multi-passage'] * 2 * tokensPerPair;
  if (kind === 'retry')
    return 200 + sum(request.failed.map(({ pair }) => 1 + pair.followUps.length)) * tokensPerPair;
  const plain = 'perFact' in plan.amount ? plan.expectedPairs * 1.5 : plan.amount.perPassage;
  const { unanswerable, 'false-premise': falsePremise, 'multi-turn': multiTurn } = plan.extra;
  return Math.ceil(
    400 + passage.tokens * 1.2 + (plain + unanswerable + falsePremise + multiTurn * 3) * tokensPerPair,
  );
};
