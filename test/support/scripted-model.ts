import { givenPrice, pricedUsage } from '../../shared/domain/model-price.ts';
import { noUsage } from '../../shared/domain/usage.ts';
import type { LanguageModel, StructuredReply, StructuredRequest } from '../../shared/ports/language-model.ts';

/** A call of 100 tokens in and 20 out costs 0.2 cents. */
export const scriptedPrice = givenPrice({ input: 10, output: 50 });

export interface ScriptedModel extends LanguageModel {
  readonly requests: StructuredRequest<unknown>[];
}

/**
 * A model that gives the replies of a script in turn, the last one again and again, and remembers what it was asked. A
 * string is the detail of a failure, a function makes the reply of the prompt; what is replied is parsed with the schema of
 * the request, as an adapter does.
 */
export const scriptedModel = (...script: readonly unknown[]): ScriptedModel => {
  const requests: StructuredRequest<unknown>[] = [];
  const usage = pricedUsage({ ...noUsage, calls: 1, inputTokens: 100, outputTokens: 20 }, scriptedPrice);
  return {
    provider: 'scripted',
    modelId: 'scripted-1',
    price: scriptedPrice,
    requests,
    answer: async <Value>(request: StructuredRequest<Value>): Promise<StructuredReply<Value>> => {
      const scripted = script[Math.min(requests.length, script.length - 1)];
      const reply: unknown = typeof scripted === 'function' ? scripted(request.prompt) : scripted;
      requests.push(request as StructuredRequest<unknown>);
      return typeof reply === 'string'
        ? { status: 'failed', detail: reply, usage }
        : { status: 'answered', value: request.schema.parse(reply), usage };
    },
  };
};
