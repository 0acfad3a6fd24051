import type { RootContent } from 'mdast';
import type { Passage } from '#shared/domain/passage.ts';
import { parseMarkdown, spanOf } from '#shared/markdown/parse-markdown.ts';
import { plainText } from './plain-text.ts';

/** The part of a passage under one heading, which may stand in the passage's path or inside its text. */
export interface Section {
  /** The innermost last. Numbers such as `6.5` are taken off. */
  readonly headings: readonly string[];
  /** True where the section began in an earlier passage, so that its heading asks for more than this. */
  readonly continues: boolean;
  readonly blocks: readonly RootContent[];
  /** The text of the whole passage, into which the blocks' offsets point. */
  readonly text: string;
}

export const outlineOf = (passage: Pick<Passage, 'headingPath' | 'text' | 'continues'>): Section[] => {
  const { text, continues } = passage;
  const path = passage.headingPath.map(withoutNumber);
  const sections: { headings: string[]; continues: boolean; blocks: RootContent[]; text: string }[] = [
    { headings: path, continues, blocks: [], text },
  ];
  const open: { depth: number; heading: string }[] = [];
  for (const block of parseMarkdown(text).children) {
    if (block.type !== 'heading') {
      sections.at(-1)?.blocks.push(block);
      continue;
    }
    while ((open.at(-1)?.depth ?? 0) >= block.depth) open.pop();
    open.push({ depth: block.depth, heading: withoutNumber(plainText(block)) });
    sections.push({
      headings: [...path, ...open.map(({ heading }) => heading)],
      continues: false,
      blocks: [],
      text,
    });
  }
  return sections.filter(({ blocks }) => blocks.length > 0);
};

const withoutNumber = (heading: string): string =>
  heading
    .replace(
      /^(?:(?:section|chapter|part|article|annex)\s+)?(?:\d+(?:\.\d+)*[.):]?|[A-Z][.)]|[ivx]+[.)])\s+(?=\p{L})/iu,
      '',
    )
    .replace(/\s*[¶#§]$/u, '')
    .trim();

/** The verbatim markdown of a block: the evidence for what was taken from it. */
export const quoteOf = (block: RootContent, section: Section): string => {
  const { start, end } = spanOf(block);
  return section.text.slice(start, end);
};
