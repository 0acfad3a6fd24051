import { childOf, elementsOf, type XmlElement } from '../text/parse-xml.ts';
import { writeNumber } from './write-number.ts';

export interface ListMark {
  readonly level: number;
  readonly isOrdered: boolean;
  /** The number that the item shows. */
  readonly number: number;
  /** What stands in front of the item, such as `2.1.` or `b)`; nothing where the level has no mark to show. */
  readonly label: string;
  /** Whether the label names outer levels too, which an ordered list of Markdown cannot say. */
  readonly isCompound: boolean;
}

type Levels = Map<number, XmlElement>;

/** Counts list items as Word does: each level of each list has its counter, and a shallower item starts it anew. */
export const readNumbering = (part: XmlElement | null) => {
  const levelsOf = readDefinitions(part);
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
    const levels = levelsOf(list.abstractId);
    const startOf = (at: number): number =>
      list.starts.get(at) ?? Number(settingOf(levels.get(at), 'w:start') ?? 1);
    const key = list.starts.size > 0 ? `list ${listId}` : `abstract ${list.abstractId}`;
    const counts = counters.get(key) ?? [];
    counters.set(key, counts);
    const number = counts[level] === undefined ? startOf(level) : counts[level] + 1;
    counts.length = level;
    counts[level] = number;

    const definition = levels.get(level);
    const format = settingOf(definition, 'w:numFmt') ?? 'bullet';
    const pattern = settingOf(definition, 'w:lvlText') ?? (format === 'bullet' ? '•' : `%${level + 1}.`);
    const isLegal = childOf(definition, 'w:isLgl') !== undefined;
    const label = pattern.replace(/%([1-9])/g, (_, place: string) => {
      const at = Number(place) - 1;
      const style = isLegal ? 'decimal' : (settingOf(levels.get(at), 'w:numFmt') ?? 'decimal');
      return writeNumber(counts[at] ?? startOf(at), style);
    });
    return {
      level,
      isOrdered: format !== 'bullet' && format !== 'none',
      number,
      label: format === 'none' ? '' : label.trim(),
      isCompound: (pattern.match(/%[1-9]/g) ?? []).length > 1,
    };
  };
};

export type Numbering = ReturnType<typeof readNumbering>;

const settingOf = (parent: XmlElement | undefined, name: string): string | undefined =>
  childOf(parent, name)?.attributes['w:val'];

/** The levels of each definition; one may only point at a list style, whose definition has them. */
const readDefinitions = (part: XmlElement | null): ((abstractId: string) => Levels) => {
  const own = new Map<string, Levels>();
  const byStyle = new Map<string, Levels>();
  const links = new Map<string, string>();
  for (const abstract of elementsOf(part ?? undefined, 'w:abstractNum')) {
    const id = abstract.attributes['w:abstractNumId'] ?? '';
    const levels: Levels = new Map(
      elementsOf(abstract, 'w:lvl').map((level) => [Number(level.attributes['w:ilvl']), level] as const),
    );
    own.set(id, levels);
    const style = settingOf(abstract, 'w:styleLink');
    if (style) byStyle.set(style, levels);
    const link = settingOf(abstract, 'w:numStyleLink');
    if (link) links.set(id, link);
  }
  return (id) => byStyle.get(links.get(id) ?? '') ?? own.get(id) ?? new Map();
};
