import type { AnyRow } from '#shared/domain/row.ts';

/**
 * The lines of `audit.jsonl` on one row: one for each finding. They hold a keyed hash of what was found and where, never
 * the text itself.
 */
export const auditLines = (row: AnyRow): object[] =>
  row.policy_findings.map((finding) => ({
    pairId: row.finetuning_data_element_id,
    documentSha256: row.source_sha256,
    passageId: row.passage_id,
    ...finding,
    decision: row.policy_decision,
    time: row.created_at.toISOString(),
  }));
