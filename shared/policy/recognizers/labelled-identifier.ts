import { patternRecognizer, type Recognizer } from '../recognizer.ts';

/**
 * Numbers without a shape of their own, which only their label gives away: "MRN: 83-114-20", "policy no. X7781".
 * `labels` are alternatives of a regular expression; a space in them stands for white space, a hyphen or nothing.
 */
export const labelledIdentifier = (
  name: string,
  entity: string,
  labels: readonly string[],
  shape = String.raw`(?=[A-Z/.-]{0,12}\d[A-Z/.-]{0,12}\d)[A-Z\d][A-Z\d/.-]{2,24}(?<![/.-])`,
): Recognizer => {
  const label = labels.map((alternative) => alternative.replaceAll(' ', String.raw`[\s_-]?`)).join('|');
  const recognizer = patternRecognizer({
    name,
    entity,
    prefilter: /\d/,
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:${label})(?:'?s)?(?:[\s_-]{0,2}(?:number|numbers|no\.?|nr\.?|num|#|id|code))?[\s*|"]{0,3}(?:[:=#]|\bis\b|\bwas\b|\bof\b)?[\s*|"#]{0,3}(?<value>${shape})(?![\p{L}\p{N}])`,
      'giu',
    ),
    score: 0.85,
  });
  return {
    ...recognizer,
    detect: (text) =>
      recognizer
        .detect(text)
        .filter(({ start, end }) => isIdentifier(text.slice(start, end), text.slice(start - 2, start)))
        .map((found) => ({ ...found, cueDistance: 0 })),
  };
};

/** Not the rest of a longer word ("license/blob/v2"), nor what has a shape of its own: an address of a network, a date. */
const isIdentifier = (value: string, before: string): boolean =>
  !/[\p{L}\p{N}]$/u.test(before) &&
  !shapedOtherwise.test(value) &&
  (!bareYear.test(value) || /[:=#]/.test(before));

const bareYear = /^(?:19|20)\d\d$/;
const shapedOtherwise =
  /^(?:(?:\d{1,3}\.){3}\d{1,3}|(?:[\da-f]{2}-){5}[\da-f]{2}|(?:[\da-f]{4}\.){2}[\da-f]{4}|(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:19|20)\d\d)$/i;
