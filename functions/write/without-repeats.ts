import { findDuplicates } from '#shared/dataset/find-duplicates.ts';
import { type AnyRow, isRejected, questionOf, type Row, rejectRow } from '#shared/domain/row.ts';

/** Of questions that ask the same, the first of the document stays. */
export const withoutRepeats = (rows: readonly AnyRow[]): AnyRow[] => {
  const kept = rows.filter((row) => !isRejected(row));
  const firstOf = new Map<AnyRow, Row>();
  for (const [index, first] of findDuplicates(kept.map(questionOf)).entries()) {
    const [row, earlier] = [kept[index], first === undefined ? undefined : kept[first]];
    if (row && earlier) firstOf.set(row, earlier);
  }
  return rows.map((row) => {
    const first = firstOf.get(row);
    if (first === undefined) return row;
    const detail = `It asks the same as ${first.finetuning_data_element_id}: ${questionOf(first)}`;
    return rejectRow(row, [{ reason: 'duplicate', detail }]);
  });
};
