import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Reader } from '../conversion.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { decodeText } from '../text/decode-text.ts';

const frontMatter = /^---[ \t]*\n[\s\S]*?\n(?:---|\.\.\.)[ \t]*\n/;

/**
 * Markdown is taken as its author wrote it: only line ends, front matter and stray bytes are mended, so that a passage
 * can be found again in the source.
 */
export const markdownReader: Reader = {
  maxBytes: 32 * 1024 * 1024,
  read(source) {
    const { text } = decodeText(source.bytes);
    const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
    const withoutHead = lines.replace(frontMatter, '');
    const body = withoutDeepNesting(withoutHead);
    return {
      parts: [body],
      engine: 'markdown',
      title: titleOf(frontMatter.exec(lines)?.[0] ?? '') ?? firstHeading(body),
      sourceLetters: () => countLetters(body),
      repairs: [
        ...(withoutHead === lines ? [] : ['Front matter removed.']),
        ...(body === withoutHead ? [] : [`Nesting deeper than ${maxMarks} marks a line cut.`]),
      ],
      warnings: [],
    };
  },
};

const maxMarks = 200;

/** Past this many marks of quotations and lists a line is an attack, on which parsers run out of stack. */
const withoutDeepNesting = (body: string): string =>
  /^[ \t>*+-]{200}/m.test(body)
    ? body.replace(/^[ \t>*+-]{200,}/gm, (marks) =>
        marks.replace(/[ \t]/g, '').length > maxMarks ? marks.slice(0, 2 * maxMarks) : marks,
      )
    : body;

const titleOf = (head: string): string | null =>
  /^title:(.*)$/m
    .exec(head)?.[1]
    ?.trim()
    .replace(/^["']|["']$/g, '') || null;

const firstHeading = (body: string): string | null => {
  const heading = fromMarkdown(body.slice(0, 20_000)).children.find((node) => node.type === 'heading');
  return heading && 'children' in heading
    ? heading.children.map((child) => ('value' in child ? child.value : '')).join('') || null
    : null;
};
