import { pairId } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { PairRejection } from '#shared/domain/rejection.ts';
import type { RowToChoose } from './row-to-choose.ts';

/** What a line of saved prompts says of a row: that it goes, and what comes in its place. */
export interface Claim {
  readonly line: number;
  readonly rowId: string;
  /** The id of the row that comes in its place, whether or not that was kept; null where it goes without another. */
  readonly correctionId: string | null;
  /** What the row asks that goes without another, where the line says so: the row may have another id by now. */
  readonly asks: string | null;
}

/** The claims of one document, in the order of its lines; none but in saved prompts. */
export const claimsOf = (passages: readonly Passage[], rows: readonly RowToChoose[]): Claim[] => {
  const claiming = passages.filter(({ saved }) => saved?.replaces ?? saved?.withdraws);
  if (claiming.length === 0) return [];
  const rowOf = new Map(rows.map((row) => [row.passage_id, row.finetuning_data_element_id]));
  return claiming.flatMap(({ id, saved }): Claim[] => {
    if (saved?.replaces && saved.pair) {
      const correctionId = rowOf.get(id) ?? pairId(id, saved.pair);
      return [{ line: saved.line, rowId: saved.replaces, correctionId, asks: null }];
    }
    return saved?.withdraws
      ? [{ line: saved.line, rowId: saved.withdraws, correctionId: null, asks: saved.asks }]
      : [];
  });
};

/**
 * Parts the claims that lead somewhere from those of a row upon itself, or upon one that was put in its place: of lines that
 * replace each other in a circle, the last.
 */
export const partCircular = (claims: readonly Claim[]): { sound: Claim[]; circular: Claim[] } => {
  const replacedBy = new Map<string, string>();
  const sound: Claim[] = [];
  const circular: Claim[] = [];
  for (const claim of claims) {
    const { rowId, correctionId } = claim;
    let replaced: string | undefined = rowId;
    while (correctionId !== null && replaced !== undefined && replaced !== correctionId)
      replaced = replacedBy.get(replaced);
    if (correctionId !== null && replaced === correctionId) circular.push(claim);
    else sound.push(claim);
    if (correctionId !== null && replaced === undefined) replacedBy.set(correctionId, rowId);
  }
  return { sound, circular };
};

/** Also a correction that is kept out itself says that the row is wrong. `standing` is what has its place in the end. */
export const explainClaim = (
  { line, correctionId }: Claim,
  standing: string | null,
  isCorrectionKept: boolean,
): PairRejection => {
  if (correctionId === null)
    return { reason: 'withdrawn', detail: `Line ${line} of the saved prompts takes it out.` };
  const successor =
    standing !== null
      ? `puts ${standing} in its place`
      : `corrects it; the correction was ${isCorrectionKept ? 'taken out as well' : 'rejected'}, so nothing stands in its place`;
  return { reason: 'corrected', detail: `Line ${line} of the saved prompts ${successor}.` };
};

export const explainAsked = ({ line }: Claim): PairRejection => ({
  reason: 'withdrawn',
  detail: `Line ${line} of the saved prompts takes out what asks this.`,
});

export const explainCircular = ({ line, rowId, correctionId }: Claim): PairRejection => ({
  reason: 'circular',
  detail:
    rowId === correctionId
      ? `Line ${line} of the saved prompts replaces its own row; take replaces out of it.`
      : `Line ${line} of the saved prompts replaces ${rowId}, which other lines put in the place of this one; take replaces out of one of them.`,
});

/** The answers that people have corrected, by the passage of the correction. */
export const failedResponsesIn = (passages: readonly Passage[]): ReadonlyMap<string, string> =>
  new Map(
    passages.flatMap(({ id, saved }) =>
      typeof saved?.failedResponse === 'string' ? [[id, saved.failedResponse] as const] : [],
    ),
  );
