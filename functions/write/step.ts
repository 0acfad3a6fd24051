import { addCoverage } from '#shared/dataset/count-coverage.ts';
import { countPairs } from '#shared/dataset/count-pairs.ts';
import { requireJson, writeJson, writeJsonLines } from '#shared/dataset/json-object.ts';
import { readPassages, readSource } from '#shared/dataset/read-document.ts';
import { documentKeys, shardKinds } from '#shared/domain/dataset-keys.ts';
import { distinct } from '#shared/domain/distinct.ts';
import type { ConvertedDocument, Document, OcrFacts } from '#shared/domain/document.ts';
import { addGuarding, type Guarding } from '#shared/domain/guardrail.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { Rejection } from '#shared/domain/rejection.ts';
import type { AnyRow } from '#shared/domain/row.ts';
import { isSavedPrompts } from '#shared/domain/saved-prompt.ts';
import { tombstoneSchema } from '#shared/domain/tombstone.ts';
import { addUsage, type ModelRole, noUsage, type Usage } from '#shared/domain/usage.ts';
import { type Enforcement, enforcementSchema } from '#shared/domain/verdict.ts';
import { announcementSchema, documentReferenceSchema } from '#shared/domain/workflow-state.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { readAhead } from '#shared/read-ahead.ts';
import { defineStep } from '#shared/step.ts';
import { buildRows, type JudgedPassage } from './build-rows.ts';
import { dropStale } from './drop-stale.ts';
import { explainUncovered } from './explain-uncovered.ts';
import { measureSections } from './measure-sections.ts';
import { rejectedLines } from './rejected-lines.ts';
import { withinLimit } from './within-limit.ts';
import { withoutRepeats } from './without-repeats.ts';
import { writeShards } from './write-shards.ts';

export interface WriteDependencies {
  readonly dataset: ObjectStore;
}

/**
 * Writes the shards of a document, what was kept out of it and its outcome, and drops what a converted document no longer
 * holds or needs. Of one that was erased meanwhile nothing stays.
 */
export const writeStep = defineStep({
  name: 'write',
  input: documentReferenceSchema,
  output: announcementSchema,
  run: async ({ dataset, documentId }, { dataset: store }: WriteDependencies) => {
    const keys = documentKeys(dataset, documentId);
    const source = await readSource(store, dataset, documentId);
    if (source === undefined) {
      const { sourceUri } = await requireJson(store, keys.tombstone, tombstoneSchema);
      return dropErased(store, { dataset, documentId, sourceUri });
    }
    const { document } = source;
    const passages = document.status === 'converted' ? await readPassages(store, dataset, documentId) : [];
    const judged: JudgedPassage[] = [];
    const readJudged = async (passage: Passage) => ({
      passage,
      enforcement: await requireJson(store, keys.enforcement(passage), enforcementSchema),
    });
    for await (const passage of readAhead(passages, readJudged)) judged.push(passage);
    const rows = document.status === 'converted' ? rowsOf(document, judged) : [];

    // First of all, so that nobody finds shards of a document in whose folder nothing lies.
    await writeJsonLines(store, keys.rejections, rejectionsOf(document, judged, rows));
    const shards = await writeShards(store, keys.shard, rows);
    const outcome = { ...toOutcome(document, judged, rows), madeOf: source.sourceSha256, shards };
    if (!mayComeBack(document))
      await dropStale(store, { dataset, documentId, sourceSha256: source.sourceSha256 });
    await writeJson(store, keys.outcome, outcome);
    return (await store.stat(keys.document)) === undefined
      ? dropErased(store, { dataset, documentId, sourceUri: document.sourceUri })
      : toAnnouncement(document, outcome);
  },
});

/** Saved prompts that ask the same wait for the assembly, which knows what each of them takes the place of. */
const rowsOf = (document: ConvertedDocument, judged: readonly JudgedPassage[]): AnyRow[] => {
  const rows = buildRows(document, judged);
  return withinLimit(isSavedPrompts(document) ? rows : withoutRepeats(rows), judged, document.settings);
};

const rejectionsOf = (
  document: Document,
  judged: readonly JudgedPassage[],
  rows: readonly AnyRow[],
): Rejection[] => [
  ...(document.status === 'rejected'
    ? [{ subject: 'document' as const, sourceUri: document.sourceUri, ...document.rejection }]
    : []),
  ...(ocrOf(document)?.rejectedPages ?? []).map((page) => ({ subject: 'page' as const, ...page })),
  ...rejectedLines(document, judged),
  ...explainUncovered(judged.filter(isOfDocument), rows),
];

/** What a person has saved is no part of a document that rows should cover. */
const isOfDocument = ({ passage }: JudgedPassage): boolean => passage.saved === undefined;

const ocrOf = (document: Document): OcrFacts | undefined =>
  document.status === 'rejected' ? document.ocr : document.conversion.ocr;

/**
 * A rejected document whose source is still there keeps what was paid for: a wrong setting, a missing permission or a bad
 * upload is mended and nothing is paid again. It has no rows meanwhile, and what is kept is as private as the source beside
 * it: texts that policy has redacted, which go with the next conversion of another content, and all of them with an erasure.
 */
const mayComeBack = (document: Document): boolean =>
  document.status === 'rejected' && document.rejection.reason !== 'missing';

/** An erasure has found all that lay there by then; this is what the execution that was under way has written since. */
const dropErased = async (
  store: ObjectStore,
  detail: { readonly dataset: string; readonly documentId: string; readonly sourceUri: string },
) => {
  const keys = documentKeys(detail.dataset, detail.documentId);
  for (const kind of shardKinds) await store.delete(keys.shard(kind));
  await dropStale(store, { ...detail, sourceSha256: undefined });
  for (const key of [keys.outcome, keys.rejections]) await store.delete(key);
  return { detailType: 'Document Erased' as const, detail };
};

const toOutcome = (
  document: Document,
  judged: readonly JudgedPassage[],
  rows: readonly AnyRow[],
): Omit<Outcome, 'madeOf' | 'shards'> => {
  const sections = measureSections(judged.filter(isOfDocument), rows);
  return {
    documentId: document.documentId,
    sourceUri: document.sourceUri,
    status: document.status === 'converted' ? 'processed' : 'rejected',
    pairs: countPairs(rows),
    coverage: addCoverage(sections),
    sections,
    usage: {
      generator: addUsage(
        judged.flatMap(({ enforcement }) => enforcement.generations.map(({ usage }) => usage)),
      ),
      judge: addUsage(judged.map(({ enforcement }) => enforcement.judgeUsage)),
      ocr: ocrOf(document)?.usage ?? noUsage,
    },
    shortfall: { generator: missing('generator', judged), judge: missing('judge', judged) },
    policies: distinct(judged.flatMap(({ enforcement }) => enforcement.packs)),
    rulesNotRun: distinct(judged.flatMap(({ enforcement }) => enforcement.rulesNotRun)),
    detection: distinct(judged.map(({ enforcement }) => enforcement.detection)),
    guarding: addGuarding(judged.map(({ enforcement }) => guardingOf(enforcement))),
  };
};

const guardingOf = ({ guardrailId, guardrailUsage }: Enforcement): Guarding => ({
  guardrails: guardrailId === null ? [] : [guardrailId],
  passagesWithout: guardrailId === null ? 1 : 0,
  usage: guardrailUsage,
});

const missing = (role: ModelRole, judged: readonly JudgedPassage[]): Usage =>
  addUsage(
    judged
      .flatMap(({ enforcement }) => enforcement.shortfalls)
      .filter((shortfall) => shortfall.role === role)
      .map(({ likely }) => likely),
  );

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
