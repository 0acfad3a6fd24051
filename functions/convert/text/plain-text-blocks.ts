import type { ElementContent } from 'hast';
import { element, text } from '../hast.ts';

/** Plain text as paragraphs, which stand between blank lines. */
export const plainTextBlocks = (value: string): ElementContent[] =>
  value
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+|\f/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map(paragraphOf);

/** Lines that a column of text broke are one paragraph; short lines (an address, a poem) keep their breaks. */
const paragraphOf = (paragraph: string): ElementContent => {
  const lines = paragraph.split('\n').map((line) => line.trim());
  const isWrapped = lines.length > 1 && lines.slice(0, -1).every((line) => line.length > 50);
  return element(
    'p',
    lines.flatMap((line, index) =>
      index === 0 ? [text(line)] : isWrapped ? [text(` ${line}`)] : [element('br'), text(line)],
    ),
  );
};
