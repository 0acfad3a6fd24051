import type { ElementContent } from 'hast';
import { element, text } from '../hast.ts';

/** Plain text as blocks, which stand between blank lines: headings, lists, and paragraphs for all else. */
export const plainTextBlocks = (value: string): ElementContent[] =>
  value
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+|\f/)
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const lines = block
        .trim()
        .split('\n')
        .map((line) => line.trim());
      return headingOf(lines) ?? listOf(lines) ?? paragraphOf(lines);
    });

const longestHeading = 80;

/** A short line that stands alone, without the end of a sentence, and is numbered (`2.1 Fees`) or all in capitals. */
const headingOf = ([line = '', ...more]: readonly string[]): ElementContent | undefined => {
  if (more.length > 0 || line.length > longestHeading || /[.,;:!?]$/.test(line)) return undefined;
  const number = /^(\d+(?:\.\d+)*)[.)]?\s+(?=\p{Lu})/u.exec(line)?.[1];
  const isShouted = /\p{Lu}.*\p{Lu}/u.test(line) && !/\p{Ll}/u.test(line);
  if (number === undefined && !isShouted) return undefined;
  const level = number === undefined ? 2 : Math.min(6, 1 + number.split('.').length);
  return element(`h${level}`, [text(line)]);
};

/** At least two lines, each of which begins with a bullet, or each with a number. */
const listOf = (lines: readonly string[]): ElementContent | undefined => {
  const isListOf = (marker: RegExp) => lines.length > 1 && lines.every((line) => marker.test(line));
  for (const [name, marker] of [
    ['ul', /^[-*•–]\s+(?=\S)/],
    ['ol', /^\d{1,3}[.)]\s+(?=\S)/],
  ] as const)
    if (isListOf(marker))
      return element(
        name,
        lines.map((line) => element('li', [text(line.replace(marker, ''))])),
      );
  return undefined;
};

/** Lines that a column of text broke are one paragraph; short lines (an address, a poem) keep their breaks. */
const paragraphOf = (lines: readonly string[]): ElementContent => {
  const isWrapped = lines.length > 1 && lines.slice(0, -1).every((line) => line.length > 50);
  return element(
    'p',
    lines.flatMap((line, index) =>
      index === 0 ? [text(line)] : isWrapped ? [text(` ${line}`)] : [element('br'), text(line)],
    ),
  );
};
