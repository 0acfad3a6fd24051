import type { RootContent } from 'mdast';
import type { Pair } from '#shared/domain/pair.ts';
import { askedQuestions, withoutAnswerLabel } from '../asked-questions.ts';
import { contentWords, isEnglish, lowerFirst } from '../english.ts';
import { quoteOf, type Section } from '../outline.ts';
import { renderAnswer } from '../plain-text.ts';
import type { Proposal } from '../proposal.ts';
import { speaksAsAuthor } from '../self-contained.ts';
import { clauseStandsAlone, isTopic } from '../stands-alone.ts';

/** Questions that the document itself asks: as headings, in bold, or as "Q:" and "A:". */
export const questions = (section: Section): Proposal[] => {
  const { before, asked } = askedQuestions(section.blocks);
  const heading = section.continues ? undefined : asQuestion(section.headings.at(-1) ?? '');
  return [
    ...(heading === undefined ? [] : toProposal(heading, '', before, before, section)),
    ...asked.flatMap(({ question, opening, paragraph, blocks }) =>
      toProposal(question, opening, blocks, opening === '' ? blocks : [paragraph, ...blocks], section),
    ),
  ];
};

/** Headings come without their number: what has one is a line of a table of contents. */
const sectionNumber = /^\d+(?:\.\d+)+\.? /;

/** A line such as "Important" is the title of a box. */
const label = /^\S+(?: \S+){0,2}(?<![.!?:;)\d])$/;

/** A longer answer is most likely a whole chapter, or its first part. */
const mostWords = 180;
const pointsElsewhere = /\b(?:see|refer to) (?:the )?(?:table|section|list|above|below|here)\b/i;

const toProposal = (
  question: string,
  opening: string,
  blocks: readonly RootContent[],
  sources: readonly RootContent[],
  section: Section,
): Proposal[] => {
  if (
    (isEnglish(section.text) && !asks.test(question)) ||
    [...blocks, ...sources].some(({ type }) => type === 'code')
  )
    return [];
  const rest = blocks.length === 0 ? '' : renderAnswer(blocks);
  const standing = inContext(question, section);
  if (rest === undefined || standing === undefined) return [];
  const answer = withoutAnswerLabel([opening, rest].filter((part) => part !== '').join('\n'));
  const words = answer.split(/\s+/).length;
  if (
    speaksAsAuthor.test(answer) ||
    sectionNumber.test(question) ||
    answer.split('\n').some((line) => label.test(line)) ||
    words < 2 ||
    words > mostWords ||
    !/[.!?。？！:)]/u.test(answer) ||
    pointsElsewhere.test(answer) ||
    /^So\b/.test(answer)
  )
    return [];
  return [
    {
      rule: 'questions',
      question: standing,
      answer,
      evidence: sources.map((block) => quoteOf(block, section)),
      questionType: typeOf(standing),
      confidence: 0.95,
    },
  ];
};

/** In other languages the mark at the end has to do; in English a question opens with a word that asks. */
const asks =
  /^(?:how|what|when|where|why|who|whom|whose|which|can|could|may|might|do|does|did|is|are|was|were|will|would|should|shall|must|has|have|if|in|on|at|for|from|to|under|by)\b/i;

const typeOf = (question: string): Pair['questionType'] => {
  if (/^how (?:do|can|should) (?:i|we|you)\b/i.test(question)) return 'procedural';
  if (/^(?:can|may|do|does|did|is|are|was|were|will|would|should|must|has|have)\b/i.test(question))
    return 'yes-no';
  return /^what (?:is|are) (?:an? )?[\w -]+\?$/i.test(question) ? 'definition' : 'factual';
};

const questionLabel = /^(?:q(?:uestion)?\s*\d*\s*[:.)-]|\d+[.)])\s*/i;
const opensQuestion =
  /^(?:how|what|when|where|why|who|which) (?:do|does|did|is|are|can|should|will|must)\b|^(?:can|do|does|should|may|must) (?:i|we|you)\b/i;

/** A heading that asks, or that announces the answer to a question ("What to do if …", "How refunds work"). */
export const asQuestion = (heading: string): string | undefined => {
  const bare = heading.replace(questionLabel, '').replace(/[:.]$/, '');
  if (/^what about\b/i.test(bare)) return undefined;
  if (/[?？]$/.test(bare)) return bare;
  const { what, adverb, place, things, verb } =
    /^(?:What to (?<what>.+)|(?<adverb>Where|When) to (?<place>.+)|How (?<things>(?:the |our |your |an? )?[\w -]{3,40}?) (?<verb>works?))$/i.exec(
      bare,
    )?.groups ?? {};
  if (what !== undefined) return `What should I ${what}?`;
  if (adverb !== undefined)
    return `${adverb} ${/when/i.test(adverb) ? 'should' : 'can'} I ${lowerFirst(place ?? '', (place ?? '').toLowerCase())}?`;
  if (things !== undefined) return `How ${verb === 'work' ? 'do' : 'does'} ${things} work?`;
  return opensQuestion.test(bare) ? `${bare}?` : undefined;
};

const generic =
  /\bthe (?:fees?|prices?|costs?|limits?|deadlines?|charges?|rules?|requirements?|process|procedure|form|policy|service|product|benefits?|options?|steps?|conditions?|exceptions?)$/i;

/** A question that leaves open what it asks about gets the heading above it as its topic; without one it is dropped. */
const inContext = (question: string, section: Section): string | undefined => {
  const bare = question.replace(/\?$/, '');
  const hasPronoun = !clauseStandsAlone(bare) && !/\bit (?:take|rain|matter)/i.test(bare);
  if (/^(?:did|have|had|were) you\b/i.test(bare) || (hasPronoun && contentWords(bare).length === 0))
    return undefined;
  if (!hasPronoun && !generic.test(bare)) return question;
  const topic = section.headings.slice(0, -1).findLast(isTopic);
  if (topic === undefined) return undefined;
  const about = lowerFirst(topic, section.text);
  if (/\b(?:use|need|choose|run|install|do|get) this$/i.test(bare))
    return `${bare.replace(/this$/i, about)}?`;
  if (/\b(?:this|that|these|those)\b/i.test(bare)) return undefined;
  return hasPronoun
    ? `Regarding ${about}, ${lowerFirst(question, question.toLowerCase())}`
    : `${bare} for ${about}?`;
};
