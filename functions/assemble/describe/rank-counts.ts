/** Named counts, the highest first; equal ones by name. */
export const rankCounts = (counts: Iterable<readonly [string, number]>): (readonly [string, number])[] =>
  [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
