import * as z from 'zod';
import { requireJson } from '#shared/dataset/json-object.ts';
import { failureMessage } from '#shared/domain/failure-message.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';

/** A document whose execution ended in an error: a bug or an outage, never a bad document. */
export interface FailedDocument {
  readonly sourceKey: string;
  readonly error: string;
  readonly cause: string;
}

const resultFileSchema = z.object({ Key: z.string() });

/** The manifest that a distributed map writes; large runs have several files for one status. */
const mapResultsSchema = z.object({
  ResultFiles: z.object({ FAILED: z.array(resultFileSchema).default([]) }),
});

const failedChildrenSchema = z.array(
  z.object({ Input: z.string(), Error: z.string().default('Unknown'), Cause: z.string().default('') }),
);

const plannedEventSchema = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) });

/** Reads from the results of the distributed maps of a run which documents failed. */
export const readFailures = async (store: ObjectStore, resultsPrefix: string): Promise<FailedDocument[]> => {
  const failed = new Map<string, FailedDocument>();
  let maps = 0;
  for await (const { key } of store.list(`${resultsPrefix}/`)) {
    if (!key.endsWith('/manifest.json')) continue;
    maps += 1;
    const { ResultFiles } = await requireJson(store, key, mapResultsSchema);
    const children = await Promise.all(
      ResultFiles.FAILED.map(({ Key }) => requireJson(store, Key, failedChildrenSchema)),
    );
    for (const failure of children.flat().map(toFailure)) failed.set(failure.sourceKey, failure);
  }
  if (maps === 0)
    throw new Error(`${store.uri(resultsPrefix)} holds no results; a distributed map writes them`);
  return [...failed.values()];
};

const toFailure = ({ Input, Error: error, Cause }: z.infer<typeof failedChildrenSchema>[number]) => ({
  sourceKey: plannedEventSchema.parse(JSON.parse(Input)).detail.object.key,
  error,
  cause: failureMessage(Cause),
});
