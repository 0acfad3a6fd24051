/** The part of a page that is shown, in the coordinates of the file: points from the lower left. */
export interface PageFrame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Clockwise quarter turns by which the page is shown (ISO 32000-1, 7.7.3.3: Rotate). */
  readonly quarterTurns: number;
}

/** A point of the file where a reader sees it: from the upper left corner of the page. */
export const seenAt = (
  { left, top, right, bottom, quarterTurns }: PageFrame,
  x: number,
  y: number,
): [number, number] => {
  if (quarterTurns === 1) return [y - bottom, x - left];
  if (quarterTurns === 2) return [right - x, y - bottom];
  if (quarterTurns === 3) return [top - y, right - x];
  return [x - left, top - y];
};
