import type { Paragraph, RootContent } from 'mdast';
import { lowerFirst } from '../english.ts';
import { inlineText, tidy } from '../inline-text.ts';
import type { Section } from '../outline.ts';
import { quoteOf } from '../outline.ts';
import { plainText, renderAnswer } from '../plain-text.ts';
import type { Proposal } from '../proposal.ts';
import { clauseStandsAlone, isTopic } from '../stands-alone.ts';

/** Questions that the document itself asks: as headings, in bold, or as "Q:" and "A:". */
export const questions = (section: Section): Proposal[] => {
  const heading = asQuestion(section.headings.at(-1) ?? '');
  const inside = insideQuestions(section);
  const asked =
    heading === undefined ? [] : [{ question: heading, blocks: beforeQuestions(section, inside), first: '' }];
  return [...asked, ...inside].flatMap((entry) => toProposal(entry, section));
};

interface Asked {
  readonly question: string;
  /** What of the answer stands in the same paragraph as the question. */
  readonly first: string;
  readonly blocks: readonly RootContent[];
}

const mostWords = 220;

const toProposal = ({ question, first, blocks }: Asked, section: Section): Proposal[] => {
  const rest = blocks.length === 0 ? '' : renderAnswer(blocks);
  if (rest === undefined) return [];
  const answer = [first, rest].filter((part) => part !== '').join('\n');
  const words = answer.split(/\s+/).length;
  if (
    words < 2 ||
    words > mostWords ||
    /:$/.test(answer) ||
    /\b(?:see|refer to) (?:the )?(?:table|section|list|above|below|here)\b/i.test(answer)
  )
    return [];
  const standing = inContext(question, section);
  if (standing === undefined) return [];
  const evidence = [...(first === '' ? [] : [first]), ...blocks.map((block) => quoteOf(block, section))];
  return [
    {
      rule: 'questions',
      question: standing,
      answer,
      evidence: evidence.filter((quote) => section.text.includes(quote) && quote.trim() !== ''),
      questionType: /^(?:how (?:do|can|should) (?:i|we|you)|how to)\b/i.test(standing)
        ? 'procedural'
        : isYesNo(standing)
          ? 'yes-no'
          : /^what (?:is|are) (?:an? )?[\w -]+\?$/i.test(standing)
            ? 'definition'
            : 'factual',
      confidence: 0.95,
    },
  ];
};

const isYesNo = (question: string): boolean =>
  /^(?:can|may|do|does|did|is|are|was|were|will|would|should|must|has|have)\b/i.test(question);

/** A heading that asks, or that announces the answer to a question ("What to do if …", "How refunds work"). */
export const asQuestion = (heading: string): string | undefined => {
  const bare = heading.replace(/^(?:q(?:uestion)?\s*\d*\s*[:.)-]|\d+[.)])\s*/i, '').replace(/[:.]$/, '');
  if (/[?？]$/.test(bare)) return bare;
  const [, what] = /^What to (.+)$/i.exec(bare) ?? [];
  if (what !== undefined) return `What should I ${what}?`;
  const [, where, place] = /^(Where|When) to (.+)$/i.exec(bare) ?? [];
  if (where !== undefined) return `${where} ${/when/i.test(where) ? 'should' : 'can'} I ${place}?`;
  const [, things, verb] = /^How ((?:the |our |your |an? )?[\w -]{3,40}?) (works?)$/i.exec(bare) ?? [];
  if (things !== undefined) return `How ${verb === 'work' ? 'do' : 'does'} ${things} work?`;
  return /^(?:how|what|when|where|why|who|which) (?:do|does|did|is|are|can|should|will|must)\b/i.test(bare) ||
    /^(?:can|do|does|should|may|must) (?:i|we|you)\b/i.test(bare)
    ? `${bare}?`
    : undefined;
};

/** A question that leaves open what it asks about gets the heading above it as its topic; without one it is dropped. */
const inContext = (question: string, section: Section): string | undefined => {
  const bare = question.replace(/\?$/, '');
  const isOpen =
    !clauseStandsAlone(bare) ||
    bare.split(' ').length < 3 ||
    /\bthe (?:fees?|prices?|costs?|limits?|deadlines?|charges?|rules?|requirements?|process|procedure|form|policy|service|product|benefits?|options?|steps?|conditions?|exceptions?)$/i.test(
      bare,
    );
  if (!isOpen || !/^[\p{ASCII}\p{P}]+$/u.test(bare)) return question;
  const topic = section.headings.slice(0, -1).findLast(isTopic);
  if (topic === undefined) return undefined;
  const about = lowerFirst(topic, section.text);
  const open = /\b(?:it|they|them)\b/i.exec(bare);
  if (open !== null && !/\bit (?:take|rain|matter)/i.test(bare))
    return `Regarding ${about}, ${lowerFirst(question, question.toLowerCase())}`;
  return `${bare} for ${about}?`;
};

/** Questions inside a section, each with the blocks up to the next one. */
const insideQuestions = (section: Section): Asked[] => {
  const found: { question: string; first: string; blocks: RootContent[] }[] = [];
  for (const block of section.blocks) {
    const asked =
      block.type === 'paragraph'
        ? paragraphQuestions(block)
        : block.type === 'list'
          ? block.children.flatMap((item) =>
              item.children.length === 1 && item.children[0]?.type === 'paragraph'
                ? paragraphQuestions(item.children[0])
                : [],
            )
          : [];
    if (asked.length > 0) found.push(...asked.map((entry) => ({ ...entry, blocks: [] })));
    else found.at(-1)?.blocks.push(block);
  }
  return found.map(({ question, first, blocks }) => ({
    question,
    first: answerLabel(first),
    blocks: first === '' ? unlabelled(blocks) : blocks,
  }));
};

const beforeQuestions = (section: Section, inside: readonly Asked[]): readonly RootContent[] => {
  if (inside.length === 0) return section.blocks;
  const at = section.blocks.findIndex((block) =>
    block.type === 'paragraph' ? paragraphQuestions(block).length > 0 : false,
  );
  return at === -1 ? section.blocks : section.blocks.slice(0, at);
};

const answerLabel = (text: string): string => text.replace(/^(?:a|answer)\s*\d*\s*[:.)]\s*/i, '');
const unlabelled = (blocks: RootContent[]): RootContent[] => blocks;

/** "Q: … A: …" in one paragraph, or a paragraph that opens with a question in bold. */
const paragraphQuestions = (paragraph: Paragraph): { question: string; first: string }[] => {
  const { text } = inlineText(paragraph.children);
  const labelled = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:q|question)\s*\d*\s*[:.)]\s*(?<question>[^\n]+?\?)\s*(?:\n?\s*(?:a|answer)\s*\d*\s*[:.)]\s*(?<answer>[\s\S]+?))?(?=\n\s*(?:q|question)\s*\d*\s*[:.)]|$)/gi,
    ),
  ];
  if (labelled.length > 0) {
    return labelled.map(({ groups }) => ({
      question: tidy(groups?.question ?? ''),
      first: tidy(groups?.answer ?? ''),
    }));
  }
  const [bold, ...rest] = paragraph.children;
  if (bold?.type !== 'strong') return [];
  const question = plainText(bold);
  const first = tidy(inlineText(rest).text);
  return /\?$/.test(question) && question.split(' ').length >= 3 ? [{ question, first }] : [];
};
