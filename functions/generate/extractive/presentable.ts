import type { Proposal } from './proposal.ts';

const residue = /\?[.:;]|\*\*|__|(?<!\w)`|\]\(|\]\[|<\/?\w+>|!\[|\|\s|^#{1,6} |\[\^|\\[[\]*_]|\{#/m;
const placeholder = /\[[A-Z]+(?:_[A-Z]+)*(?:_\d+)?\]|<[A-Z]+(?:_[A-Z]+)*>/;

/** A cell or a line whose rest went elsewhere. */
const cutShort = /\b(?:via|the|an?|of|with|from|and|or|by|is|are|per|than)[.!?]?$/i;

/** The last look at a proposal: whole, of a sensible length, without Markdown, with evidence that stands in the passage. */
export const isPresentable = ({ question, answer, evidence }: Proposal, text: string): boolean => {
  const asked = question.split(/\s+/).length;
  const answered = answer.split(/\s+/).length;
  return (
    asked >= 3 &&
    asked <= 40 &&
    answered >= 2 &&
    answered <= 250 &&
    /[?？]$/.test(question) &&
    !/:$/.test(answer) &&
    !cutShort.test(answer) &&
    !residue.test(question) &&
    !/\p{Extended_Pictographic}/u.test(question) &&
    !residue.test(answer) &&
    !placeholder.test(question) &&
    isBalanced(question) &&
    isBalanced(answer) &&
    evidence.length > 0 &&
    evidence.every((quote) => quote.trim() !== '' && text.includes(quote))
  );
};

const isBalanced = (text: string): boolean => {
  const count = (character: string) => text.split(character).length;
  return count('(') === count(')') && count('“') === count('”') && count('"') % 2 === 1;
};
