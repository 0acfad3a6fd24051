import { sha256 } from '#shared/domain/hash.ts';

/** A section as merging sees it. */
export interface Member {
  /** The heading: what the place of a cut hangs on. */
  readonly key: string;
  readonly tokens: number;
  /** True for the text directly under the parent: it is never parted from what follows by a cut of its own. */
  readonly isOpening: boolean;
}

/**
 * Cuts a run of siblings into groups of at most `maxTokens`; a larger member stands alone. A run that is too large is cut
 * before the member whose heading has the smallest hash, and so are its two parts. Where a cut falls thus depends
 * on headings, not on how much text stands before it: an edit cannot shift the cuts of the groups that come after.
 */
export const cutRun = <M extends Member>(members: readonly M[], maxTokens: number): M[][] => {
  const runs: M[][] = [[]];
  for (const member of members) {
    if (member.tokens > maxTokens) runs.push([member], []);
    else runs.at(-1)?.push(member);
  }
  return runs.flatMap((run) => cutByHash(ranked(run), maxTokens)).filter((group) => group.length > 0);
};

interface Ranked<M> {
  readonly member: M;
  readonly rank: string;
}

const ranked = <M extends Member>(run: readonly M[]): Ranked<M>[] => {
  const seen = new Map<string, number>();
  return run.map((member) => {
    const namesakes = seen.get(member.key) ?? 0;
    seen.set(member.key, namesakes + 1);
    return { member, rank: sha256(JSON.stringify([member.key, namesakes])) };
  });
};

const cutByHash = <M extends Member>(run: readonly Ranked<M>[], maxTokens: number): M[][] => {
  const tokens = run.reduce((total, { member }) => total + member.tokens, 0);
  if (run.length <= 1 || tokens <= maxTokens) return [run.map(({ member }) => member)];
  const isAfterOpening = run[0]?.member.isOpening === true && run.length > 2;
  const candidates = run.slice(isAfterOpening ? 2 : 1);
  const smallest = candidates.reduce((best, other) => (other.rank < best.rank ? other : best));
  const cut = run.indexOf(smallest);
  return [...cutByHash(run.slice(0, cut), maxTokens), ...cutByHash(run.slice(cut), maxTokens)];
};
