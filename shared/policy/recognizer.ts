import type { DetectionMode } from '../domain/detection-mode.ts';

/** Something found in a folded text, before any rule has looked at it. */
export interface Detection {
  readonly entity: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
  /** Characters between the nearest cue word and the match; Infinity without one, 0 for what names itself. */
  readonly cueDistance: number;
  readonly recognizer: string;
}

/** Finds one family of things. It sees folded text (`fold-text.ts`), in which placeholders are blanked out. */
export interface Recognizer {
  readonly name: string;
  readonly entities: readonly string[];
  /** The first mode that runs it. */
  readonly mode: DetectionMode;
  /** Loads what `detect` needs and not every mode does; called once before the first text. */
  prepare?(): Promise<void>;
  detect(text: string): readonly Detection[];
}

export interface PatternRecognizerSpec {
  readonly name: string;
  readonly entity: string;
  /** Must have the flag `g`. A group named `value` narrows the span to itself. */
  readonly pattern: RegExp;
  /** How sure the shape alone makes us, 0 to 1. */
  readonly score: number;
  /** A cheap test of the whole text that must hold before the pattern is tried. */
  readonly prefilter?: RegExp;
  /** A checksum or a range. What fails it counts only beside a cue word. */
  readonly validate?: (match: string) => boolean;
  /** `validate` is a checksum: what passes it needs no cue word, and beats a cue word that stands further away. */
  readonly provesItself?: boolean;
  readonly cues?: RegExp;
  /** The shape alone proves nothing: without a cue word there is no match. */
  readonly needsCue?: boolean;
  readonly cueWindow?: number;
  readonly mode?: DetectionMode;
}

const scoreOfFailedChecksum = 0.6;
const cueBonus = 0.35;
/** A passed checksum weighs as much as a cue word with a colon right before the match. */
const distanceOfProof = 2;

/** A recognizer made of a pattern, an optional validation and optional cue words before the match. */
export const patternRecognizer = (spec: PatternRecognizerSpec): Recognizer => ({
  name: spec.name,
  entities: [spec.entity],
  mode: spec.mode ?? 'fast',
  detect: (text) => {
    if (spec.prefilter && !spec.prefilter.test(text)) return [];
    // Most texts hold nothing, and `matchAll` copies its pattern before it looks.
    if (text.search(spec.pattern) === -1) return [];
    const detections: Detection[] = [];
    for (const match of text.matchAll(spec.pattern)) {
      const value = match.groups?.value ?? match[0];
      const start = match.index + (value === match[0] ? 0 : match[0].lastIndexOf(value));
      const nearestCue = spec.cues
        ? distanceToCue(text, start, spec.cues, spec.cueWindow)
        : Number.POSITIVE_INFINITY;
      const isProven = spec.provesItself === true && spec.validate?.(value) === true;
      const cueDistance = isProven ? Math.min(nearestCue, distanceOfProof) : nearestCue;
      const score = scoreMatch(spec, value, nearestCue < Number.POSITIVE_INFINITY);
      if (score > 0)
        detections.push({
          entity: spec.entity,
          start,
          end: start + value.length,
          score,
          cueDistance,
          recognizer: spec.name,
        });
    }
    return detections;
  },
});

const scoreMatch = (spec: PatternRecognizerSpec, value: string, hasCue: boolean): number => {
  if (spec.needsCue && !hasCue) return 0;
  if (spec.validate && !spec.validate(value)) return hasCue ? scoreOfFailedChecksum : 0;
  return Math.min(1, spec.score + (hasCue ? cueBonus : 0));
};

const cueReach = 60;

/**
 * Characters from the end of the last cue before `start` to `start`; Infinity when the window holds none. A blank line
 * ends the window, and so does a full stop unless the cue stands in the sentence right before.
 */
export const distanceToCue = (text: string, start: number, cues: RegExp, window = cueReach): number => {
  const before = text.slice(Math.max(0, start - window), start);
  const paragraph = before.slice(before.lastIndexOf('\n\n') + 1);
  let distance = Number.POSITIVE_INFINITY;
  for (const cue of paragraph.matchAll(cues)) distance = paragraph.length - cue.index - cue[0].length;
  return distance;
};

/** Cue words as one pattern: whole words, in any case; a space stands for any white space or hyphen. */
export const cueWords = (...words: readonly string[]): RegExp => {
  const alternatives = words.map((word) =>
    word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[\\s-]?'),
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?:'?s)?(?![\\p{L}\\p{N}])`, 'giu');
};

/** The end of a line within one value, with the marks of a quotation at the start of the next. */
export const lineBreak = String.raw`[ ]?\r?\n[ \t>]{0,8}`;

/** What may stand between two digits of one number: a space, a dot or hyphen, or the end of a line or paragraph. */
export const digitGap = String.raw`(?:[ ]?[-.][ ]?|[ ]|-?[ ]?(?:\r?\n[ \t>]{0,8}){1,2})`;

export const onlyDigits = (text: string): string => text.replace(/\D/g, '');
