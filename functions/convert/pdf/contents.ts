import { type Line, textOf } from './text-lines.ts';

const title =
  /^(?:\d+\.?\s+)?(?:(?:table of )?contents|inhalt|inhaltsverzeichnis|sommaire|table des mati[eè]res|[ií]ndice|contenido|inhoud|spis treści|innehåll|содержание|оглавление|目次|目录|المحتويات|תוכן העניינים)$/iu;
const leader = /(?:\.\s?){4,}|…{2,}/;
const minEntries = 3;
/** The white before the number of a page, in ems. */
const minWhite = 1.5;

/**
 * The lines of a table of contents, its title included: it says nothing that the headings do not, and its numbers are
 * those of pages that are no more. `isOpen` says that the page before ended in one.
 */
export const contentsLines = (
  lines: readonly Line[],
  isOpen: boolean,
): { taken: Set<Line>; isOpen: boolean } => {
  const taken = new Set<Line>();
  let open = false;
  for (let from = 0; from < lines.length; from += 1) {
    const hasTitle = title.test(textOf(lines[from] as Line));
    const goesOn = isOpen && from === 0;
    if (!hasTitle && !goesOn && !leader.test(textOf(lines[from] as Line))) continue;
    const first = hasTitle ? from + 1 : from;
    const end = endOfRun(lines, first, hasTitle || goesOn);
    const entries = lines.slice(first, end).filter((line) => numberOf(line) !== null).length;
    if (entries < (goesOn ? 1 : minEntries)) continue;
    for (const line of lines.slice(from, end)) taken.add(line);
    open = end === lines.length;
    from = end - 1;
  }
  return { taken, isOpen: open };
};

/** Entries count upwards; a title too long for its line is followed by the line with its number. */
const endOfRun = (lines: readonly Line[], from: number, hasTitle: boolean): number => {
  let end = from;
  let page = 0;
  for (let index = from; index < lines.length && index <= end + 1; index += 1) {
    const line = lines[index] as Line;
    const number = numberOf(line);
    if (number === null || number < page) continue;
    if (!hasTitle && !leader.test(textOf(line))) continue;
    page = number;
    end = index + 1;
  }
  return end;
};

/** The page that a line of contents leads to; 0 for a Roman number. */
const numberOf = (line: Line): number | null => {
  const last = line.words.at(-1);
  const before = line.words.at(-2);
  if (!last || !before || !/\p{L}/u.test(textOf(line))) return null;
  const hasLeader = leader.test(textOf(line));
  const digits = /^\.*(\d{1,4}|[ivxlc]{1,6})$/.exec(last.text)?.[1];
  if (!digits || (!hasLeader && last.left - before.right < minWhite * line.size)) return null;
  return Number.isNaN(Number(digits)) ? 0 : Number(digits);
};
