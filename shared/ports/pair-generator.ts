import type { DatasetSettings, GeneratorSettings } from '../domain/dataset-settings.ts';
import type { Pair } from '../domain/pair.ts';
import type { Passage } from '../domain/passage.ts';
import type { Usage } from '../domain/usage.ts';
import type { LanguageModel } from './language-model.ts';

export interface GenerationRequest {
  readonly passage: Passage;
  readonly settings: DatasetSettings;
  /** The document's title, or null where it has none. */
  readonly title: string | null;
}

export interface GeneratedPairs {
  readonly pairs: readonly Pair[];
  /** Set when the generator could not answer for this passage; it then returns no pairs. */
  readonly failure: string | null;
  readonly usage: Usage;
}

/** The generator that settings ask for; `pay` is put around the model that it calls. */
export type GeneratorFor = (
  settings: GeneratorSettings,
  pay: (model: LanguageModel) => LanguageModel,
) => Promise<PairGenerator>;

/** Proposes pairs for one passage. Whether they may be kept is not its business. */
export interface PairGenerator {
  readonly name: string;
  readonly modelId: string | null;
  /** Changes whenever the same passage could give other pairs; part of the cache key and of every row. */
  readonly promptVersion: string;
  generate(request: GenerationRequest): Promise<GeneratedPairs>;
}
