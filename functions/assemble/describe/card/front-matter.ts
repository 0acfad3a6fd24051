import { Document } from 'yaml';
import type { Manifest } from '#shared/domain/manifest.ts';

/** From the Hub's specification of dataset cards: the upper end of each size, below a trillion rows. */
const sizes = [
  [1e3, 'n<1K'],
  [1e4, '1K<n<10K'],
  [1e5, '10K<n<100K'],
  [1e6, '100K<n<1M'],
  [1e7, '1M<n<10M'],
  [1e8, '10M<n<100M'],
  [1e9, '100M<n<1B'],
] as const;

const comment = ` Before you publish, add "license": only you know the rights in the sources. Add "language" too.`;

/** The metadata by which the Hugging Face Hub and `datasets` know the files of a version. */
export const frontMatter = ({ title, pairs, splits }: Manifest): string => {
  const document = new Document({
    pretty_name: title,
    task_categories: ['question-answering', 'text-generation'],
    annotations_creators: ['machine-generated'],
    source_datasets: ['original'],
    size_categories: [sizeOf(pairs.kept)],
    ...configs(splits),
  });
  document.commentBefore = comment;
  return `---\n${document.toString({ lineWidth: 0 })}---\n`;
};

const sizeOf = (rows: number): string => sizes.find(([below]) => rows < below)?.[1] ?? 'n>1B';

/**
 * A split without rows is not named, because `datasets` refuses to load it. Rejected rows are a subset of their own, so
 * that nobody trains on them by loading the dataset by its name.
 */
const configs = (splits: Manifest['splits']) => {
  const kept = (['train', 'validation'] as const).filter((split) => splits[split] > 0);
  const all = [
    ...(kept.length > 0
      ? [{ config_name: 'default', default: true, data_files: kept.map((split) => filesOf(split, split)) }]
      : []),
    ...(splits.rejected > 0
      ? [{ config_name: 'rejected', data_files: [filesOf('rejected', 'rejected')] }]
      : []),
  ];
  return all.length > 0 ? { configs: all } : {};
};

const filesOf = (split: string, kind: string) => ({ split, path: `${kind}-*.parquet` });
