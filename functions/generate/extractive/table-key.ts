import { lowerHeading, tagsOf } from './english.ts';
import type { Section } from './outline.ts';
import { isHeaderPhrase, plainHeaders } from './table-columns.ts';

/** "for the Light fare", "when the distance of the flight is up to 1,500 km", "for Bag drop opens". */
export const keyPhrase = (
  columns: readonly string[],
  row: readonly string[],
  section: Section,
): string | undefined => {
  const parts = columns.map((column, index) => keyPart(column, row[index] ?? '', section));
  const [first, second] = parts;
  if (first === undefined || parts.includes(undefined)) return undefined;
  if (second === undefined) return first;
  const participle = participleOf(columns[1] ?? '', section);
  return participle === undefined
    ? `${first} and ${second.replace(/^(?:when|for) /, '')}`
    : `${first} ${participle} ${withSmallStart(row[1] ?? '')}`;
};

/** "booked", a header that reads on into its cells. */
const participleOf = (column: string, section: Section): string | undefined => {
  const name = lowerHeading(column, section.text);
  const [term, ...others] = tagsOf(name);
  const isParticiple = term?.tags.has('PastTense') === true || term?.tags.has('Participle') === true;
  return isParticiple && others.length === 0 ? name : undefined;
};

const keyPart = (column: string, value: string, section: Section): string | undefined => {
  if (/^\P{L}+$|[?:]$|:\/\//u.test(value) && !isQuantity(value)) return undefined;
  const name = lowerHeading(column, section.text);
  const isWord =
    /^\p{L}+$/u.test(column) && !/s$/.test(column) && participleOf(column, section) === undefined;
  if (value.toLowerCase().startsWith(`${column.toLowerCase()} `)) return `for ${value}`;
  if (plainHeaders.test(column)) return `for ${isIdentifier(value) ? value : `“${value}”`}`;
  if (isWord && /^\p{Lu}[\p{L}-]+$/u.test(value)) return `for the ${value} ${name}`;
  if (!isHeaderPhrase(column) || participleOf(column, section) !== undefined) return `for “${value}”`;
  return isQuantity(value)
    ? `when the ${name} is ${withSmallStart(value)}`
    : `for the ${name} ${isIdentifier(value) ? value : `“${value}”`}`;
};

const withSmallStart = (value: string): string =>
  isIdentifier(value) ? value : value.charAt(0).toLowerCase() + value.slice(1);

const isQuantity = (value: string): boolean =>
  /\d/.test(value) &&
  /^(?:up to|(?:over|under|above|below|between|from|at|less|more)\b|[£$€<>≤≥]|\d+[\d,.]*\s?[\p{L}%°–-])/iu.test(
    value,
  );

/** Written as code or as a name, so that it stands in a question without quotation marks. */
const isIdentifier = (value: string): boolean =>
  /^[\p{Lu}\p{N}`_.\-\w]*[\p{N}_\-.\p{Lu}][\w.-]*$/u.test(value) ||
  /^(?:\p{Lu}[\p{L}\d-]* ?){2,4}$/u.test(value);
