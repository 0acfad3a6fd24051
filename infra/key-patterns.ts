import { datasetKeys, documentKeys, shardKinds, sourceKeys } from '#shared/domain/dataset-keys.ts';

const dataset = datasetKeys('*');

/** The keys of any dataset, for grants: from the functions that make the keys, so that the two cannot part. */
export const keyPatterns = {
  /** Every object of a bucket. */
  all: ['*'],
  settings: [sourceKeys.settings('*')],
  packs: [sourceKeys.pack('*')],
  documents: [`${dataset.documents}*`],
  shards: shardKinds.map((kind) => documentKeys('*', '*').shard(kind)),
  plans: [dataset.plan('*')],
  results: [`${dataset.results('*')}/*`],
  versions: [`${dataset.version('*').folder}*`],
  latest: [dataset.latest],
} as const;
