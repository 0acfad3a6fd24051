import { findDuplicates } from '#shared/dataset/find-duplicates.ts';
import { byPrecedence, rejectRepeat } from '#shared/dataset/reject-repeat.ts';
import { type AnyRow, isRejected, questionOf, type Row, rejectRow } from '#shared/domain/row.ts';

/** Of questions that ask the same, the first of the document stays. */
export const withoutRepeats = (rows: readonly AnyRow[]): AnyRow[] => {
  const kept = byPrecedence(rows.filter((row) => !isRejected(row)).map((row) => ({ row })));
  const firstOf = new Map<AnyRow, Row>();
  for (const [index, first] of findDuplicates(kept.map(({ row }) => questionOf(row))).entries()) {
    const [later, earlier] = [kept[index], first === undefined ? undefined : kept[first]];
    if (later && earlier) firstOf.set(later.row, earlier.row);
  }
  return rows.map((row) => {
    const first = firstOf.get(row);
    return first === undefined ? row : rejectRow(row, [rejectRepeat(row, first, 'in the same document')]);
  });
};
