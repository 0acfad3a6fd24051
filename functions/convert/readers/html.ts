import type { Element, Root } from 'hast';
import type { Reader, Reading } from '../conversion.ts';
import { isElement, textOf, walkElements } from '../hast.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { decodeText } from '../text/decode-text.ts';
import { filledCells } from '../text/filled-cells.ts';
import { htmlTreeBuilder, parseHtml } from '../text/html-tree.ts';
import { prepareHtml } from '../text/prepare-html.ts';
import { withoutBoilerplate } from '../text/without-boilerplate.ts';

/** Past this a page is read in slices, each made Markdown before the next is parsed. */
const wholeLimit = 2 * 1024 * 1024;
const sliceLength = 512 * 1024;

export const htmlReader: Reader = {
  maxBytes: 64 * 1024 * 1024,
  read(source) {
    const { text } = decodeText(source.bytes, declaredCharset(source.bytes));
    return text.length > wholeLimit ? readInSlices(text) : readWhole(text);
  },
};

const declaredCharset = (bytes: Uint8Array): string | undefined =>
  /<meta[^>]+charset=["']?([\w-]+)/i.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 2048)))?.[1];

const readWhole = (html: string): Reading => {
  const tree = parseHtml(html);
  const title = titleOf(tree);
  const warnings = withoutBoilerplate(tree);
  const source = visibleText(tree);
  const cells = filledCells(tree);
  prepareHtml(tree);
  return {
    parts: [tree],
    engine: 'htmlparser2',
    title,
    sourceLetters: () => countLetters(source.join(' ')),
    sourceText: () => source,
    sourceCells: () => cells,
    repairs: [],
    warnings,
  };
};

const readInSlices = (html: string): Reading => {
  let letters = 0;
  return {
    engine: 'htmlparser2, in slices',
    sourceLetters: () => letters,
    repairs: [],
    warnings: [],
    parts: slices(html, (tree) => {
      withoutBoilerplate(tree);
      letters += lettersOf(tree);
      prepareHtml(tree);
    }),
  };
};

function* slices(html: string, prepare: (tree: Root) => void): Generator<Root> {
  const builder = htmlTreeBuilder();
  for (let from = 0; from < html.length; from += sliceLength) {
    builder.write(html.slice(from, from + sliceLength));
    const part = builder.drain();
    prepare(part);
    yield part;
  }
  const last = builder.end();
  prepare(last);
  yield last;
}

const titleOf = (tree: Root): string | null => {
  let title: string | null = null;
  walkElements(tree, (node) => {
    if (title === null && node.tagName === 'title') title = textOf(node).replace(/\s+/g, ' ').trim() || null;
  });
  return title;
};

const unread = ['title', 'select', 'textarea', 'button', 'datalist'] as const;

const visibleText = (parent: Root | Element): string[] =>
  parent.children.flatMap((child) => {
    if (child.type === 'text') return [child.value];
    return isElement(child) && !isElement(child, ...unread) ? visibleText(child) : [];
  });

const lettersOf = (parent: Root | Element): number => {
  let letters = 0;
  for (const child of parent.children) {
    if (child.type === 'text') letters += countLetters(child.value);
    else if (isElement(child) && !isElement(child, ...unread)) letters += lettersOf(child);
  }
  return letters;
};
