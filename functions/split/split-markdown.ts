import type { Atom } from './atom.ts';
import { countTokens } from './count-tokens.ts';
import { cutRun, type Member } from './cut-run.ts';
import { type Section, sectionTree } from './section-tree.ts';

/** Where a passage lies in the markdown. */
export interface Piece {
  /** The headings that stand over the whole piece. They are not in its span; headings inside the piece are. */
  readonly headingPath: string[];
  /** UTF-16 code units: `markdown.slice(charStart, charEnd)` is the piece. */
  readonly charStart: number;
  readonly charEnd: number;
  /**
   * What the piece repeats from before its span: the header rows of a table and the introduction of a list, to be readable
   * alone, and the overlap that was asked for.
   */
  readonly lead: string;
  /** Size of lead and span by `countTokens`. */
  readonly tokens: number;
}

/**
 * Cuts markdown along its headings. A section of its own size is a piece, or several when it is larger than `maxTokens`;
 * sections of which several fit into half of that are merged with their siblings and with the text that stands directly under
 * their parent. Every character outside headings that is not blank lies in exactly one piece.
 *
 * Pieces are stable: an edit changes the piece it is in, and other pieces only when a merged group grows past the limit
 * or shrinks below it, and then only those of that group.
 */
export const splitMarkdown = (
  markdown: string,
  { maxTokens, overlapTokens = 0 }: { maxTokens: number; overlapTokens?: number },
): Piece[] =>
  piecesOf(sectionTree(markdown, maxTokens), {
    markdown,
    maxTokens,
    overlapTokens,
    mergeTokens: Math.floor(maxTokens / 2),
  });

/** Whether a piece stands under the same headings as the one before it: its section was cut, and began there. */
export const isContinued = (pieces: readonly Pick<Piece, 'headingPath'>[], index: number): boolean =>
  JSON.stringify(pieces[index - 1]?.headingPath) === JSON.stringify(pieces[index]?.headingPath);

interface Limits {
  readonly markdown: string;
  readonly maxTokens: number;
  readonly overlapTokens: number;
  readonly mergeTokens: number;
}

const piecesOf = (section: Section, limits: Limits): Piece[] => {
  const own = section.atoms;
  const members = [
    ...(own.length > 0 ? [asOpeningMember(section, own)] : []),
    ...section.children.flatMap((child) => asChildMember(child, limits)),
  ];
  return cutRun(members, limits.mergeTokens).flatMap((group) => {
    const [first, ...others] = group;
    if (first === undefined) return [];
    if (others.length > 0) return [mergedPiece(section, group, limits)];
    return first.section === section ? packAtoms(section, own, limits) : piecesOf(first.section, limits);
  });
};

interface SectionMember extends Member {
  readonly section: Section;
  /** Where the member starts when it opens a piece, and where it ends. */
  readonly start: number;
  readonly end: number;
}

const asOpeningMember = (section: Section, atoms: readonly Atom[]): SectionMember => ({
  section,
  key: section.headingPath.at(-1) ?? '',
  isOpening: true,
  start: atoms[0]?.start ?? section.headingStart,
  end: atoms.at(-1)?.end ?? section.headingStart,
  tokens: sum(atoms),
});

/** A child with everything under it; none when there is nothing but headings. */
const asChildMember = (child: Section, limits: Limits): SectionMember[] => {
  const end = endOf(child);
  if (end === undefined) return [];
  const start = child.headingStart;
  const tokens = countTokens(limits.markdown.slice(start, end));
  return [{ section: child, key: child.headingPath.at(-1) ?? '', isOpening: false, start, end, tokens }];
};

/** Where the last atom of a section and of all below it ends. */
const endOf = (section: Section): number | undefined => {
  for (const child of section.children.toReversed()) {
    const end = endOf(child);
    if (end !== undefined) return end;
  }
  return section.atoms.at(-1)?.end;
};

const mergedPiece = (parent: Section, group: readonly SectionMember[], { markdown }: Limits): Piece => {
  const charStart = group[0]?.start ?? 0;
  const charEnd = group.at(-1)?.end ?? charStart;
  const tokens = countTokens(markdown.slice(charStart, charEnd));
  return { headingPath: [...parent.headingPath], charStart, charEnd, lead: '', tokens };
};

/** Fills pieces from the start of a section. What introduces something moves on together with it. */
const packAtoms = (section: Section, atoms: readonly Atom[], limits: Limits): Piece[] => {
  const { markdown, maxTokens } = limits;
  const pieces: Piece[] = [];
  let packed = 0;
  for (const unit of gluedUnits(atoms)) {
    const open = pieces.at(-1);
    const extended = open && extendedPiece(open, unit, markdown);
    if (extended !== undefined && extended.tokens <= maxTokens) pieces[pieces.length - 1] = extended;
    else {
      const lead = open ? overlapBefore(packed, atoms, open, limits) : '';
      const overlapping = atomPiece(section, unit, markdown, { charStart: unit[0]?.start ?? 0, lead });
      const hasRoom = lead !== '' && overlapping.tokens <= maxTokens;
      pieces.push(hasRoom ? overlapping : atomPiece(section, unit, markdown));
    }
    packed += unit.length;
  }
  return pieces;
};

/**
 * What a piece that begins with an atom repeats of the piece before it: its last atoms, as many as the overlap allows, and
 * what those need to be read alone. Overlap never reaches into another section.
 */
const overlapBefore = (
  atomIndex: number,
  atoms: readonly Atom[],
  before: Piece,
  { markdown, overlapTokens }: Limits,
): string => {
  const end = atoms[atomIndex]?.start ?? 0;
  let lead = '';
  for (let index = atomIndex - 1; index >= 0; index -= 1) {
    const atom = atoms[index];
    if (atom === undefined || atom.start < before.charStart) break;
    const longer = atom.lead + markdown.slice(atom.start, end);
    if (countTokens(longer) > overlapTokens) break;
    lead = longer;
  }
  return lead;
};

const atomPiece = (
  section: Section,
  unit: readonly Atom[],
  markdown: string,
  overlap?: Pick<Piece, 'charStart' | 'lead'>,
): Piece => {
  const charStart = overlap?.charStart ?? unit[0]?.start ?? 0;
  const charEnd = unit.at(-1)?.end ?? charStart;
  const lead = overlap?.lead ?? unit[0]?.lead ?? '';
  const tokens = countTokens(lead + markdown.slice(charStart, charEnd));
  return { headingPath: [...section.headingPath], charStart, charEnd, lead, tokens };
};

/** What stands between a piece and the next atom mostly is white space; then only what is added has to be counted. */
const extendedPiece = (open: Piece, unit: readonly Atom[], markdown: string): Piece => {
  const charEnd = unit.at(-1)?.end ?? open.charEnd;
  const isParted = /^\S\s$/.test(markdown.slice(open.charEnd - 1, open.charEnd + 1));
  const tokens = isParted
    ? open.tokens + countTokens(markdown.slice(open.charEnd, charEnd))
    : countTokens(open.lead + markdown.slice(open.charStart, charEnd));
  return { ...open, charEnd, tokens };
};

const gluedUnits = (atoms: readonly Atom[]): Atom[][] => {
  const units: Atom[][] = [];
  let isGlued = false;
  for (const atom of atoms) {
    if (isGlued) units.at(-1)?.push(atom);
    else units.push([atom]);
    isGlued = atom.isGluedToNext;
  }
  return units;
};

const sum = (atoms: readonly { tokens: number }[]): number =>
  atoms.reduce((total, { tokens }) => total + tokens, 0);
