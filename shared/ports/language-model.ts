import type * as z from 'zod';
import type { JudgeSettings } from '../domain/dataset-settings.ts';
import type { Usage } from '../domain/pair.ts';

export interface StructuredRequest<Value> {
  readonly system: string;
  readonly prompt: string;
  /** What the reply must be; the adapter validates it and asks for one repair before it gives up. */
  readonly schema: z.ZodType<Value>;
  /** Names the schema to the model, in snake_case, for example `record_pairs`. */
  readonly schemaName: string;
  /** The most output tokens to pay for. Providers reserve quota by it, so keep it tight. */
  readonly maxOutputTokens: number;
}

/**
 * A reply, or why there is none. A reply that cannot be used is data, recorded with what it cost. Throttling and outages
 * are thrown as named errors (`shared/errors.ts`), because the workflow retries them.
 */
export type StructuredReply<Value> =
  | { readonly status: 'answered'; readonly value: Value; readonly usage: Usage }
  | { readonly status: 'failed'; readonly detail: string; readonly usage: Usage };

export type ModelProvider = JudgeSettings['provider'];

/** What `dataset.yaml` says under `generator` or `judge` when it names a model. */
interface ModelSettings {
  readonly provider: ModelProvider;
  readonly model?: string | undefined;
}

/** The model that a setting names. Throws `InvalidSettingsError` for one that cannot be had here. */
export type LanguageModelFor = (
  setting: 'generator' | 'judge',
  settings: ModelSettings,
) => Promise<LanguageModel>;

/** A model that fills a schema from a prompt. */
export interface LanguageModel {
  readonly provider: string;
  readonly modelId: string;
  answer<Value>(request: StructuredRequest<Value>): Promise<StructuredReply<Value>>;
}
