import { batchPrice, type ModelPrice } from '../domain/model-price.ts';
import type { BatchFormat } from '../ports/language-model.ts';
import { judgeAttempt } from './answer-with-repair.ts';
import type { BedrockModelTraits } from './bedrock-models.ts';
import { converseInput } from './converse-input.ts';
import { type ConverseOutput, readConverse } from './converse-output.ts';

/**
 * Records of batch inference in the format of Converse: the body of the request, without the model, which the job names.
 * The schema stands in the prompt, whatever way the model is asked live: a record with tools fails, and on structured output
 * in batches the documentation has said yes and no. Nothing is cached.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference.html
 */
export const converseBatch = (
  modelId: string,
  traits: BedrockModelTraits,
  price: ModelPrice | null,
): BatchFormat => {
  const { cacheMinimumTokens: _, ...uncached } = traits;
  return {
    write: (request) => {
      const { modelId: _model, ...body } = converseInput(modelId, uncached, 'json-text', request);
      return { messages: [{ role: 'user', content: [{ text: request.prompt }] }], ...body };
    },
    read: (request, output) => {
      const attempt = readConverse(
        output as ConverseOutput,
        request,
        price === null ? null : batchPrice(price),
      );
      const { value, problem } = judgeAttempt(attempt, request.schema);
      return problem === undefined
        ? { status: 'answered', value, usage: attempt.usage }
        : { status: 'failed', detail: problem, usage: attempt.usage };
    },
  };
};
