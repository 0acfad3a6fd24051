import type { Line } from './text-lines.ts';

export interface PageLines {
  readonly number: number;
  readonly height: number;
  /** From the top down. */
  readonly lines: readonly Line[];
}

type Place = 'head' | 'foot';

/** The part of a page at its upper and lower edge where heads and feet run. */
const edge = 0.12;
const maxLines = 3;

/** Lines that stand within the upper or lower edge of a page. */
export const edgeLines = ({ lines, height }: PageLines): { line: Line; place: Place }[] => {
  const heads = lines.slice(0, maxLines).filter((line) => line.bottom < edge * height);
  const feet = lines.slice(-maxLines).filter((line) => line.top > (1 - edge) * height);
  return [
    ...heads.map((line) => ({ line, place: 'head' as const })),
    ...feet.filter((line) => !heads.includes(line)).map((line) => ({ line, place: 'foot' as const })),
  ];
};
