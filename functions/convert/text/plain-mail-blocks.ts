import type { ElementContent } from 'hast';
import { element } from '../hast.ts';
import { plainTextBlocks } from './plain-text-blocks.ts';

/** The line that sets off a signature (RFC 3676, 4.3). */
const signature = /^-- ?$/;
const quote = /^ ?> ?/;
const maxDepth = 20;

/** The text of an e-mail: what it quotes of another stands as a quotation, and its signature after a rule. */
export const plainMailBlocks = (text: string): ElementContent[] => quotedBlocks(text.split(/\r\n?|\n/), 0);

const quotedBlocks = (lines: readonly string[], depth: number): ElementContent[] => {
  const blocks: ElementContent[] = [];
  for (let from = 0; from < lines.length; ) {
    const isQuoted = isQuote(lines[from]) && depth < maxDepth;
    let to = from + 1;
    while (to < lines.length && (isQuote(lines[to]) && depth < maxDepth) === isQuoted) to += 1;
    const part = lines.slice(from, to);
    if (isQuoted) {
      const inner = quotedBlocks(
        part.map((line) => line.replace(quote, '')),
        depth + 1,
      );
      if (inner.length > 0) blocks.push(element('blockquote', inner));
    } else blocks.push(...signedBlocks(part));
    from = to;
  }
  return blocks;
};

const isQuote = (line: string | undefined): boolean => line !== undefined && quote.test(line);

const signedBlocks = (lines: readonly string[]): ElementContent[] => {
  const at = lines.findIndex((line) => signature.test(line));
  if (at < 0) return plainTextBlocks(lines.join('\n'));
  return [
    ...plainTextBlocks(lines.slice(0, at).join('\n')),
    element('hr'),
    ...plainTextBlocks(lines.slice(at + 1).join('\n')),
  ];
};
