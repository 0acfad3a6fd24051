import type { ParsedPage } from '@llamaindex/liteparse-wasm';

/** A region of a page, in points from its upper left corner. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A straight rule, either across (`from` and `to` are x) or down (they are y). */
export interface Rule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

const thin = 1.5;
const short = 4;

export interface Rules {
  readonly across: readonly Rule[];
  readonly down: readonly Rule[];
}

/** The rules of a page, longer than a letter's strokes. */
export const rulesOf = (page: ParsedPage): Rules => {
  const across: Rule[] = [];
  const down: Rule[] = [];
  for (const { x1, y1, x2, y2 } of page.vectorGraphics?.lines ?? []) {
    const width = Math.abs(x2 - x1);
    const height = Math.abs(y2 - y1);
    if (height < thin && width > short)
      across.push({ at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) });
    else if (width < thin && height > short)
      down.push({ at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) });
  }
  return { across, down };
};

export const isInside = (region: Region, x: number, y: number, slack = 1): boolean =>
  x >= region.left - slack &&
  x <= region.right + slack &&
  y >= region.top - slack &&
  y <= region.bottom + slack;

export const middleOf = (region: Region): [x: number, y: number] => [
  (region.left + region.right) / 2,
  (region.top + region.bottom) / 2,
];
