import { patternRecognizer } from '../recognizer.ts';

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const day = String.raw`(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?`;
const year = String.raw`(?:1[89]|20)\d{2}`;
const time = String.raw`(?:[T ,]{1,2}(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\.\d{1,6})?(?:[ ]?[ap]m)?(?:Z|[+-]\d{2}:?\d{2})?)?`;

/** A year of two figures: with dots only where day and month have two as well, or "1.4.15" would be a date and no version. */
const shortYear = String.raw`(?:(?:0?[1-9]|[12]\d|3[01])([-/])(?:0?[1-9]|[12]\d|3[01])\3|(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.)\d{2}`;
/** The basic format of ISO 8601, which only a time of day tells from a number. */
const basic = String.raw`${year}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])T[0-2]\d[0-5]\d(?:[0-5]\d)?Z?`;

/** Dates in figures: ISO 8601, and day and month in either order with a year. */
export const numericDate = patternRecognizer({
  name: 'numeric-date',
  entity: 'DATE',
  prefilter: /\d[-/.]\d|\dT\d/,
  pattern: new RegExp(
    String.raw`(?<![\w./-])(?:${year}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\2${year}|${shortYear}|${basic})${time}(?![\w/-]|\.\d)`,
    'gi',
  ),
  score: 0.8,
});

/**
 * Dates with the month as a word. More than a year counts, as 45 CFR 164.514(b)(2)(i)(C) has it: "March 2021" is a date,
 * "2021" is not.
 */
export const writtenDate = patternRecognizer({
  name: 'written-date',
  entity: 'DATE',
  prefilter: /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/i,
  pattern: new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${day}(?:[ ]|-)(?:of[ ])?${month}\.?(?:(?:,?[ ]|-)(?:${year}|'\d{2}))?|${month}\.?[ ]${day}(?!\d)(?:,?[ ]${year})?|${month}\.?,?[ ](?:of[ ])?${year})${time}(?![\p{L}\p{N}])`,
    'giu',
  ),
  score: 0.8,
});
