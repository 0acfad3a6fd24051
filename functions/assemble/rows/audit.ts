import type { Document } from '#shared/domain/document.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { AnyRow } from '#shared/domain/row.ts';
import { judgeOf } from '#shared/policy/judge-detector.ts';

/*
 * The lines of `audit.jsonl`, one for each finding. They hold a keyed hash of what was found and where, never the text
 * itself. What was found in a passage or its headings stands there once, whether or not a pair came of it.
 */

export const auditPassage = ({ sha256 }: Document, passage: Passage): object[] =>
  passage.findings.map((finding) => ({
    pairId: null,
    documentSha256: sha256,
    passageId: passage.id,
    ...finding,
    ...judgeOf(finding),
    decision:
      passage.saved?.isFailedWithheld || finding.ruleId === 'detector-failed'
        ? 'withheld'
        : decisions[finding.action],
    time: passage.foundAt,
  }));

/** What became of the text: the stricter actions hide what they found, the others leave it. */
const decisions = { allow: 'pass', flag: 'pass', redact: 'redacted', reject: 'redacted' } as const;

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
