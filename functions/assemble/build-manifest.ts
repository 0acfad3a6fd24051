import { addCoverage } from '#shared/dataset/count-coverage.ts';
import { addPairs } from '#shared/dataset/count-pairs.ts';
import type { BatchLog } from '#shared/domain/batch.ts';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import type { DatasetSettings } from '#shared/domain/dataset-settings.ts';
import { distinct } from '#shared/domain/distinct.ts';
import type { Document } from '#shared/domain/document.ts';
import { addGuarding } from '#shared/domain/guardrail.ts';
import { contentId } from '#shared/domain/hash.ts';
import type { Ledger } from '#shared/domain/ledger.ts';
import type { Manifest, ManifestDocument } from '#shared/domain/manifest.ts';
import type { SystemPrompt } from '#shared/domain/system-prompt.ts';
import { addUsage } from '#shared/domain/usage.ts';
import type { FinishedDocument } from './finished-document.ts';

type ProcessedDocument = Extract<ManifestDocument, { status: 'processed' }>;

export interface VersionFacts {
  readonly dataset: string;
  readonly version: string;
  /** The settings of the assembly; documents may have been read under others. */
  readonly settings: DatasetSettings;
  readonly systemPrompt: SystemPrompt;
  readonly documents: readonly FinishedDocument[];
  readonly entries: readonly ManifestDocument[];
  readonly unfinished: readonly Document[];
  readonly failures: Manifest['failures'];
  readonly grounding: Manifest['grounding'];
  readonly files: Manifest['files'];
  readonly ledger: Ledger | undefined;
  readonly batchLog: BatchLog | undefined;
  readonly newestRow: Date | undefined;
  readonly saved: Manifest['saved'];
}

/** Adds up what went into a version. */
export const buildManifest = (facts: VersionFacts): Manifest => {
  const { dataset, version, settings, systemPrompt, documents, entries, failures, files, newestRow } = facts;
  const keys = datasetKeys(dataset).version(version);
  const processed = entries.filter((entry) => entry.status === 'processed');
  const pairs = addPairs(processed.map((entry) => entry.pairs));
  return {
    dataset,
    version,
    title: settings.title ?? dataset,
    createdAt: newestRow?.toISOString() ?? null,
    settings: settingsInUse(settings, documents),
    systemPrompt,
    policies: distinct(documents.flatMap(({ outcome }) => outcome.policies)),
    rulesNotRun: distinct(documents.flatMap(({ outcome }) => outcome.rulesNotRun)),
    detection: distinct(documents.flatMap(({ outcome }) => outcome.detection)),
    guarding: addGuarding(documents.map(({ outcome }) => outcome.guarding)),
    documents: [...entries],
    unfinished: facts.unfinished.map(({ documentId, sourceUri, sha256, bytes }) => ({
      documentId,
      sourceUri,
      sha256,
      bytes,
    })),
    failures,
    pairs,
    saved: facts.saved,
    total: totalOf(settings, pairs.kept),
    splits: {
      train: rowsOf(files, keys.parquet('train')),
      validation: rowsOf(files, keys.parquet('validation')),
      rejected: rowsOf(files, keys.parquet('rejected')),
    },
    coverage: addCoverage(processed.map(({ coverage }) => coverage)),
    grounding: facts.grounding,
    usage: {
      generator: addUsage([systemPrompt.usage, ...processed.map(({ usage }) => usage.generator)]),
      judge: addUsage(processed.map(({ usage }) => usage.judge)),
      // The pages of a document that was rejected were paid for all the same.
      ocr: addUsage(documents.map(({ outcome }) => outcome.usage.ocr)),
    },
    shortfall: shortfallOf(processed),
    spending: spendingOf(facts.ledger, settings),
    batches: batchesOf(facts.batchLog),
    files,
  };
};

const totalOf = ({ pairs: { total: wanted } }: DatasetSettings, kept: number): Manifest['total'] =>
  wanted === undefined ? null : { wanted, missing: Math.max(0, wanted - kept) };

const shortfallOf = (processed: readonly ProcessedDocument[]): Manifest['shortfall'] => {
  const passages = processed
    .flatMap(({ uncovered }) => uncovered)
    .filter(({ reason }) => reason === 'budget-exhausted').length;
  const generator = addUsage(processed.map(({ shortfall }) => shortfall.generator));
  const judge = addUsage(processed.map(({ shortfall }) => shortfall.judge));
  return generator.calls + judge.calls === 0 ? null : { passages, generator, judge };
};

const spendingOf = (ledger: Ledger | undefined, { budgetUsd }: DatasetSettings): Manifest['spending'] => {
  if (ledger === undefined) return null;
  const { holds: _, ...spending } = ledger;
  return { ...spending, budgetUsd: budgetUsd ?? null };
};

const batchesOf = (log: BatchLog | undefined): Manifest['batches'] => {
  if (log === undefined) return null;
  const { jobs, onDemand } = log;
  const sum = (key: 'records' | 'answered' | 'failed') => jobs.reduce((total, job) => total + job[key], 0);
  return {
    jobs: jobs.length,
    records: sum('records'),
    answered: sum('answered'),
    failed: sum('failed'),
    onDemand,
  };
};

/** Every state of the settings under which a document of this version was read, and the one of this assembly. */
const settingsInUse = (
  settings: DatasetSettings,
  documents: readonly FinishedDocument[],
): Manifest['settings'] => {
  const all = documents.flatMap(({ document }) =>
    document.status === 'converted' ? [document.settings] : [],
  );
  return Object.fromEntries([settings, ...all].map((used) => [contentId(used), used]));
};

const rowsOf = (files: Manifest['files'], key: string): number =>
  files.find(({ name }) => key.endsWith(`/${name}`))?.rows ?? 0;
