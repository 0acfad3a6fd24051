import type { ListItem, Paragraph } from 'mdast';
import { lowerFirst, lowerHeading } from '../english.ts';
import { inlineText, tidy } from '../inline-text.ts';
import { isNounPhrase, namesKind } from '../noun-phrase.ts';
import type { Section } from '../outline.ts';
import { quoteOf } from '../outline.ts';
import { plainText } from '../plain-text.ts';
import type { Proposal } from '../proposal.ts';
import { isTopic } from '../stands-alone.ts';

/** Entries "**Term**: what it means" of a list, or of paragraphs under one another: what is it? */
export const glossaries = (section: Section): Proposal[] => {
  const entries = section.blocks.flatMap((block): Entry[] => {
    if (block.type === 'paragraph') return entryOf(block, quoteOf(block, section));
    if (block.type !== 'list' || block.ordered === true) return [];
    return block.children.flatMap((item) => itemEntry(item, section));
  });
  return entries.length < 2 ? [] : entries.flatMap((entry) => toProposal(entry, section));
};

interface Entry {
  readonly term: string;
  readonly meaning: string;
  readonly quote: string;
}

const itemEntry = (item: ListItem, section: Section): Entry[] => {
  const [first, ...others] = item.children;
  return first?.type === 'paragraph' && others.length === 0 ? entryOf(first, quoteOf(first, section)) : [];
};

const entryOf = (paragraph: Paragraph, quote: string): Entry[] => {
  const [head, ...rest] = paragraph.children;
  const isMarked = head?.type === 'strong' || head?.type === 'emphasis';
  const text = isMarked ? plainOf(head) : plainText(paragraph);
  if (isMarked) {
    const meaning = tidy(inlineText(rest).text);
    const [, bare] = /^\s*(?:[:–—-]|is\b|means\b)?\s*(.+)$/s.exec(meaning) ?? [];
    const isEntry = /[:.]$/.test(text) || /^\s*[:–—-]/.test(meaning) || rest[0]?.type === 'break';
    return bare === undefined || !isEntry ? [] : [{ term: text.replace(/[:.]$/, ''), meaning: bare, quote }];
  }
  const [, term, meaning] = /^([^:.]{2,50}): (.+)$/s.exec(text) ?? [];
  return term === undefined || meaning === undefined ? [] : [{ term, meaning, quote }];
};

const plainOf = (node: Paragraph['children'][number]): string => tidy(inlineText([node]).text);

const noTerm =
  /^(?:to|note|notes|tip|warning|important|example|examples|more|see|deprecated|caution|hint|source|figure|table|update|step|todo|author|date|version|returns?|arguments?|throws)\b|\bexamples?\b/i;

const toProposal = ({ term, meaning, quote }: Entry, section: Section): Proposal[] => {
  const heading = section.headings.at(-1) ?? '';
  const words = term.split(' ').length;
  if (words > 6 || !/\p{L}{2}/u.test(term) || /[?!]/.test(term) || noTerm.test(term)) return [];
  if (meaning.split(' ').length < 3 || /:$|\[[A-Z]+(?:_\w+)*\]|https?:/.test(meaning)) return [];
  const sentence = meaning.replace(/[;,]$/, '').replace(/\.?$/, '.');
  const name = lowerFirst(term, section.text.replace(quote, ''));
  const where = isTopic(heading) ? lowerHeading(heading, section.text) : undefined;
  // A field such as `type` or `title` is one of many of its name: one heading does not say which.
  const isFieldName = words === 1 && /^\p{Ll}/u.test(term);
  if (!isMeaning(meaning) || isFieldName || !isPlainTerm(term) || !isNounPhrase(term)) return [];
  return [
    {
      rule: 'glossaries',
      question: `What does “${name}” mean${where !== undefined && words === 1 ? ` in the context of ${where}` : ''}?`,
      answer: `“${term}” means ${lowerFirst(sentence, section.text)}`,
      evidence: [quote],
      questionType: 'definition',
      confidence: 0.85,
    },
  ];
};

const isCodeName = (term: string): boolean => /\p{Ll}\p{Lu}|_|[()<>{}=]/u.test(term);

/** Ordinary words; an option, a call or a label of a form such as "Type" is one of many of its name. */
const isPlainTerm = (term: string): boolean =>
  /^\p{L}[\p{L}\p{N} ’'&/-]*$/u.test(term) &&
  !isCodeName(term) &&
  !/^(?:types?|defaults?|values?|breaking|since|added|changed|fixed|removed|this|the|when|if|deployment \d+|phase \d+)\b/i.test(
    term,
  );

/** One clause that names what kind of thing the term is: "a bag that …", "the sale of …", not "the battery stays …". */
const isMeaning = (meaning: string): boolean =>
  /^(?:(?:an?|any) |the (?:[\p{L}’'-]+ ){1,3}(?:that|which|who|whose|of|for)\b)/iu.test(meaning) &&
  !/[.!] \p{Lu}/u.test(meaning) &&
  !(/^the /i.test(meaning) && isClause(meaning)) &&
  namesKind(meaning);

/** True when the first clause says something about its subject instead of naming what the term is. */
const isClause = (meaning: string): boolean =>
  /^(?!.*\b(?:that|which|who)\b)[^.;]*?\b(?:is|are|was|were|has|have|can|may|must|should|will|needs?|stays?|travels?)\b/.test(
    meaning.split(/[.;]/, 1)[0] ?? '',
  );
