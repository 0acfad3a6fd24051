import type { Passage } from './passage.ts';
import type { PassageSlice } from './workflow-state.ts';

export const shardKinds = ['train', 'validation', 'rejected'] as const;
export type ShardKind = (typeof shardKinds)[number];

const packs = 'policies/';

/** What systems and office programs leave beside documents: hidden files and folders, lock files, previews. */
export const isLeftover = (name: string): boolean =>
  name.startsWith('.') || name.startsWith('~$') || name === 'Thumbs.db';

/** Keys of the source bucket: `<dataset>/…/file.ext`, and the dataset's own files at its root. */
export const sourceKeys = {
  settings: (dataset: string) => `${dataset}/dataset.yaml`,
  /** Whether an object holds the saved prompts of its dataset; a file of this name deeper down is a document like others. */
  isSavedPrompts: (key: string): boolean => /^[^/]+\/prompts\.jsonl$/.test(key),
  /** The dataset of a source key; undefined for an object that lies in no dataset. */
  datasetOf: (key: string): string | undefined => {
    const [dataset, ...rest] = key.split('/');
    return dataset && rest.length > 0 && rest.at(-1) !== '' ? dataset : undefined;
  },
  /** Company packs, for every dataset of the bucket. */
  pack: (name: string) => `${packs}${name}.yaml`,
  /**
   * The name that settings or saved prompts should have, where they lie under one that nothing reads: taken for a document they
   * would train a model, on answers that failed too.
   */
  nameMissed: (key: string): 'dataset.yaml' | 'prompts.jsonl' | undefined => {
    if (/^[^/]+\/dataset\.yml$/i.test(key)) return 'dataset.yaml';
    return /^[^/]+\/prompts\.jsonl$/i.test(key) && !key.endsWith('/prompts.jsonl')
      ? 'prompts.jsonl'
      : undefined;
  },
  /** True for what stands in the bucket beside the documents and is not turned into rows: settings, packs, leftovers. */
  isControlFile: (key: string): boolean => {
    const [, ...path] = key.split('/');
    return (
      key.startsWith(packs) || path.some(isLeftover) || (path.length === 1 && path[0] === 'dataset.yaml')
    );
  },
};

/** The part of a file's name under `pairs/` and `verdicts/` that says to which passage it belongs. */
export const passageName = (passage: Pick<Passage, 'sha256'>): string => passage.sha256.slice(0, 16);

/** Keys of the dataset bucket. No other file builds one. */
export const documentKeys = (dataset: string, documentId: string) => {
  const folder = `${dataset}/documents/${documentId}`;
  const waiting = `${dataset}/batches/waiting/${documentId}`;
  return {
    folder: `${folder}/`,
    document: `${folder}/source.json`,
    /** Names the source while it is read: until `source.json` stands, nothing else says whose folder it is. */
    origin: `${folder}/origin.json`,
    markdown: `${folder}/document.md`,
    passages: `${folder}/passages.jsonl`,
    rejections: `${folder}/rejections.jsonl`,
    outcome: `${folder}/outcome.json`,
    tombstone: `${folder}/tombstone.json`,
    leases: `${folder}/leases/`,
    /** Held by the execution that pays for a slice of the passages. */
    lease: (step: 'generate' | 'enforce', { from, to }: PassageSlice) =>
      `${folder}/leases/${step}-${from}-${to}.json`,
    pairs: `${folder}/pairs/`,
    verdicts: `${folder}/verdicts/`,
    pageReadings: `${folder}/pages/`,
    /** The cache of OCR, by the hash of a page's picture and of what decides how it is read. */
    pageReading: (pictureHash: string, engineId: string) => `${folder}/pages/${pictureHash}-${engineId}.json`,
    /** The cache of generated pairs: its name holds everything that decides what a generator would answer. */
    generation: (passage: Pick<Passage, 'sha256'>, generatorId: string, requestId: string) =>
      `${folder}/pairs/${passageName(passage)}-${generatorId}-${requestId}.json`,
    /** Requests of the document that wait for a batch, and replies that a batch has brought. */
    batches: `${waiting}/`,
    queue: `${waiting}/queue/`,
    queued: (recordId: string) => `${waiting}/queue/${recordId}.json`,
    reply: (recordId: string) => `${waiting}/replies/${recordId}.json`,
    enforcement: (passage: Pick<Passage, 'sha256'>) => `${folder}/verdicts/${passageName(passage)}.json`,
    shard: (kind: ShardKind) => `${dataset}/shards/${kind}/${documentId}.parquet`,
  };
};

export const datasetKeys = (dataset: string) => ({
  documents: `${dataset}/documents/`,
  latest: `${dataset}/latest.json`,
  systemPrompt: `${dataset}/system-prompt.json`,
  ledger: `${dataset}/ledger.json`,
  batchLog: `${dataset}/batches/jobs.json`,
  /** What of each document waits for a batch or was brought by one. */
  batchesWaiting: `${dataset}/batches/waiting/`,
  batchJobs: `${dataset}/batches/jobs/`,
  batchJob: (token: string) => {
    const folder = `${dataset}/batches/jobs/${token}`;
    return {
      folder: `${folder}/`,
      input: `${folder}/records.jsonl`,
      /** Which document each record belongs to; the service never sees it. */
      owners: `${folder}/owners.jsonl`,
      output: `${folder}/output/`,
    };
  },
  plan: (runId: string) => `${dataset}/runs/${runId}/plan.jsonl`,
  /** The documents whose requests a batch was to answer, when it has ended. */
  waiting: (runId: string) => `${dataset}/runs/${runId}/waiting.jsonl`,
  /** Where the distributed maps write the results of their children. */
  results: (runId: string) => `${dataset}/runs/${runId}/results`,
  /** Where the metrics of a fine-tuning job are written. */
  fineTuning: (job: string) => `${dataset}/fine-tuning/${job}/`,
  version: (version: string) => {
    const folder = `${dataset}/versions/${version}`;
    return {
      folder: `${folder}/`,
      parquet: (kind: ShardKind) => `${folder}/${kind}-00000-of-00001.parquet`,
      jsonLines: (split: 'train' | 'validation', format: string) => `${folder}/${split}.${format}.jsonl`,
      preferences: (split: 'train' | 'validation') => `${folder}/${split}.preferences.jsonl`,
      card: `${folder}/README.md`,
      report: `${folder}/report.html`,
      manifest: `${folder}/manifest.json`,
      audit: `${folder}/audit.jsonl`,
    };
  },
});
