import type { Paragraph, RootContent } from 'mdast';
import { inlineText, tidy } from './inline-text.ts';
import { plainText } from './plain-text.ts';

/** A question that stands in the text of a document, with its answer. */
export interface AskedQuestion {
  readonly question: string;
  /** What of the answer stands in the paragraph of the question. */
  readonly opening: string;
  readonly paragraph: Paragraph;
  /** The blocks up to the next question. */
  readonly blocks: readonly RootContent[];
}

/** Questions in bold or after "Q:" among blocks, and the blocks that stand before the first of them. */
export const askedQuestions = (
  blocks: readonly RootContent[],
): { before: readonly RootContent[]; asked: readonly AskedQuestion[] } => {
  const before: RootContent[] = [];
  const asked: (AskedQuestion & { blocks: RootContent[] })[] = [];
  for (const block of blocks) {
    const found = paragraphsOf(block).flatMap((paragraph) =>
      paragraphQuestions(paragraph).map((question) => ({ ...question, paragraph, blocks: [] })),
    );
    if (found.length > 0) asked.push(...found);
    else (asked.at(-1)?.blocks ?? before).push(block);
  }
  return { before, asked };
};

const paragraphsOf = (block: RootContent): Paragraph[] => {
  if (block.type === 'paragraph') return [block];
  if (block.type !== 'list') return [];
  return block.children.flatMap(({ children: [first, ...others] }) =>
    first?.type === 'paragraph' && others.length === 0 ? [first] : [],
  );
};

const questionLabel = String.raw`\s*(?:q|question)\s*\d*\s*[:.)]\s*`;
const answerLabel = String.raw`\s*(?:a|answer)\s*\d*\s*[:.)]\s*`;
const labelled = new RegExp(
  `(?:^|\\n)${questionLabel}(?<question>[^\\n]+?\\?)\\s*(?:\\n?${answerLabel}(?<answer>[\\s\\S]+?))?(?=\\n${questionLabel}|$)`,
  'gi',
);
const startsWithAnswerLabel = new RegExp(`^${answerLabel}`, 'i');

export const withoutAnswerLabel = (text: string): string => text.replace(startsWithAnswerLabel, '');

/** "Q: … A: …", several of them on lines of their own, or a paragraph that opens with a question in bold. */
const paragraphQuestions = (paragraph: Paragraph): { question: string; opening: string }[] => {
  const found = [...inlineText(paragraph.children).text.matchAll(labelled)];
  if (found.length > 0) {
    return found.map(({ groups }) => ({
      question: tidy(groups?.question ?? ''),
      opening: tidy(groups?.answer ?? ''),
    }));
  }
  const [bold, ...rest] = paragraph.children;
  const question = bold?.type === 'strong' ? plainText(bold) : '';
  return /[?？]$/.test(question) && question.split(' ').length >= 3
    ? [{ question, opening: tidy(inlineText(rest).text).replace(/^[:–—-]\s*/, '') }]
    : [];
};
