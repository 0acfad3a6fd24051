import { findDuplicates } from '#shared/dataset/find-duplicates.ts';
import { byPrecedence, rejectRepeat } from '#shared/dataset/reject-repeat.ts';
import type { PairRejection } from '#shared/domain/rejection.ts';
import { isSaved, questionOf, type Row } from '#shared/domain/row.ts';
import { type Claim, explainAsked, explainCircular, explainClaim, partCircular } from './claims.ts';
import type { RowToChoose } from './row-to-choose.ts';

export interface SettledRows {
  /** What stays out of a version, by row id. */
  readonly exclusions: Map<string, PairRejection>;
  /** The splits of saved rows that stand in the place of others, by row id. */
  readonly splits: ReadonlyMap<string, Row['split']>;
  /** The claims whose question rows ask, whatever the ids of these are. */
  readonly askedFor: ReadonlySet<Claim>;
}

/**
 * Settles which of the rows that ask the same stands, and what becomes of those that people have corrected or withdrawn.
 * With a row that is contested go all generated ones that ask what it asks, or its answer would come back under another id.
 */
export const settleRows = (rows: readonly RowToChoose[], claims: readonly Claim[]): SettledRows => {
  const { sound, circular } = partCircular(claims);
  const claimOn = new Map(sound.map((claim) => [claim.rowId, claim]));
  const circularOf = new Map(circular.map((claim) => [claim.correctionId, claim]));
  const known = new Map(rows.map((row) => [row.finetuning_data_element_id, row]));
  const groups = groupRepeats(
    rows,
    sound.filter(({ asks }) => asks !== null),
  ).map((group) => ({ ...group, standing: standingOf(group, claimOn, circularOf) }));
  const groupOf = new Map(groups.flatMap((group) => group.members.map((row) => [row, group] as const)));

  /** What stands at last where a row was; null for nothing. */
  const standsFor = (id: string): string | null => {
    const row = known.get(id);
    const claim = claimOn.get(id);
    const standing = row && groupOf.get(row)?.standing;
    if (claim) return claim.correctionId === null ? null : standsFor(claim.correctionId);
    return standing?.finetuning_data_element_id ?? null;
  };

  const exclusions = new Map<string, PairRejection>();
  for (const { members, standing, withdrawnBy } of groups) {
    const first = standing ?? members.find(({ finetuning_data_element_id: id }) => claimOn.has(id));
    for (const row of members) {
      const id = row.finetuning_data_element_id;
      const [claim, circle] = [claimOn.get(id), circularOf.get(id)];
      if (circle) exclusions.set(id, explainCircular(circle));
      else if (claim)
        exclusions.set(id, explainClaim(claim, standsFor(id), known.has(claim.correctionId ?? '')));
      else if (row !== standing && first)
        exclusions.set(id, rejectRepeat(row, first, `of ${first.source_uri}`));
      else if (row !== standing && withdrawnBy[0]) exclusions.set(id, explainAsked(withdrawnBy[0]));
    }
  }
  return {
    exclusions,
    splits: inheritedSplits(groups, sound, known),
    askedFor: new Set(groups.flatMap(({ withdrawnBy }) => withdrawnBy)),
  };
};

interface Repeats {
  /** In the order in which they may stay. */
  readonly members: RowToChoose[];
  /** The withdrawals that say what is asked. */
  readonly withdrawnBy: Claim[];
}

interface Group extends Repeats {
  readonly standing: RowToChoose | undefined;
}

const groupRepeats = (rows: readonly RowToChoose[], withdrawals: readonly Claim[]): Repeats[] => {
  const ordered = byPrecedence(rows.map((row) => ({ row }))).map(({ row }) => row);
  const questions = [...ordered.map(questionOf), ...withdrawals.map(({ asks }) => asks ?? '')];
  const groups = new Map<number, Repeats>();
  for (const [index, first = index] of findDuplicates(questions).entries()) {
    const [row, withdrawal, group] = [ordered[index], withdrawals[index - ordered.length], groups.get(first)];
    if (row && group) group.members.push(row);
    else if (row) groups.set(first, { members: [row], withdrawnBy: [] });
    else if (withdrawal && group) group.withdrawnBy.push(withdrawal);
  }
  return [...groups.values()];
};

/** The first that may stay: a generated one only where nobody contests what is asked. */
const standingOf = (
  { members, withdrawnBy }: Repeats,
  claimOn: ReadonlyMap<string, Claim>,
  circularOf: ReadonlyMap<string | null, Claim>,
): RowToChoose | undefined => {
  const isContested =
    withdrawnBy.length > 0 || members.some(({ finetuning_data_element_id: id }) => claimOn.has(id));
  return members.find(
    (row) =>
      !claimOn.has(row.finetuning_data_element_id) &&
      !circularOf.has(row.finetuning_data_element_id) &&
      (isSaved(row) || !isContested),
  );
};

/**
 * A saved row goes where the rows were that it claims or displaces, because the other rows of their sections are there; where
 * these lay apart, into validation, so that nothing that validation asks is trained on. Claims form no circle, and what stands is neither
 * claimed nor displaced, so this comes to an end.
 */
const inheritedSplits = (
  groups: readonly Group[],
  claims: readonly Claim[],
  known: ReadonlyMap<string, RowToChoose>,
): ReadonlyMap<string, Row['split']> => {
  const replacedBy = new Map(claims.map(({ rowId, correctionId }) => [correctionId, rowId]));
  const displacedBy = new Map(
    groups.map(({ members, standing }) => [standing?.finetuning_data_element_id, members]),
  );
  const splitOf = (id: string): Row['split'] | undefined => {
    const replaced = replacedBy.get(id);
    const displaced = (displacedBy.get(id) ?? []).map((row) => row.finetuning_data_element_id);
    const before = [
      ...(replaced === undefined ? [] : [replaced]),
      ...displaced.filter((other) => other !== id),
    ].map(splitOf);
    if (before.includes('validation')) return 'validation';
    return before.find((split) => split !== undefined) ?? known.get(id)?.split;
  };
  return new Map(
    groups.flatMap(({ standing }) => {
      if (standing === undefined || !isSaved(standing)) return [];
      const id = standing.finetuning_data_element_id;
      return [[id, splitOf(id) ?? standing.split] as const];
    }),
  );
};
