import { proposalsFor } from '../../functions/generate/extractive/extractive-generator.ts';
import { outlineOf } from '../../functions/generate/extractive/outline.ts';
import type { Proposal } from '../../functions/generate/extractive/proposal.ts';
import { isContinued, splitMarkdown } from '../../functions/split/split-markdown.ts';

/** Every proposal of the extractive generator for a document, passage by passage, without a limit per passage. */
export const extractPairs = (markdown: string): { passages: Proposal[][] } => {
  const body = markdown.replace(/^---\n[\s\S]*?\n---\n/, '');
  const pieces = splitMarkdown(body, { maxTokens: 400 });
  const passages = pieces.map(({ headingPath, charStart, charEnd, lead }, index) =>
    proposalsFor(
      outlineOf({
        headingPath,
        text: lead + body.slice(charStart, charEnd),
        continues: isContinued(pieces, index),
      }),
    ),
  );
  return { passages };
};
