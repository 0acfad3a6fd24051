import type { GeneratorSettings } from '#shared/domain/dataset-settings.ts';
import type { PairGenerator } from '#shared/ports/pair-generator.ts';
import { extractiveGenerator } from '../functions/generate/extractive/extractive-generator.ts';
import { UsageError } from './usage-error.ts';

/** The generators of a local run. */
export const localGeneratorFor = (settings: GeneratorSettings): PairGenerator => {
  switch (settings.provider) {
    case 'extractive':
      return extractiveGenerator();
    default:
      throw new UsageError(`The generator ${settings.provider} is not available here`);
  }
};
