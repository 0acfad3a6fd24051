import * as z from 'zod';

/** An event for the bus. The detail carries ids and counts, never content. */
export const announcementSchema = z.strictObject({
  detailType: z.enum([
    'Document Processed',
    'Document Rejected',
    'Document Waiting',
    'Document Erased',
    'Erasure Skipped',
    'Dataset Ready',
  ]),
  detail: z.record(z.string(), z.unknown()),
});

/** Names one document of a dataset in workflow state. */
export const documentReferenceSchema = z.strictObject({ dataset: z.string(), documentId: z.string() });

/** Names a run of passages of one document, by index: `from` inclusive, `to` exclusive. */
export const passageBatchSchema = z.strictObject({
  from: z.number().int().nonnegative(),
  to: z.number().int().positive(),
});
export const batchReferenceSchema = documentReferenceSchema.extend({
  batch: passageBatchSchema,
  /** 0 for what is asked first; above it for pairs that the judge has turned down so often. */
  attempt: z.number().int().nonnegative(),
  /** Who asks, so that two executions do not pay for the same passages at once. */
  execution: z.string(),
  /** True where nothing is answered yet: what is missing shall wait for a batch. */
  isForQueue: z.boolean().optional(),
});
/** A batch whose pairs were generated; the id tells enforcement which cached generations to read. */
export const generatedBatchSchema = batchReferenceSchema.extend({
  generation: z.strictObject({ generatorId: z.string() }),
});
export type PassageBatch = z.infer<typeof passageBatchSchema>;
