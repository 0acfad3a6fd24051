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

const byPrecedence = (a: Detection, b: Detection): number =>
  compare(a.cueDistance, b.cueDistance) ||
  b.score - a.score ||
  b.end - b.start - (a.end - a.start) ||
  a.start - b.start ||
  compare(a.entity, b.entity) ||
  compare(a.recognizer, b.recognizer);

const compare = <Value extends number | string>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);
