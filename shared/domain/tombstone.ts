import * as z from 'zod';

/** `tombstone.json`: says that a document was erased and holds no content of it. It stays when the document comes again. */
export const tombstoneSchema = z.strictObject({
  dataset: z.string(),
  documentId: z.string(),
  /** What is left of an erasure that met an execution under way is found by it; the oldest tombstones have none. */
  sourceKey: z.string().optional(),
  sourceUri: z.string(),
  /** Of the source as it was last read; null where it was deleted before that was known. */
  sha256: z.string().nullable(),
  /** ISO 8601 in UTC. */
  erasedAt: z.string(),
});
export type Tombstone = z.infer<typeof tombstoneSchema>;
