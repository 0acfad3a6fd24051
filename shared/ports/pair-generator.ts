import type { GeneratorSettings } from '../domain/dataset-settings.ts';
import type { GenerationRequest } from '../domain/generation-request.ts';
import type { Generation } from '../domain/pair.ts';
import type { LanguageModel } from './language-model.ts';

/** What a generator answers: the facts that it found, its pairs, why there are none, and what it cost. */
export type GeneratedPairs = Pick<Generation, 'facts' | 'pairs' | 'failure' | 'usage'> &
  Partial<Pick<Generation, 'unasked'>>;

/** The generator that settings ask for; `pay` is put around the model that it calls. */
export type GeneratorFor = (
  settings: GeneratorSettings,
  pay: (model: LanguageModel) => LanguageModel,
) => Promise<PairGenerator>;

/** Proposes pairs for one passage. Whether they may be kept is not its business. */
export interface PairGenerator {
  readonly name: string;
  readonly modelId: string | null;
  /** Changes whenever the same request could give other pairs; part of the cache key and of every row. */
  readonly promptVersion: string;
  generate(request: GenerationRequest): Promise<GeneratedPairs>;
}
