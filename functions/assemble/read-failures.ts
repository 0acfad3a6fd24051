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

/** Reads from the results of the distributed map which documents failed. */
export const readFailures = async (store: ObjectStore, resultsKey: string): Promise<FailedDocument[]> => {
  const { ResultFiles } = await requireJson(store, resultsKey, mapResultsSchema);
  const children = await Promise.all(
    ResultFiles.FAILED.map(({ Key }) => requireJson(store, Key, failedChildrenSchema)),
  );
  return children.flat().map((child) => ({
    sourceKey: plannedEventSchema.parse(JSON.parse(child.Input)).detail.object.key,
    error: child.Error,
    cause: failureMessage(child.Cause),
  }));
};
