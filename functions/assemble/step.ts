import * as z from 'zod';
import { readJson, writeJson } from '#shared/dataset/json-object.ts';
import { type DeploymentSettings, loadSettings } from '#shared/dataset/load-settings.ts';
import { batchLogSchema } from '#shared/domain/batch.ts';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import type { Document } from '#shared/domain/document.ts';
import { contentId } from '#shared/domain/hash.ts';
import { ledgerSchema } from '#shared/domain/ledger.ts';
import type { ManifestDocument } from '#shared/domain/manifest.ts';
import { type AnyRow, withSystemTurn } from '#shared/domain/row.ts';
import { suggestionResultSchema } from '#shared/domain/system-prompt.ts';
import { announcementSchema } from '#shared/domain/workflow-state.ts';
import { AllDocumentsFailedError, UnfinishedError } from '#shared/errors.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { readAhead } from '#shared/read-ahead.ts';
import { defineStep } from '#shared/step.ts';
import { buildManifest } from './build-manifest.ts';
import { type CollectedDocument, collectDocuments, passagesOf } from './collect-documents.ts';
import { createSavedCounter } from './count-saved.ts';
import { renderCard } from './describe/card/render-card.ts';
import { renderReport } from './describe/report/render-report.ts';
import { createSampler } from './describe/version-samples.ts';
import { manifestDocument } from './manifest-document.ts';
import { nameVersion } from './name-version.ts';
import { readFailures } from './read-failures.ts';
import { resolveSystemPrompt } from './resolve-system-prompt.ts';
import { chooseRows, withoutExcluded } from './rows/choose-rows.ts';
import { inheritedSplits, withSplit } from './rows/claims.ts';
import { createRowGrounder, groundingMethod } from './rows/ground/ground-rows.ts';
import { readShards, rowsOf } from './rows/read-rows.ts';
import { textFile } from './rows/version-files.ts';
import { rowFiles } from './rows/write-rows.ts';

export interface AssembleDependencies {
  readonly source: ObjectStore;
  readonly dataset: ObjectStore;
  readonly deployment: DeploymentSettings;
}

/**
 * Makes one version of a dataset out of the shards of its documents. The version is named by a hash of what went in, so
 * assembling the same again rewrites the same bytes under the same name; only what the dataset has paid in its life is
 * stated in the manifest, the report and the card as it is at that moment.
 */
export const assembleStep = defineStep({
  name: 'assemble',
  input: z.strictObject({
    dataset: z.string(),
    /** Below it lie the results of the distributed maps of this run. */
    resultsPrefix: z.string(),
    suggestion: suggestionResultSchema,
  }),
  output: announcementSchema,
  run: async ({ dataset, resultsPrefix, suggestion }, dependencies: AssembleDependencies) => {
    const { source, dataset: store, deployment } = dependencies;
    const settings = await loadSettings(source, dataset, deployment);
    const failures = await readFailures(store, resultsPrefix);
    const { finished: documents, unfinished } = await collectDocuments(
      store,
      dataset,
      new Set(failures.map(({ sourceKey }) => sourceKey)),
    );

    const [firstFailure] = failures;
    if (documents.length === 0 && firstFailure)
      throw new AllDocumentsFailedError(
        `None of ${failures.length} documents could be processed; ${firstFailure.sourceKey}: ${firstFailure.cause}`,
      );

    const systemPrompt = await resolveSystemPrompt(store, { dataset, settings, documents, suggestion });
    const version = nameVersion({
      settings,
      method: settings.context && groundingMethod,
      systemPrompt,
      documents,
      unfinished,
      failures,
    });
    const keys = datasetKeys(dataset).version(version);
    const exclusions = await chooseRows(
      documents,
      () => readAhead(documents, ({ document }) => passagesByDocument(store, document)),
      settings.pairs.total,
    );
    const grounder = settings.context && createRowGrounder(settings.context);
    if (grounder) {
      const all = readAhead(documents, async ({ document }) => ({
        document,
        passages: await passagesOf(store, document),
      }));
      for await (const { document, passages } of all) grounder.add(document, passages);
    }
    const splits = inheritedSplits(documents);
    const saved = createSavedCounter(documents.flatMap(({ claims }) => claims));
    const files = rowFiles(store, keys, settings);
    const sampler = createSampler();
    const entries: ManifestDocument[] = [];
    let newest: Date | undefined;
    for await (const { finished, passages, shards } of readAhead(documents, (one) =>
      readAsCollected(store, one),
    )) {
      const rows: AnyRow[] = [];
      await files.appendFindings(finished.document, passages);
      sampler.addPassages(finished.document.sourceUri, passages);
      for await (const asWritten of rowsOf(shards)) {
        const row = withSplit(withoutExcluded(asWritten, exclusions), splits);
        const shown = withSystemTurn(grounder?.ground(row) ?? row, systemPrompt.text);
        await files.append(shown);
        sampler.add(shown);
        rows.push(row);
        if (newest === undefined || row.created_at > newest) newest = row.created_at;
      }
      saved.add(finished, rows, passages);
      entries.push(manifestDocument(finished, rows, passages));
    }

    const written = await files.finish();
    const manifest = buildManifest({
      dataset,
      version,
      settings,
      systemPrompt,
      documents,
      entries,
      unfinished,
      failures: failures.map(({ sourceKey, ...failure }) => ({
        sourceUri: source.uri(sourceKey),
        ...failure,
      })),
      grounding: grounder?.counts() ?? null,
      files: written,
      ledger: await readJson(store, datasetKeys(dataset).ledger, ledgerSchema),
      batchLog: await readJson(store, datasetKeys(dataset).batchLog, batchLogSchema),
      newestRow: newest,
      saved: saved.summary(),
    });
    const samples = sampler.samples();
    const card = await textFile(store, keys.card, 'text/markdown', renderCard(manifest, samples));
    const report = await textFile(store, keys.report, 'text/html', renderReport(manifest, samples));
    await writeJson(store, keys.manifest, { ...manifest, files: [...written, card, report] });
    await writeJson(store, datasetKeys(dataset).latest, { dataset, version, manifest: keys.manifest });
    return {
      detailType: 'Dataset Ready' as const,
      detail: {
        dataset,
        version,
        manifest: store.uri(keys.manifest),
        ...manifest.splits,
        rejectedDocuments: entries.filter(({ status }) => status === 'rejected').length,
        failedDocuments: failures.length,
        unfinishedDocuments: unfinished.length,
      },
    };
  },
});

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

const passagesByDocument = async (store: ObjectStore, document: Document) => ({
  documentId: document.documentId,
  passages: await passagesOf(store, document),
});
