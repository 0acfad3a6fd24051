/** How to read a version from inside its folder, one example for each tool that people reach for first. */
export const loadingExamples = [
  {
    title: 'Hugging Face datasets',
    language: 'python',
    code: `from datasets import load_dataset

dataset = load_dataset("parquet", data_files={"train": "train-*.parquet", "validation": "validation-*.parquet"})`,
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
