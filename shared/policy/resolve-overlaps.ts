import type { Detection } from './recognizer.ts';

/**
 * Where detections overlap, keeps the one with the nearest cue word ("MRN:" beats the shape of a number), then the
 * surer one, then the longer one. The result is in ascending order and free of overlaps.
 */
export const resolveOverlaps = <Found extends Detection>(detections: readonly Found[]): Found[] => {
  const kept: Found[] = [];
  for (const detection of [...detections].sort(byPrecedence))
    if (!kept.some((other) => detection.start < other.end && other.start < detection.end))
      kept.push(detection);
  return kept.sort((a, b) => a.start - b.start);
};

/** A place of a text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Widens the detections that `resolveOverlaps` has kept until together they cover all that was detected: what is left of a
 * reading that lost, beside the one that won, is no less private than it was. None overlaps another.
 */
export const coverAll = (kept: readonly Span[], detections: readonly Span[]): Span[] => {
  const covers = kept.map(({ start, end }) => ({ start, end }));
  for (const lost of detections.toSorted((a, b) => a.start - b.start)) {
    const first = kept.findIndex((winner) => winner.end > lost.start);
    const last = kept.findLastIndex((winner) => winner.start < lost.end);
    for (let index = first; index <= last; index += 1) {
      const cover = covers[index];
      if (cover === undefined) break;
      const [before, after] = [covers[index - 1]?.end ?? 0, covers[index + 1]?.start ?? lost.end];
      cover.start = Math.min(cover.start, Math.max(lost.start, before));
      cover.end = Math.max(cover.end, Math.min(lost.end, after));
    }
  }
  return covers;
};

const byPrecedence = (a: Detection, b: Detection): number =>
  compare(a.cueDistance, b.cueDistance) ||
  b.score - a.score ||
  b.end - b.start - (a.end - a.start) ||
  a.start - b.start ||
  compare(a.entity, b.entity) ||
  compare(a.recognizer, b.recognizer);

const compare = <Value extends number | string>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);
