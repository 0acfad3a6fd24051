import type { Table } from 'mdast';
import type { Mode } from '#shared/domain/dataset-settings.ts';
import { type GroundedRow, type RejectedRow, versionSchemas } from '#shared/domain/row.ts';
import { type ColumnType, parquetColumns } from '#shared/parquet/columns.ts';
import { code, table } from './markdown.ts';

const meanings: Readonly<Record<keyof RejectedRow | keyof GroundedRow, string>> = {
  finetuning_data_element_id: 'Id of the pair, a hash of passage, question and answer',
  messages: 'The conversation to train on: system, user, assistant',
  documents:
    'What is shown above the question, in that order: id of the passage, its headings and text, and whether it bears the answer',
  source_uri: 'Where the document was read from',
  source_sha256: 'SHA-256 of the document as it was read',
  page: 'Page on which the passage begins, from 1; null where the format has no pages',
  heading_path: 'Headings above the passage, the outermost first; the line of a saved prompt',
  char_start: 'Begin of the passage in the converted Markdown, in UTF-16 code units',
  char_end: 'End of the passage, likewise',
  passage_id: 'Id of the passage; rows with the same one come from the same text',
  evidence: 'Quotes of the passage that bear the answer, word for word after redaction',
  evidence_spans:
    'Where each quote stands in the converted Markdown, in UTF-16 code units, in which passage, and to which question of a conversation it belongs, from 0; null for a quote that joins a row to the head of its table',
  reasoning:
    'How the quotes bear the answer, as the model wrote it, one text for each answer of a conversation',
  question_type: 'Kind of question, for example factual or procedural',
  audience: 'Who would ask it; null where the settings name nobody',
  fact_ids: 'The facts of the passage that the pair is about, as the generator listed them',
  generator: 'What made the pair; saved where a person wrote it',
  model_id: 'The model that made it; null where none did',
  prompt_version: 'Version of the prompt or of the rules that made it',
  policy_decision: 'What policy decided: pass, redacted or rejected',
  policy_findings: 'Each rule that matched, with its place and a keyed hash of the match, never the match',
  scores: 'How far passage and judge bear the answer out, 0 to 1; null where not measured',
  split: 'train, validation or rejected; decided by a hash of document and section',
  created_at: 'When the pair was generated, in UTC',
  rejection_reasons: 'Why the pair was kept out; only in the rejected files',
};

/** Every column of the Parquet files, with its type as the files have it. */
export const columnsTable = (mode: Mode): Table =>
  table(
    ['Column', 'Type', 'Meaning'],
    Object.entries(parquetColumns(versionSchemas[mode].rejected)).map(([name, type]) => [
      code(name),
      code(typeName(type)),
      meanings[name as keyof typeof meanings],
    ]),
  );

const typeName = (type: ColumnType): string => {
  if (typeof type === 'string') return type;
  return 'list' in type ? `list<${typeName(type.list)}>` : `struct<${Object.keys(type.struct).join(', ')}>`;
};
