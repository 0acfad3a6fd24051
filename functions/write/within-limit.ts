import type { DatasetSettings } from '#shared/domain/dataset-settings.ts';
import { planQuestions } from '#shared/domain/question-plan.ts';
import { extraTypes } from '#shared/domain/question-types.ts';
import { type AnyRow, isRejected, rejectRow } from '#shared/domain/row.ts';
import type { JudgedPassage } from './build-rows.ts';

/**
 * Keeps of each passage as many rows as the settings ask for, the first ones; a generator may give more. Pairs of an extra
 * type have a number of their own, so that they crowd out no plain pair and keep their share.
 */
export const withinLimit = (
  rows: readonly AnyRow[],
  judged: readonly JudgedPassage[],
  settings: DatasetSettings,
): AnyRow[] => {
  const limits = new Map(
    judged.map(({ passage, enforcement }) => [
      passage.id,
      limitsOf(planQuestions(passage, settings), enforcement.generations[0]?.facts.length ?? 0),
    ]),
  );
  const kept = new Map<string, number>();
  return rows.map((row) => {
    if (isRejected(row)) return row;
    const type = extraTypes.find((extra) => extra === row.question_type) ?? 'plain';
    const name = `${row.passage_id} ${type}`;
    const limit = limits.get(row.passage_id)?.[type] ?? 0;
    const before = kept.get(name) ?? 0;
    kept.set(name, before + 1);
    if (before < limit) return row;
    const detail = `The settings ask for ${limit} ${type} pairs of this passage, and as many were kept already.`;
    return rejectRow(row, [{ reason: 'over-limit', detail }]);
  });
};

const limitsOf = ({ amount, extra, expectedPairs }: ReturnType<typeof planQuestions>, facts: number) => ({
  ...extra,
  plain: 'perFact' in amount ? Math.max(expectedPairs, amount.perFact * facts) : amount.perPassage,
});
