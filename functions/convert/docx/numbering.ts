import { childOf, elementsOf, type XmlElement } from '../text/parse-xml.ts';

export interface ListMark {
  readonly level: number;
  readonly isOrdered: boolean;
  /** The number that the item shows. */
  readonly number: number;
}

/** Counts list items as Word does: each level of each list has its counter, and a shallower item starts it anew. */
export const readNumbering = (part: XmlElement | null) => {
  const abstracts = new Map<string, Map<number, XmlElement>>();
  for (const abstract of elementsOf(part ?? undefined, 'w:abstractNum')) {
    const levels = elementsOf(abstract, 'w:lvl').map(
      (level) => [Number(level.attributes['w:ilvl']), level] as const,
    );
    abstracts.set(abstract.attributes['w:abstractNumId'] ?? '', new Map(levels));
  }
  const lists = new Map<string, { abstractId: string; starts: Map<number, number> }>();
  for (const list of elementsOf(part ?? undefined, 'w:num')) {
    const starts = elementsOf(list, 'w:lvlOverride').flatMap((override) => {
      const start = childOf(override, 'w:startOverride')?.attributes['w:val'];
      return start === undefined ? [] : [[Number(override.attributes['w:ilvl']), Number(start)] as const];
    });
    lists.set(list.attributes['w:numId'] ?? '', {
      abstractId: childOf(list, 'w:abstractNumId')?.attributes['w:val'] ?? '',
      starts: new Map(starts),
    });
  }
  const counters = new Map<string, number[]>();

  return (listId: string, level: number): ListMark | null => {
    const list = lists.get(listId);
    if (listId === '0' || !list) return null;
    const definition = abstracts.get(list.abstractId)?.get(level);
    const format = childOf(definition, 'w:numFmt')?.attributes['w:val'] ?? 'bullet';
    if (format === 'none') return { level, isOrdered: false, number: 1 };
    const key = list.starts.size > 0 ? `list ${listId}` : `abstract ${list.abstractId}`;
    const counts = counters.get(key) ?? [];
    counters.set(key, counts);
    const start = list.starts.get(level) ?? Number(childOf(definition, 'w:start')?.attributes['w:val'] ?? 1);
    const number = counts[level] === undefined ? start : counts[level] + 1;
    counts.length = level;
    counts[level] = number;
    return { level, isOrdered: format !== 'bullet', number };
  };
};

export type Numbering = ReturnType<typeof readNumbering>;
