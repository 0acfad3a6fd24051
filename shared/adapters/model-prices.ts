import { givenPrice, type ModelPrice } from '../domain/model-price.ts';
import type { PriceOf } from '../ports/language-model.ts';
import { bedrockModelTraits } from './bedrock-models.ts';

/**
 * The price that `dataset.yaml` gives, or else the listed one of a Bedrock model. What a server costs that speaks the
 * OpenAI protocol nobody but its owner knows, be it nothing.
 */
export const priceOf: PriceOf = ({ provider, model, price }): ModelPrice | null => {
  const listed = provider === 'bedrock' && model !== undefined ? bedrockModelTraits(model).price : null;
  if (price === undefined) return listed;
  const given = givenPrice(price);
  // Whether a model can be asked in batches is not a matter of what it costs.
  return listed === null ? given : { ...given, batchShare: listed.batchShare };
};
