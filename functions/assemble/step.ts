import * as z from 'zod';
import { readJson, writeJson } from '#shared/dataset/json-object.ts';
import { type DeploymentSettings, loadSettings } from '#shared/dataset/load-settings.ts';
import { batchLogSchema } from '#shared/domain/batch.ts';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import { ledgerSchema } from '#shared/domain/ledger.ts';
import { suggestionResultSchema } from '#shared/domain/system-prompt.ts';
import { announcementSchema } from '#shared/domain/workflow-state.ts';
import { AllDocumentsFailedError } from '#shared/errors.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { defineStep } from '#shared/step.ts';
import { buildManifest } from './build-manifest.ts';
import { collectDocuments } from './collect-documents.ts';
import { renderCard } from './describe/card/render-card.ts';
import { renderReport } from './describe/report/render-report.ts';
import { nameVersion } from './name-version.ts';
import { readFailures } from './read-failures.ts';
import { requireSavedPrompts } from './require-saved-prompts.ts';
import { resolveSystemPrompt } from './resolve-system-prompt.ts';
import { groundingMethod } from './rows/ground/ground-rows.ts';
import { textFile } from './rows/version-files.ts';
import { writeRows } from './rows/write-rows.ts';

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
    requireSavedPrompts(documents, unfinished, failures);

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
    const { samples, ...written } = await writeRows(store, keys, {
      documents,
      settings,
      systemPrompt: systemPrompt.text,
    });
    const manifest = buildManifest({
      dataset,
      version,
      settings,
      systemPrompt,
      documents,
      unfinished,
      failures: failures.map(({ sourceKey, ...failure }) => ({
        sourceUri: source.uri(sourceKey),
        ...failure,
      })),
      ...written,
      ledger: await readJson(store, datasetKeys(dataset).ledger, ledgerSchema),
      batchLog: await readJson(store, datasetKeys(dataset).batchLog, batchLogSchema),
    });
    const card = await textFile(store, keys.card, 'text/markdown', renderCard(manifest, samples));
    const report = await textFile(store, keys.report, 'text/html', renderReport(manifest, samples));
    await writeJson(store, keys.manifest, { ...manifest, files: [...written.files, card, report] });
    await writeJson(store, datasetKeys(dataset).latest, { dataset, version, manifest: keys.manifest });
    return {
      detailType: 'Dataset Ready' as const,
      detail: {
        dataset,
        version,
        manifest: store.uri(keys.manifest),
        ...manifest.splits,
        rejectedDocuments: written.entries.filter(({ status }) => status === 'rejected').length,
        failedDocuments: failures.length,
        unfinishedDocuments: unfinished.length,
      },
    };
  },
});
