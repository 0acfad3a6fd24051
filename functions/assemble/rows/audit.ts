import type { Document } from '#shared/domain/document.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { AnyRow } from '#shared/domain/row.ts';
import { judgeOf } from '#shared/policy/judge-detector.ts';

/*
 * The lines of `audit.jsonl`, one for each finding. They hold a keyed hash of what was found and where, never the text
 * itself. What was found in a passage or its headings stands there once, whether or not a pair came of it.
 */

/** `time` is when the first pair of the passage was made, or of its document; null where the document has no pair. */
export const auditPassage = (
  { sha256 }: Document,
  passage: Passage,
  rows: readonly Pick<AnyRow, 'passage_id' | 'created_at'>[],
): object[] => {
  const ofPassage = rows.filter((row) => row.passage_id === passage.id);
  const time = earliest(ofPassage.length > 0 ? ofPassage : rows);
  return passage.findings.map((finding) => ({
    pairId: null,
    documentSha256: sha256,
    passageId: passage.id,
    ...finding,
    ...judgeOf(finding),
    decision: finding.ruleId === 'detector-failed' ? 'withheld' : decisions[finding.action],
    time,
  }));
};

/** What became of the text: the stricter actions hide what they found, the others leave it. */
const decisions = { allow: 'pass', flag: 'pass', redact: 'redacted', reject: 'redacted' } as const;

const earliest = (rows: readonly Pick<AnyRow, 'created_at'>[]): string | null => {
  const times = rows.map(({ created_at }) => created_at.toISOString()).sort();
  return times[0] ?? null;
};

export const auditRow = (row: AnyRow): object[] =>
  row.policy_findings
    .filter(({ field }) => field !== 'passage')
    .map((finding) => ({
      pairId: row.finetuning_data_element_id,
      documentSha256: row.source_sha256,
      passageId: row.passage_id,
      ...finding,
      ...judgeOf(finding),
      decision: row.policy_decision,
      time: row.created_at.toISOString(),
    }));
