import { holdsCode } from './code-text.ts';
import { openDefinites } from './definites.ts';
import { tagsOf } from './english.ts';
import type { Proposal } from './proposal.ts';
import { refersBack } from './references.ts';

/** Things that every program and every form has: a question about one of them and nothing else is about none in particular. */
const vague =
  /^(?:arguments?|options?|parameters?|values?|variables?|defaults?|failures?|errors?|warnings?|symbols?|messages?|strings?|numbers?|names?|files?|types?|functions?|methods?|objects?|lines?|lists?|results?|outputs?|inputs?|users?|applications?|programs?|systems?|characters?|flags?|keys?|items?|entr(?:y|ies)|elements?|data|information|versions?|modes?|settings?|setups?|process(?:es)?|fields?|parts?|things?|times?|cases?|ways?|sources?|access|people|person|kinds?|sorts?|bits?|bytes?|code|content|contents|text|tables?|columns?|rows?|sections?|pages?|documents?|documentation|examples?|terms?|words?|expressions?|statements?|commands?|descriptions?)$/i;

/**
 * True for a pair of sentences that a person who has not seen the document understands: nothing in it points at what was said
 * elsewhere, every "the …" is told which, and the question names something in particular.
 */
export const isSelfContained = (proposal: Proposal): boolean =>
  isUnderstood(proposal) && asksClearly(proposal.question);

/** What a term is, is asked with the term alone; only the answer has to stand. */
export const isDefinedInItself = (proposal: Proposal): boolean =>
  isUnderstood(proposal) &&
  !vague.test(
    /(?:is|are|was|were|does) (?:an? )?(.+?)(?: mean| stand for)?\?$/.exec(proposal.question)?.[1] ?? '',
  );

const isUnderstood = ({ question, answer, evidence }: Proposal): boolean =>
  !holdsCode(question) &&
  !holdsCode(answer) &&
  !evidence.some((quote) => quote.includes('`')) &&
  !refersBack(answer, question) &&
  !speaksAsAuthor.test(answer) &&
  !opensWithOpenDefinite(answer, question);

const asksClearly = (question: string): boolean =>
  openDefinites(question).length === 0 &&
  !refersBack(question) &&
  !comparesWithNothing(question) &&
  namesSomething(question);

/** "A longer description": longer than which? */
const comparesWithNothing = (question: string): boolean =>
  !/\bthan\b/i.test(question) &&
  tagsOf(question).some(({ word, tags }, index, terms) => {
    const next = terms[index + 1];
    return (
      !/^(?:more|less)$/i.test(word) &&
      (tags.has('Comparative') || /^(?:further|extra|additional)$/i.test(word)) &&
      next?.tags.has('Noun') === true &&
      !next.tags.has('Pronoun')
    );
  });

/** "…, the limit applies to each": of an answer, what it speaks about must be clear; what else it mentions may be inferred. */
const opensWithOpenDefinite = (answer: string, question: string): boolean =>
  answer
    .split(/(?<=[.!?]) (?=\p{Lu})/u)
    .some((sentence) =>
      [sentence, sentence.split(/, /).slice(1).join(', ')]
        .filter((clause) => /^(?:then )?the /i.test(clause))
        .some(
          (clause) =>
            openDefinites(subjectOf(clause), `${question} ${answer.slice(0, answer.indexOf(clause))}`)
              .length > 0,
        ),
    );

/** The words before the verb. */
const subjectOf = (clause: string): string => {
  const terms = tagsOf(clause.split(',', 1)[0] ?? '');
  const verb = terms.findIndex(
    ({ tags }, index) =>
      index > 1 &&
      (tags.has('Copula') || tags.has('Modal') || tags.has('Auxiliary') || tags.has('PresentTense')),
  );
  return terms
    .slice(0, verb === -1 ? terms.length : verb + 1)
    .map(({ word }) => word)
    .join(' ');
};

/** What the author says of himself is not for others to answer with. */
export const speaksAsAuthor = /\b(?:I|me|my|mine|myself)\b/;

const namesSomething = (question: string): boolean =>
  tagsOf(question).some(
    ({ word, tags }, index) =>
      !tags.has('Pronoun') &&
      ((tags.has('Noun') && !vague.test(word)) || (index > 0 && /^\p{Lu}/u.test(word) && word !== 'I')),
  );
