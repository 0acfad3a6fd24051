import type { Finding } from '../domain/finding.ts';
import { passesLuhn, passesMod11, passesMod97 } from './checksums.ts';
import type { CompiledPolicy, CompiledRule } from './compile-policy.ts';
import { type FoldedText, foldText } from './fold-text.ts';
import { PatternTimeoutError, patternSandbox, type RunPatterns } from './pattern-sandbox.ts';
import { blank, blankPlaceholders } from './placeholders.ts';
import { cueWords, type Detection, distanceToCue, onlyDigits } from './recognizer.ts';
import { termsPattern } from './terms-pattern.ts';

/** A text with the name of its field: rules may hold for some fields only. */
export interface FieldText {
  readonly field: Finding['field'];
  readonly text: string;
}

/** Something found in a field, with offsets into the field's own text. */
export interface ScannedDetection extends Detection {
  /** As detectors read it. */
  readonly value: string;
  /** The one rule that made it, where a pack's own pattern or terms did; otherwise any `entity` rule may hold. */
  readonly rule?: CompiledRule<'pattern'> | CompiledRule<'terms'>;
}

interface Scan {
  /** Parallel to the texts. All of them, also where they overlap: which of them hold is for the rules to say. */
  readonly detections: readonly (readonly ScannedDetection[])[];
  /** The names of detectors that threw; what they would have found is not known. */
  readonly failures: readonly string[];
}

/** A value that was found elsewhere in the same passage or pair, and is to be found wherever it is repeated. */
export interface KnownValue {
  readonly value: string;
  readonly entity: string;
}

export type ScanTexts = (texts: readonly string[], known: readonly KnownValue[]) => Scan;

/** Prepares the detectors of a policy: built-in recognizers, the packs' own patterns, and terms. */
export const textScanner = (policy: CompiledPolicy): ScanTexts => {
  const runPatterns = patternSandbox(
    policy.patternRules.map(({ rule }) => ({
      name: rule.id,
      source: rule.pattern,
      isCaseSensitive: rule.caseSensitive,
    })),
  );
  const terms = policy.termsRules.map((compiled) => ({
    compiled,
    pattern: termsPattern(compiled.rule.terms, compiled.rule.wholeWord),
  }));

  return (texts, known) => {
    const failures = new Set<string>();
    const guard = <Value>(detector: string, fallback: Value, detect: () => Value): Value => {
      try {
        return detect();
      } catch (error) {
        failures.add(error instanceof PatternTimeoutError ? `${detector} ${error.pattern}` : detector);
        return fallback;
      }
    };
    const folded = texts.map(foldText);
    const readable = folded.map(({ text }) => blankPlaceholders(text));
    const detections = readable.map((text, index) => {
      if (text === '') return [];
      const identified = policy.recognizers.flatMap((recognizer) =>
        guard<readonly ScannedDetection[]>(recognizer.name, [], () =>
          recognizer.detect(text).map((found) => ({ ...found, value: text.slice(found.start, found.end) })),
        ),
      );
      const patterned = guard<ScannedDetection[]>('pattern-rules', [], () =>
        matchPatterns(policy, runPatterns, text),
      );
      const worded = terms.flatMap(({ compiled, pattern }) => matchTerms(compiled, pattern, text));
      const found = [...identified, ...patterned, ...repeats(text, known), ...worded].flatMap(
        splitAtPlaceholders,
      );
      return found.map((detection) => unfold(folded[index] as FoldedText, detection));
    });
    return { detections, failures: [...failures] };
  };
};

const matchPatterns = (policy: CompiledPolicy, runPatterns: RunPatterns, text: string): ScannedDetection[] =>
  runPatterns(text).flatMap((spans, index) => {
    const compiled = policy.patternRules[index] as CompiledRule<'pattern'>;
    const { context, entity, id, validate } = compiled.rule;
    const cues = context && cueWords(...context.words);
    return spans.flatMap(([start, end]) => {
      const value = text.slice(start, end);
      const cueDistance = cues ? distanceToCue(text, start, cues, context.window) : Number.POSITIVE_INFINITY;
      const hasCue = cueDistance < Number.POSITIVE_INFINITY;
      const isValid = validate === undefined || validators[validate](value);
      if ((context?.required || !isValid) && !hasCue) return [];
      const score = isValid ? (hasCue ? 1 : 0.9) : 0.6;
      return [{ entity, start, end, value, score, cueDistance, recognizer: id, rule: compiled }];
    });
  });

const validators = {
  luhn: (value: string) => passesLuhn(onlyDigits(value)),
  iban: passesMod97,
  mod11: (value: string) => passesMod11(onlyDigits(value)),
} as const;

const matchTerms = (compiled: CompiledRule<'terms'>, pattern: RegExp, text: string): ScannedDetection[] =>
  [...text.matchAll(pattern)].map((match) => ({
    entity: compiled.rule.id.toUpperCase().replaceAll('-', '_'),
    start: match.index,
    end: match.index + match[0].length,
    value: match[0],
    score: 1,
    cueDistance: Number.POSITIVE_INFINITY,
    recognizer: compiled.rule.id,
    rule: compiled,
  }));

/** Shorter values are too likely to mean something else where they stand alone. */
const minRepeatedLength = 4;

const repeats = (text: string, known: readonly KnownValue[]): ScannedDetection[] =>
  known
    .filter(({ value }) => value.length >= minRepeatedLength && text.includes(value))
    .flatMap(({ value, entity }) =>
      [...text.matchAll(termsPattern([value], true, 'gu'))].map((match) => ({
        entity,
        start: match.index,
        end: match.index + match[0].length,
        value: match[0],
        score: 1,
        cueDistance: Number.POSITIVE_INFINITY,
        recognizer: 'repeated-value',
      })),
    );

/** What a detection says about the text beside a placeholder; the placeholder itself is nobody's match. */
const splitAtPlaceholders = (detection: ScannedDetection): ScannedDetection[] => {
  if (!detection.value.includes(blank)) return [detection];
  return [...detection.value.matchAll(/[^\ufffc]+/g)]
    .filter(([piece]) => /[\p{L}\p{N}]/u.test(piece))
    .map((match) => ({
      ...detection,
      start: detection.start + match.index,
      end: detection.start + match.index + match[0].length,
      value: match[0],
    }));
};

const unfold = (folded: FoldedText, detection: ScannedDetection): ScannedDetection => ({
  ...detection,
  start: folded.originalStart(detection.start),
  end: folded.originalEnd(detection.end),
});
