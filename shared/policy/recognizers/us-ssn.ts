import { cueWords, digitGap, onlyDigits, patternRecognizer } from '../recognizer.ts';

const ssnCues = cueWords('ssn', 'social security', 'social security number', 'social security no', 'soc sec');

/** Never issued: area 000, 666 and 900 to 999, group 00, serial 0000 (Social Security Administration, RM 10201.035). */
const isIssuable = (match: string): boolean =>
  /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(onlyDigits(match));

/** Grouped 3-2-4. A number that was never issued still counts beside a cue word. */
export const groupedSsn = patternRecognizer({
  name: 'us-ssn',
  entity: 'US_SSN',
  prefilter: /\d{4}/,
  pattern: new RegExp(
    String.raw`(?<![\w.-]|\d[ ]?[-.] )\d{3}${digitGap}\d{2}${digitGap}\d{4}(?![\w]|[-.]\d)`,
    'g',
  ),
  score: 0.85,
  validate: isIssuable,
  cues: ssnCues,
});

/** Nine digits in a row, one by one, or in the cells of a table are a social security number only where the text says so. */
export const plainSsn = patternRecognizer({
  name: 'us-ssn-plain',
  entity: 'US_SSN',
  prefilter: /\d{9}|\d[ |]/,
  pattern:
    /(?<![\w.-])(?:\d{9}|\d(?:[ ]\d){8}|\d{3}[ ]{0,8}\|[ ]{0,8}\d{2}[ ]{0,8}\|[ ]{0,8}\d{4})(?!\w|[-.]\d)/g,
  score: 0.6,
  validate: isIssuable,
  cues: ssnCues,
  needsCue: true,
});

/** Individual taxpayer numbers: 9xx with the groups that the IRS assigns (Publication 1915). */
export const usItin = patternRecognizer({
  name: 'us-itin',
  entity: 'TAX_ID',
  prefilter: /9\d\d/,
  pattern: /(?<![\w.-])9\d{2}[- ]?(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])[- ]?\d{4}(?!\w|[-.]\d)/g,
  score: 0.5,
  cues: cueWords(
    'itin',
    'taxpayer',
    'tax id',
    'tax identification',
    'individual taxpayer identification number',
  ),
  needsCue: true,
});
