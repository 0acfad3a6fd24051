import type { Heading, Root } from 'mdast';
import { toString as plain } from 'mdast-util-to-string';

export interface HeadingRepair {
  /** Repairs the headings of the next part of a document, given those before it. */
  repair(part: Root): void;
  readonly repairs: string[];
  /** The first heading of the shallowest level that the document began with. */
  title(): string | null;
}

const maxNamed = 5;

/**
 * Headings as an outline needs them: none empty, none deeper than six, no level skipped. Says what it changed, by the
 * number of the heading in the finished document: its text may be what policy redacts.
 */
export const headingRepair = (): HeadingRepair => {
  const open: { source: number; level: number }[] = [];
  const repairs: string[] = [];
  const changed = new Map<string, number>();
  let shift: number | null = null;
  let firstHeading: string | null = null;
  let settled = 0;

  const note = (kind: string, subject: string): void => {
    const seen = (changed.get(kind) ?? 0) + 1;
    changed.set(kind, seen);
    if (seen <= maxNamed) repairs.push(`${kind}${subject}.`);
    else if (seen === maxNamed + 1) repairs.push(`${kind}: more of the same.`);
  };

  const settle = (heading: Heading): void => {
    const source = heading.depth - (shift ?? 0);
    while (open.length > 0 && (open.at(-1)?.source ?? 0) >= source) open.pop();
    const parent = open.at(-1);
    const level = Math.min(6, parent ? Math.min(source, parent.level + 1) : source);
    settled += 1;
    if (source > 6) note('Heading deeper than six levels raised to the sixth', `: heading ${settled}`);
    else if (level !== source)
      note('Skipped heading level closed', `: heading ${settled} from ${source} to ${level}`);
    open.push({ source, level });
    heading.depth = level as Heading['depth'];
    firstHeading ??= plain(heading).trim() || null;
  };

  /** Word processors keep the title apart, and authors write it once more as the first heading. */
  const dropRepeatedTitle = (part: Root): void => {
    const [title, next] = part.children;
    if (title?.type !== 'heading' || next?.type !== 'heading' || next.depth <= title.depth) return;
    const isAlone = part.children.every(
      (node) => node === title || node.type !== 'heading' || node.depth > title.depth,
    );
    if (!isAlone || plain(title).trim() !== plain(next).trim()) return;
    part.children.shift();
    note('Title that the first heading repeats removed', '');
  };

  return {
    repairs,
    title: () => firstHeading,
    repair(part) {
      part.children = part.children.filter((node) => {
        if (node.type !== 'heading' || plain(node).trim() !== '') return true;
        note('Empty heading removed', '');
        return false;
      });
      if (shift === null) dropRepeatedTitle(part);
      const headings = part.children.filter((node) => node.type === 'heading');
      if (shift === null && headings.length > 0) {
        shift = Math.min(...headings.map((heading) => heading.depth)) - 1;
        if (shift > 0)
          repairs.push(`Headings raised by ${shift}: the shallowest stood at level ${shift + 1}.`);
      }
      for (const heading of headings) settle(heading);
    },
  };
};
