import * as z from 'zod';
import { minBatchRecords } from '#shared/domain/batch.ts';
import { sourceKeys } from '#shared/domain/dataset-keys.ts';
import type { DatasetSettings } from '#shared/domain/dataset-settings.ts';
import { batchPrice, type ModelPrice, pricedUsage } from '#shared/domain/model-price.ts';
import { sum } from '#shared/domain/sum.ts';
import { noUsage, type Usage, usageByRoleSchema } from '#shared/domain/usage.ts';
import type { PriceOf } from '#shared/ports/language-model.ts';

export const estimateSchema = usageByRoleSchema.extend({
  /** Documents that are new or changed, or were read under other settings of generation. */
  documents: z.number().int().nonnegative(),
  passages: z.number().int().nonnegative(),
});
export type Estimate = z.infer<typeof estimateSchema>;

export interface UnreadDocument {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
}

/** How much of a file is text, by its name; most others are text and a little markup. */
const textShares: Readonly<Record<string, number>> = {
  pdf: 0.1,
  pptx: 0.05,
  ppt: 0.05,
  docx: 0.6,
  doc: 0.3,
  odt: 0.6,
  xlsx: 1.5,
  epub: 1.5,
};
const bytesPerPassage = 650;

/**
 * What one passage takes, measured on examples/airline with `quarry run examples/airline --dry-run`: now and then a passage
 * is asked twice, for pairs over its section.
 */
const perPassage = {
  generator: { calls: 1.13, inputTokens: 975, outputTokens: 585 },
  judge: { calls: 1.13, inputTokens: 825, outputTokens: 255 },
  blindCheck: { calls: 1.13, inputTokens: 255, outputTokens: 98 },
} as const;

/**
 * What a run will roughly pay for documents that nobody has read yet, by their names and sizes alone. Text is met within a
 * factor of two; a file of pictures is far off. `quarry run --dry-run` reads the documents and knows better.
 */
export const estimateRun = (
  documents: readonly UnreadDocument[],
  { generator, judge }: DatasetSettings,
  priceOf: PriceOf,
): Estimate => {
  const passages = sum(documents.map(passagesIn));
  // Nobody is asked for what a person has saved.
  const toGenerate = sum(documents.filter(({ key }) => !sourceKeys.isSavedPrompts(key)).map(passagesIn));
  return {
    documents: documents.length,
    passages,
    generator:
      generator.provider === 'extractive'
        ? noUsage
        : usageFor(
            toGenerate,
            ['generator'],
            inBatches(generator, toGenerate, priceOf({ ...generator, provider: generator.provider })),
          ),
    judge:
      judge === undefined
        ? noUsage
        : usageFor(passages, judge.blindCheck ? ['judge', 'blindCheck'] : ['judge'], priceOf(judge)),
  };
};

/** As if all of a batch were answered; the few that are asked again cost more. */
const inBatches = (
  { batch }: DatasetSettings['generator'],
  passages: number,
  price: ModelPrice | null,
): ModelPrice | null =>
  batch === true && price !== null && passages >= minBatchRecords ? batchPrice(price) : price;

const passagesIn = ({ key, size }: UnreadDocument): number => {
  const extension = key.split('.').at(-1)?.toLowerCase() ?? '';
  return size === 0 ? 0 : Math.max(1, Math.round((size * (textShares[extension] ?? 1)) / bytesPerPassage));
};

type Task = keyof typeof perPassage;

const usageFor = (passages: number, tasks: readonly Task[], price: ModelPrice | null): Usage => {
  const total = (figure: 'calls' | 'inputTokens' | 'outputTokens') =>
    Math.round(passages * tasks.reduce((sum, task) => sum + perPassage[task][figure], 0));
  return pricedUsage(
    {
      ...noUsage,
      calls: total('calls'),
      inputTokens: total('inputTokens'),
      outputTokens: total('outputTokens'),
    },
    price,
  );
};
