import { countPairs } from '#shared/dataset/count-pairs.ts';
import { findDuplicates } from '#shared/dataset/find-duplicates.ts';
import { requireJson, writeJson, writeJsonLines } from '#shared/dataset/json-object.ts';
import { readPassages } from '#shared/dataset/read-document.ts';
import { documentKeys, passageName, type ShardKind, shardKinds } from '#shared/domain/dataset-keys.ts';
import { type Document, documentSchema } from '#shared/domain/document.ts';
import { sha256 } from '#shared/domain/hash.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import { addUsage } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { Rejection } from '#shared/domain/rejection.ts';
import {
  type AnyRow,
  isRejected,
  questionOf,
  type Row,
  rejectedRowSchema,
  rejectRow,
  rowSchema,
} from '#shared/domain/row.ts';
import { enforcementSchema } from '#shared/domain/verdict.ts';
import { announcementSchema, documentReferenceSchema } from '#shared/domain/workflow-state.ts';
import { parquetBytes } from '#shared/parquet/parquet-bytes.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { defineStep } from '#shared/step.ts';
import { buildRows, type JudgedPassage } from './build-rows.ts';
import { explainUncovered } from './explain-uncovered.ts';

export interface WriteDependencies {
  readonly dataset: ObjectStore;
}

/** Writes the shards of a document, what was kept out of it and its outcome, and drops what an older content left. */
export const writeStep = defineStep({
  name: 'write',
  input: documentReferenceSchema,
  output: announcementSchema,
  run: async ({ dataset, documentId }, { dataset: store }: WriteDependencies) => {
    const keys = documentKeys(dataset, documentId);
    const document = await requireJson(store, keys.document, documentSchema);
    const passages = document.status === 'converted' ? await readPassages(store, dataset, documentId) : [];
    const judged = await Promise.all(
      passages.map(async (passage) => ({
        passage,
        enforcement: await requireJson(store, keys.enforcement(passage), enforcementSchema),
      })),
    );
    const rows = document.status === 'converted' ? withoutRepeats(buildRows(document, judged)) : [];

    const outcome = toOutcome(document, judged, rows, await writeShards(store, keys.shard, rows));
    await writeJsonLines(store, keys.rejections, rejectionsOf(document, judged, rows));
    await dropStale(store, [keys.pairs, keys.verdicts], passages);
    await writeJson(store, keys.outcome, outcome);
    return toAnnouncement(document, outcome);
  },
});

/** Of questions that ask the same, the first of the document stays. */
const withoutRepeats = (rows: readonly AnyRow[]): AnyRow[] => {
  const kept = rows.filter((row) => !isRejected(row));
  const firstOf = new Map<AnyRow, Row>();
  for (const [index, first] of findDuplicates(kept.map(questionOf)).entries()) {
    const [row, earlier] = [kept[index], first === undefined ? undefined : kept[first]];
    if (row && earlier) firstOf.set(row, earlier);
  }
  return rows.map((row) => {
    const first = firstOf.get(row);
    if (first === undefined) return row;
    const detail = `It asks the same as ${first.finetuning_data_element_id}: ${questionOf(first)}`;
    return rejectRow(row, [{ reason: 'duplicate', detail }]);
  });
};

const writeShards = async (
  store: ObjectStore,
  shardKey: (kind: ShardKind) => string,
  rows: readonly AnyRow[],
): Promise<Outcome['shards']> => {
  const shards: Outcome['shards'] = {};
  for (const kind of shardKinds) {
    const members = rows.filter((row) => row.split === kind);
    if (members.length === 0) {
      await store.delete(shardKey(kind));
      continue;
    }
    const schema = kind === 'rejected' ? rejectedRowSchema : rowSchema;
    const bytes = await parquetBytes(schema, members);
    await store.write(shardKey(kind), bytes, 'application/vnd.apache.parquet');
    shards[kind] = sha256(bytes);
  }
  return shards;
};

const rejectionsOf = (
  document: Document,
  judged: readonly JudgedPassage[],
  rows: readonly AnyRow[],
): Rejection[] =>
  document.status === 'rejected'
    ? [{ subject: 'document', sourceUri: document.sourceUri, ...document.rejection }]
    : explainUncovered(judged, rows);

/** A changed document leaves nothing of its old passages behind, not even in the cache. */
const dropStale = async (
  store: ObjectStore,
  folders: readonly string[],
  passages: readonly Passage[],
): Promise<void> => {
  const current = new Set(passages.map(passageName));
  for (const folder of folders)
    for await (const { key } of store.list(folder)) {
      const [name = ''] = key.slice(folder.length).split(/[-.]/);
      if (!current.has(name)) await store.delete(key);
    }
};

const toOutcome = (
  document: Document,
  judged: readonly JudgedPassage[],
  rows: readonly AnyRow[],
  shards: Outcome['shards'],
): Outcome => {
  const uncovered = explainUncovered(judged, rows).length;
  return {
    documentId: document.documentId,
    sourceUri: document.sourceUri,
    status: document.status === 'converted' ? 'processed' : 'rejected',
    pairs: countPairs(rows),
    coverage: { passages: judged.length, covered: judged.length - uncovered },
    usage: addUsage(
      judged.flatMap(({ enforcement: { generation, judgeUsage } }) => [generation.usage, judgeUsage]),
    ),
    policies: distinct(judged.flatMap(({ enforcement }) => enforcement.packs)),
    rulesNotRun: distinct(judged.flatMap(({ enforcement }) => enforcement.rulesNotRun)),
    shards,
  };
};

const distinct = (names: readonly string[]): string[] => [...new Set(names)].sort();

const toAnnouncement = (document: Document, outcome: Outcome) => ({
  detailType:
    document.status === 'converted' ? ('Document Processed' as const) : ('Document Rejected' as const),
  detail: {
    dataset: document.dataset,
    documentId: document.documentId,
    sourceUri: document.sourceUri,
    status: outcome.status,
    reason: document.status === 'rejected' ? document.rejection.reason : null,
    passages: outcome.coverage.passages,
    kept: outcome.pairs.kept,
    rejected: outcome.pairs.rejected,
  },
});
