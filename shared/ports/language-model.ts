import type * as z from 'zod';
import type { RecordBody } from '../domain/batch.ts';
import type { AnswerStrategy, JudgeSettings } from '../domain/dataset-settings.ts';
import type { givenPriceSchema, ModelPrice } from '../domain/model-price.ts';
import type { ModelRole, Usage } from '../domain/usage.ts';

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
export interface ModelSettings {
  readonly provider: ModelProvider;
  readonly model?: string | undefined;
  readonly price?: z.infer<typeof givenPriceSchema> | undefined;
  readonly strategy?: AnswerStrategy | undefined;
}

/** What the model of a setting costs; null when that is not known. */
export type PriceOf = (settings: ModelSettings) => ModelPrice | null;

/** The model that a setting names. Throws `InvalidSettingsError` for one that cannot be had here. */
export type LanguageModelFor = (setting: ModelRole, settings: ModelSettings) => Promise<LanguageModel>;

/** How often an adapter sends one request at most, and how long what it says of a bad reply may be: the cost hangs on both. */
export const maxAttempts = 2;
export const maxComplaintLength = 1500;

/** How requests and replies look in a batch. Asking is the business of `BatchInference`. */
export interface BatchFormat {
  write<Value>(request: StructuredRequest<Value>): RecordBody;
  /** What a record's output says, with its usage at the price of a batch. A reply that cannot be used is not asked again. */
  read<Value>(request: StructuredRequest<Value>, output: RecordBody): StructuredReply<Value>;
}

/** A model that fills a schema from a prompt. */
export interface LanguageModel {
  readonly provider: string;
  readonly modelId: string;
  /** What its usage is charged by; null when that is not known. */
  readonly price: ModelPrice | null;
  /** Absent where the model cannot be asked in batches. */
  readonly batch?: BatchFormat | undefined;
  answer<Value>(request: StructuredRequest<Value>): Promise<StructuredReply<Value>>;
}
