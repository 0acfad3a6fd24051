import type { datasetKeys } from '#shared/domain/dataset-keys.ts';
import type { DatasetSettings } from '#shared/domain/dataset-settings.ts';
import { contentId } from '#shared/domain/hash.ts';
import type { Manifest, ManifestDocument } from '#shared/domain/manifest.ts';
import { type AnyRow, withSystemTurn } from '#shared/domain/row.ts';
import { UnfinishedError } from '#shared/errors.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { readAhead } from '#shared/read-ahead.ts';
import { type CollectedDocument, passagesOf } from '../collect-documents.ts';
import { createSampler, type VersionSamples } from '../describe/version-samples.ts';
import { manifestDocument } from '../manifest-document.ts';
import { createRowChooser, decideRow } from './choose-rows.ts';
import { failedResponsesIn } from './claims.ts';
import { createSavedCounter } from './count-saved.ts';
import { createRowGrounder } from './ground/ground-rows.ts';
import { readShards, rowsOf } from './read-rows.ts';
import { rowFiles } from './row-files.ts';

export interface RowSources {
  readonly documents: readonly CollectedDocument[];
  /** The settings of the assembly; documents may have been read under others. */
  readonly settings: DatasetSettings;
  readonly systemPrompt: string;
}

/** What was written, and what was learned of the rows as they came by. */
export interface WrittenRows extends Pick<Manifest, 'files' | 'grounding' | 'saved'> {
  readonly entries: readonly ManifestDocument[];
  readonly samples: VersionSamples;
  readonly newestRow: Date | undefined;
}

/**
 * Writes the rows of a version, document by document. What is held of all documents is what choosing needs: their questions
 * and, where rows show documents, the text of their passages.
 */
export const writeRows = async (
  store: ObjectStore,
  keys: ReturnType<ReturnType<typeof datasetKeys>['version']>,
  { documents, settings, systemPrompt }: RowSources,
): Promise<WrittenRows> => {
  const chooser = createRowChooser(documents, settings.pairs.total);
  const grounder = settings.context && createRowGrounder(settings.context);
  if (chooser.needsPassages || grounder)
    for await (const { document, passages } of passagesOfAll(store, documents)) {
      chooser.add(document, passages);
      grounder?.add(document, passages);
    }
  const choice = chooser.choice();
  const saved = createSavedCounter(
    documents.flatMap(({ claims }) => claims).filter((claim) => !choice.askedFor.has(claim)),
  );
  const files = rowFiles(store, keys, settings);
  const sampler = createSampler();
  const entries: ManifestDocument[] = [];
  let newestRow: Date | undefined;
  for await (const { finished, passages, shards } of readAhead(documents, (one) =>
    readAsCollected(store, one),
  )) {
    const rows: AnyRow[] = [];
    const failedResponses = failedResponsesIn(passages);
    await files.appendFindings(finished.document, passages);
    sampler.addPassages(finished.document.sourceUri, passages);
    for await (const asWritten of rowsOf(shards)) {
      const row = decideRow(asWritten, choice);
      const shown = withSystemTurn(grounder?.ground(row) ?? row, systemPrompt);
      await files.append(shown, failedResponses.get(row.passage_id));
      await files.appendFindingsOf(row);
      sampler.add(shown);
      rows.push(row);
      if (newestRow === undefined || row.created_at > newestRow) newestRow = row.created_at;
    }
    saved.add(finished, rows, passages);
    entries.push(manifestDocument(finished, rows, passages));
  }
  return {
    files: await files.finish(),
    entries,
    samples: sampler.samples(),
    newestRow,
    grounding: grounder?.counts() ?? null,
    saved: saved.summary(),
  };
};

const passagesOfAll = (store: ObjectStore, documents: readonly CollectedDocument[]) =>
  readAhead(documents, async ({ document }) => ({
    document,
    passages: await passagesOf(store, document),
  }));

/** Throws `UnfinishedError` where the document is not any more what the rows were chosen of and the version is named by. */
const readAsCollected = async (
  store: ObjectStore,
  { rows: _, claims: _claims, ...collected }: CollectedDocument,
) => {
  const { contentId: collectedId, ...finished } = collected;
  const [shards, passages] = await Promise.all([
    readShards(store, finished),
    passagesOf(store, finished.document),
  ]);
  if (shards === undefined || contentId({ ...finished, passages }) !== collectedId)
    throw new UnfinishedError(`${finished.document.sourceUri} was written anew while it was assembled`);
  return { finished, shards, passages };
};
