import { type ModelPrice, pricedUsage } from '../../shared/domain/model-price.ts';
import { noUsage } from '../../shared/domain/usage.ts';
import type { BatchFormat, LanguageModel, StructuredRequest } from '../../shared/ports/language-model.ts';
import { beginningOfPassage } from './judge-reply.ts';
import { scriptedPrice } from './scripted-model.ts';

export interface QuotingModel extends LanguageModel {
  readonly requests: StructuredRequest<unknown>[];
  /** The most calls that were under way at once. */
  readonly mostAtOnce: () => number;
}

interface QuotingOptions {
  readonly price?: ModelPrice | null;
  /** How it is asked in batches. */
  readonly batch?: BatchFormat;
  /** How long each call takes. */
  readonly latencyMs?: number;
  /** Throws for a call, counted from 1, instead of answering it. */
  readonly fail?: (call: number) => Error | undefined;
}

/**
 * A model that does its work: it makes pairs of the first sentences of a passage, and as a judge finds every pair
 * supported. Its usage is what its texts suggest: four and a half bytes to a token.
 */
export const quotingModel = ({
  price = scriptedPrice,
  latencyMs = 1,
  batch,
  fail,
}: QuotingOptions = {}): QuotingModel => {
  const requests: StructuredRequest<unknown>[] = [];
  let [underWay, most] = [0, 0];
  return {
    provider: 'scripted',
    modelId: 'quoting-1',
    price,
    batch,
    requests,
    mostAtOnce: () => most,
    answer: async (request) => {
      const call = requests.push(request as StructuredRequest<unknown>);
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, latencyMs));
      underWay -= 1;
      const error = fail?.(call);
      if (error) throw error;
      const reply = replies[request.schemaName]?.(request.prompt);
      const usage = {
        ...noUsage,
        calls: 1,
        inputTokens: tokens(request.system + request.prompt),
        outputTokens: tokens(JSON.stringify(reply)),
      };
      return { status: 'answered', value: request.schema.parse(reply), usage: pricedUsage(usage, price) };
    },
  };
};

const tokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / 4.5);

/** What the model answers to a passage. */
export const quote = (prompt: string): unknown => {
  const [, passage = ''] = /<passage-\w+>\n([\s\S]*?)\n<\/passage-/.exec(prompt) ?? [];
  const facts = passage.split(/\n+|(?<=\.) /).filter((line) => line.endsWith('.'));
  const pairs = facts.slice(0, 5).map((sentence) => ({
    question: `What holds for ${sentence.split(' ').slice(1, 8).join(' ')}?`,
    answer: sentence,
    evidence: [sentence],
    questionType: 'factual',
  }));
  return { facts, pairs };
};

const suggest = () => ({ summary: 'Rules of an airline.', systemPrompt: 'You answer passengers.' });

const judge = (prompt: string): unknown => ({
  judgements: [...prompt.matchAll(/<pair-(\d+)-/g)].map(([, number]) => ({
    pair: Number(number),
    support: 'supported',
    quote: beginningOfPassage(prompt),
    answersQuestion: true,
    standsAlone: true,
    score: 0.9,
    violations: [],
    reason: 'The passage states all of the answer, with the same number, unit and condition as it gives.',
  })),
});

const blindCheck = (prompt: string): unknown => ({
  questions: [...prompt.matchAll(/<question-(\d+)-/g)].map(([, number]) => ({
    question: Number(number),
    standsAlone: true,
    reason: 'The question names what it asks about, so that nothing is missing.',
  })),
});

const replies: Readonly<Record<string, (prompt: string) => unknown>> = {
  record_pairs: quote,
  record_section_pairs: () => ({ pairs: [] }),
  record_mended_pairs: () => ({ pairs: [] }),
  record_judgements: judge,
  record_blind_check: blindCheck,
  record_system_prompt: suggest,
};
