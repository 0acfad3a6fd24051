import { type Line, textOf } from './text-lines.ts';

/** How a document sets its text: what is usual, against which headings stand out. */
export interface TypeSizes {
  /** Of most letters, in points. */
  readonly body: number;
  /** From line to line of a paragraph, in ems. */
  readonly pitch: number;
  /** Typefaces of headings only; none where headings are set in the face of the text. */
  readonly displayFamilies: ReadonlySet<string>;
}

/** Sizes are told apart by half a point. */
export const rounded = (size: number): number => Math.round(size * 2) / 2;

const minPitch = 0.9;
const maxPitch = 2.2;
/** A heading stands alone; lines of text stand among their like. */
const amongWeight = 3;
/** A document that is mostly listings still has its text, and that is what headings stand out from. */
const monoWeight = 0.1;

export const typeSizesOf = (columns: readonly (readonly Line[])[]): TypeSizes => {
  const letters = new Map<number, number>();
  const pitches = new Map<number, number>();
  const families = new Map<string, number>();
  const add = <Key>(counts: Map<Key, number>, key: Key, count: number): void => {
    counts.set(key, (counts.get(key) ?? 0) + count);
  };
  for (const lines of columns) {
    lines.forEach((line, index) => {
      const size = rounded(line.size);
      const distances = [lines[index - 1], lines[index + 1]].flatMap((other) =>
        other && rounded(other.size) === size ? [Math.abs(line.bottom - other.bottom) / line.size] : [],
      );
      const isAmong = distances.some((distance) => distance < maxPitch);
      const count = line.words.reduce((sum, word) => sum + word.text.length, 0);
      add(letters, size, count * (isAmong ? amongWeight : 1) * (line.isMono ? monoWeight : 1));
      if (!line.isMono) add(families, line.family, count);
      const pitch = Math.round((distances[0] ?? 0) * 20) / 20;
      if (pitch > minPitch && pitch < maxPitch) add(pitches, pitch, 1);
    });
  }
  const body = most(letters) ?? 10;
  return {
    body,
    pitch: most(pitches) ?? 1.2,
    displayFamilies: displayFamilies(columns.flat(), families, body),
  };
};

/** The largest part of the letters of a document that stands in a face of headings. */
const maxDisplayShare = 0.2;

const displayFamilies = (
  lines: readonly Line[],
  families: ReadonlyMap<string, number>,
  body: number,
): Set<string> => {
  const total = [...families.values()].reduce((sum, count) => sum + count, 0);
  const rare = [...families].filter(([, count]) => count < maxDisplayShare * total).map(([family]) => family);
  const stand = (family: string) =>
    lines.filter((line) => line.family === family && (line.isBold || line.size > 1.08 * body)).length;
  const usual = most(families);
  return new Set(rare.filter((family) => family !== '' && family !== usual && stand(family) > 1));
};

const most = <Key>(counts: ReadonlyMap<Key, number>): Key | undefined =>
  [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];

/** Labels of drawings and formulas have few letters or more signs than letters. */
export const isHeadingText = (line: Line): boolean => {
  const text = textOf(line);
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const signs = text.match(/[^\p{L}\p{N}\s.]/gu)?.length ?? 0;
  const digits = text.match(/\p{N}/gu)?.length ?? 0;
  return letters + digits >= 3 && letters >= 1 && letters + digits > 2 * signs;
};
