/**
 * How to read a version, one example for each tool that people reach for first. `datasets` is given the folder and not the
 * files, because it stops at a split without rows, which the card in the folder does not name.
 */
export const loadingExamples = [
  {
    title: 'Hugging Face datasets',
    language: 'python',
    code: `from datasets import load_dataset

dataset = load_dataset("path/to/this/folder")  # its README.md names the splits
rejected = load_dataset("path/to/this/folder", "rejected")`,
  },
  {
    title: 'pandas',
    language: 'python',
    code: `import pandas as pd

train = pd.read_parquet("train-00000-of-00001.parquet")`,
  },
  {
    title: 'DuckDB',
    language: 'sql',
    code: `SELECT messages[2].content AS question, messages[3].content AS answer, evidence, source_uri, page
FROM 'train-*.parquet' LIMIT 5;`,
  },
  {
    title: 'DuckDB: what was rejected, and why',
    language: 'sql',
    code: `SELECT reason.reason, count(*) AS pairs
FROM 'rejected-*.parquet', UNNEST(rejection_reasons) AS reasons(reason)
GROUP BY ALL ORDER BY pairs DESC;`,
  },
] as const;
