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
    'Fine-Tuning Started',
  ]),
  detail: z.record(z.string(), z.unknown()),
});

/** Names one document of a dataset in workflow state. */
export const documentReferenceSchema = z.strictObject({ dataset: z.string(), documentId: z.string() });

/** Names a slice of the passages of one document, by index: `from` inclusive, `to` exclusive. */
export const passageSliceSchema = z.strictObject({
  from: z.number().int().nonnegative(),
  to: z.number().int().positive(),
});
export const sliceReferenceSchema = documentReferenceSchema.extend({
  slice: passageSliceSchema,
  /** 0 for what is asked first; above it for pairs that the judge has turned down so often. */
  attempt: z.number().int().nonnegative(),
  /** Who asks, so that two executions do not pay for the same passages at once. */
  execution: z.string(),
  /** True where nothing is answered yet: what is missing shall wait for a batch. */
  isForQueue: z.boolean().optional(),
});
/** A slice whose pairs were generated; the id tells enforcement which cached generations to read. */
export const generatedSliceSchema = sliceReferenceSchema.extend({
  generation: z.strictObject({ generatorId: z.string() }),
});
export type PassageSlice = z.infer<typeof passageSliceSchema>;
