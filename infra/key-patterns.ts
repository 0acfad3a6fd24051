import { datasetKeys, documentKeys, shardKinds, sourceKeys } from '#shared/domain/dataset-keys.ts';

const dataset = datasetKeys('*');
const document = documentKeys('*', '*');
const batchJob = dataset.batchJob('*');

/**
 * Keys of any dataset and document, for grants; `*` stands for anything. They come from the functions that make the keys,
 * so that the two cannot part.
 */
export const keyPatterns = {
  /** Every object of a bucket. */
  all: ['*'],
  settings: [sourceKeys.settings('*')],
  packs: [sourceKeys.pack('*')],
  document: [document.document],
  origin: [document.origin],
  markdown: [document.markdown],
  passages: [document.passages],
  pageReadings: [`${document.pageReadings}*`],
  leases: [`${document.leases}*`],
  pairs: [`${document.pairs}*`],
  verdicts: [`${document.verdicts}*`],
  rejections: [document.rejections],
  outcome: [document.outcome],
  tombstone: [document.tombstone],
  /** Everything of one document but its shards. */
  documentFolder: [`${document.folder}*`],
  /** The folder in which the documents of a dataset lie, for listing. */
  documents: [dataset.documents],
  shards: shardKinds.map((kind) => document.shard(kind)),
  plans: [dataset.plan('*')],
  results: [`${dataset.results('*')}/*`],
  versions: [`${dataset.version('*').folder}*`],
  manifest: [dataset.version('*').manifest],
  trainingRecords: (['train', 'validation'] as const).map((split) =>
    dataset.version('*').jsonLines(split, 'bedrock'),
  ),
  fineTuning: [`${dataset.fineTuning('*')}*`],
  latest: [dataset.latest],
  waiting: [dataset.waiting('*')],
  queue: [`${document.queue}*`],
  replies: [document.reply('*')],
  /** What of one document waits or was brought, of all documents of a dataset, and all jobs: for listing. */
  batches: [`${document.batches}*`],
  batchesWaiting: [dataset.batchesWaiting],
  batchJobs: [dataset.batchJobs],
  /** Everything of one job. */
  batchJob: [`${batchJob.folder}*`],
  batchLog: [dataset.batchLog],
  batchInput: [batchJob.input],
  batchOwners: [batchJob.owners],
  batchOutput: [`${batchJob.output}*`],
  systemPrompt: [dataset.systemPrompt],
  ledger: [dataset.ledger],
} as const;
