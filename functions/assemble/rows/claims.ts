import type { Passage } from '#shared/domain/passage.ts';
import type { PairRejection } from '#shared/domain/rejection.ts';
import { type AnyRow, isRejected, type Row } from '#shared/domain/row.ts';
import type { RowToChoose } from './choose-rows.ts';

/** What a line of saved prompts says of a row: that it goes, and what comes in its place. */
export interface Claim {
  readonly line: number;
  readonly rowId: string;
  /** Null where it goes without another. */
  readonly correction: {
    /** The id of the row that comes in its place; null where that was rejected. */
    readonly rowId: string | null;
  } | null;
}

/** The claims of one document, in the order of its lines; none but in saved prompts. */
export const claimsOf = (passages: readonly Passage[], rows: readonly RowToChoose[]): Claim[] => {
  const claiming = passages.filter(({ saved }) => saved?.replaces ?? saved?.withdraws);
  if (claiming.length === 0) return [];
  const rowOf = new Map(rows.map((row) => [row.passage_id, row.finetuning_data_element_id]));
  return claiming.flatMap(({ id, saved }): Claim[] => {
    if (saved?.replaces)
      return [{ line: saved.line, rowId: saved.replaces, correction: { rowId: rowOf.get(id) ?? null } }];
    return saved?.withdraws ? [{ line: saved.line, rowId: saved.withdraws, correction: null }] : [];
  });
};

/** Also a correction that is kept out itself says that the row is wrong. */
export const explainClaim = ({ line, correction }: Claim): PairRejection => {
  if (correction === null)
    return { reason: 'withdrawn', detail: `Line ${line} of the saved prompts takes it out.` };
  const successor =
    correction.rowId === null
      ? 'corrects it; the correction was rejected, so nothing stands in its place'
      : `puts ${correction.rowId} in its place`;
  return { reason: 'corrected', detail: `Line ${line} of the saved prompts ${successor}.` };
};

/**
 * The splits of corrections, by their row ids: each goes where the row was that it replaces, because the other rows of that
 * row's section are there.
 */
export const inheritedSplits = (
  documents: readonly { readonly rows: readonly RowToChoose[]; readonly claims: readonly Claim[] }[],
): ReadonlyMap<string, Row['split']> => {
  const correctionOf = new Map(
    documents.flatMap(({ claims }) => claims.map(({ rowId, correction }) => [rowId, correction?.rowId])),
  );
  const splits = new Map<string, Row['split']>();
  if (correctionOf.size === 0) return splits;
  for (const { rows } of documents)
    for (const { finetuning_data_element_id: id, split } of rows) {
      const correction = correctionOf.get(id);
      if (correction) splits.set(correction, split);
    }
  return splits;
};

export const withSplit = (row: AnyRow, splits: ReadonlyMap<string, Row['split']>): AnyRow =>
  isRejected(row) ? row : { ...row, split: splits.get(row.finetuning_data_element_id) ?? row.split };

/** The answers that people have corrected, by the passage of the correction. */
export const failedResponsesIn = (passages: readonly Passage[]): ReadonlyMap<string, string> =>
  new Map(
    passages.flatMap(({ id, saved }) =>
      typeof saved?.failedResponse === 'string' ? [[id, saved.failedResponse] as const] : [],
    ),
  );
