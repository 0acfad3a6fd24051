import { lowerHeading } from './english.ts';
import type { Section } from './outline.ts';
import { isNounPhrase, plainHeaders } from './table-columns.ts';

/** "for the Light fare", "when the distance of the flight is up to 1,500 km", "for Bag drop opens". */
export const keyPhrase = (
  columns: readonly string[],
  row: readonly string[],
  section: Section,
): string | undefined => {
  const parts = columns.map((column, index) => keyPart(column, row[index] ?? '', section));
  return parts.some((part) => part === undefined)
    ? undefined
    : parts
        .join(' and ')
        .replace(/ and when /, ' and ')
        .replace(/ and for /, ' and ');
};

const keyPart = (column: string, value: string, section: Section): string | undefined => {
  if (/^\d+$|[?:]$|:\/\//.test(value)) return undefined;
  const name = lowerHeading(column, section.text);
  const isPlainWord = /^\p{L}+$/u.test(column) && !/s$/.test(column);
  if (plainHeaders.test(column)) return `for ${isIdentifier(value) ? value : `“${value}”`}`;
  if (isPlainWord && /^\p{Lu}[\p{L}-]+$/u.test(value)) return `for the ${value} ${name}`;
  if (!isNounPhrase(column)) return `for “${value}”`;
  return isQuantity(value)
    ? `when the ${name} is ${value.charAt(0).toLowerCase()}${value.slice(1)}`
    : `for the ${name} ${isIdentifier(value) ? value : `“${value}”`}`;
};

const isQuantity = (value: string): boolean =>
  /\d/.test(value) &&
  /^(?:up to|(?:over|under|above|below|between|from|at|less|more)\b|[£$€<>≤≥]|\d+[\d,.]*\s?[\p{L}%°–-])/iu.test(
    value,
  );

/** Written as code or as a name, so that it stands in a question without quotation marks. */
const isIdentifier = (value: string): boolean =>
  /^[\p{Lu}\p{N}`_.\-\w]*[\p{N}_\-.\p{Lu}][\w.-]*$/u.test(value) ||
  /^(?:\p{Lu}[\p{L}\d-]* ?){2,4}$/u.test(value);
