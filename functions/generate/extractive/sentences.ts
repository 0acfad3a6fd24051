import type { ListItem, RootContent } from 'mdast';
import { inlineText, tidy } from './inline-text.ts';
import type { Section } from './outline.ts';

export interface Sentence {
  /** Without Markdown, on one line. */
  readonly text: string;
  /** The same sentence as it stands in the passage. */
  readonly quote: string;
}

/** The sentences of a section's paragraphs and list items, in order. Lines that are no sentence are left out. */
export const sentencesOf = (section: Section): Sentence[] =>
  section.blocks.flatMap((block) => blockSentences(block, section.text));

const blockSentences = (block: RootContent | ListItem, text: string): Sentence[] => {
  if (block.type === 'paragraph') return paragraphSentences(block.children, text);
  if (block.type === 'list')
    return block.children.flatMap((item) => item.children.flatMap((child) => blockSentences(child, text)));
  if (block.type === 'footnoteDefinition')
    return block.children.flatMap((child) => blockSentences(child, text));
  return [];
};

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** What is longer is no sentence that makes one pair, and would cost the rules time. */
const mostCharacters = 600;

const paragraphSentences = (children: Parameters<typeof inlineText>[0], text: string): Sentence[] => {
  const inline = inlineText(children);
  return sentenceSpans(inline.text).flatMap(({ start, end }) => {
    if (end - start > mostCharacters) return [];
    const sentence = tidy(inline.text.slice(start, end));
    if (!/^["“'(]?[\p{Lu}\p{N}].*[.!?]["”')]?$/u.test(sentence)) return [];
    return [{ text: sentence, quote: text.slice(inline.starts[start], inline.ends[end - 1]) }];
  });
};

const abbreviation =
  /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|no|nos|fig|sec|art|dr|mr|mrs|ms|prof|inc|ltd|co|corp|st|jr|sr|dept|est|al)|\b\p{Lu})\.\s*$/iu;

/** `Intl.Segmenter` also cuts after abbreviations and initials; those cuts are taken back. */
const sentenceSpans = (text: string): { start: number; end: number }[] => {
  const spans: { start: number; end: number }[] = [];
  for (const { index, segment } of segmenter.segment(text)) {
    const open = spans.at(-1);
    const end = index + segment.trimEnd().length;
    if (open !== undefined && abbreviation.test(text.slice(open.start, open.end))) open.end = end;
    else spans.push({ start: index, end });
  }
  return spans.filter(({ start, end }) => end > start);
};
