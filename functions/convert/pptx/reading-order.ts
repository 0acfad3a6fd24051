/** Where a thing stands on a slide, in any unit. */
export interface Placed<Thing> {
  readonly thing: Thing;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * The order in which people read what is placed on a page: bands from the top where a blank strip crosses the page, and
 * inside a band columns from the left. What overlaps both ways keeps the order in which it was drawn.
 */
export const readingOrder = <Thing>(things: readonly Placed<Thing>[]): Placed<Thing>[] => {
  if (things.length < 2) return [...things];
  const bands = cut(things, 'top', 'bottom');
  if (bands.length > 1) return bands.flatMap(readingOrder);
  const columns = cut(things, 'left', 'right');
  if (columns.length > 1) return columns.flatMap(readingOrder);
  return [...things];
};

/** Shapes may overlap a little where their frames are larger than their text. */
const slack = 0.1;

const cut = <Thing>(
  things: readonly Placed<Thing>[],
  start: 'top' | 'left',
  end: 'bottom' | 'right',
): Placed<Thing>[][] => {
  const sorted = things.map((placed, index) => ({ placed, index }));
  sorted.sort((a, b) => a.placed[start] - b.placed[start] || a.index - b.index);
  const groups: { placed: Placed<Thing>; index: number }[][] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const each of sorted) {
    const { [start]: from, [end]: to } = each.placed;
    if (from >= reach - (to - from) * slack) groups.push([]);
    groups.at(-1)?.push(each);
    reach = Math.max(reach, to);
  }
  return groups.map((group) => group.sort((a, b) => a.index - b.index).map(({ placed }) => placed));
};
