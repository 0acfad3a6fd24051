import { type RejectedRow, type Row, rejectRow } from '#shared/domain/row.ts';
import { aRow } from './a-row.ts';

/** A row in quarantine. Reasons are free text, as they are in the files. */
export const aRejectedRow = (
  reasons: RejectedRow['rejection_reasons'],
  given: Partial<Row> = {},
): RejectedRow => ({
  ...rejectRow(aRow({ policy_decision: 'rejected', ...given }), []),
  rejection_reasons: reasons,
});

/** The turns of a row with the given question and answer. */
export const turns = (question: string, answer: string): Row['messages'] => [
  { role: 'system', content: 'You answer questions about baggage.' },
  { role: 'user', content: question },
  { role: 'assistant', content: answer },
];
