import { contentWordsOf } from '#shared/domain/words.ts';
import { languageOf } from '#shared/language/language-of.ts';
import { withoutPlaceholders } from '#shared/policy/placeholders.ts';
import { denies } from '../denial.ts';
import { languageOfPassage } from '../language-of-passage.ts';
import type { CheckedTurn, Gate, Objection, Source } from './gate.ts';

/**
 * The answer to a question that cannot be answered says so and states nothing; the answer to one that takes something wrong
 * for granted corrects it. Figures tell in every language, words of denial in those that are known.
 */
export const refusal: Gate<'refusal'> = {
  name: 'refusal',
  reason: 'not-a-refusal',
  check: (turn, source) => {
    if (turn.questionType === 'unanswerable') return refuses(turn, source);
    return turn.questionType === 'false-premise' && turn.isFollowUp !== true
      ? corrects(turn, source)
      : undefined;
  },
};

const refuses = (turn: CheckedTurn, source: Source): Objection | undefined => {
  const asked = figuresIn([turn.question, ...source.headingPath].join('\n'));
  const stated = [...figuresIn(turn.answer)].find((figure) => !asked.has(figure));
  if (stated !== undefined)
    return {
      problem: 'the question is meant to have no answer, and the answer states a figure',
      quote: stated,
    };
  return deniesOf(turn, source) === false
    ? { problem: 'the question is meant to have no answer, and the answer does not say so' }
    : undefined;
};

const corrects = (turn: CheckedTurn, source: Source): Objection | undefined => {
  const denial = deniesOf(turn, source);
  if (denial === true) return undefined;
  const asked = figuresIn(turn.question);
  const isFigureCorrected = [...figuresIn(turn.answer)].some((figure) => !asked.has(figure));
  const known = figuresIn([...source.headingPath, source.text].join('\n'));
  const isFigureWrong = [...asked].some((figure) => !known.has(figure));
  return isFigureCorrected || (!isFigureWrong && (denial === undefined || bringsWords(turn)))
    ? undefined
    : { problem: 'the question takes something wrong for granted, and the answer does not correct it' };
};

const deniesOf = ({ answer }: CheckedTurn, source: Source): boolean | undefined =>
  denies(answer, languageOf(answer) ?? languageOfPassage(source));

/** Whether the answer says with words of its evidence what the question has not said. */
const bringsWords = ({ question, answer, evidence }: CheckedTurn): boolean => {
  const asked = new Set(contentWordsOf(question));
  const quoted = new Set(contentWordsOf(evidence.join('\n')));
  return contentWordsOf(answer).some((word) => quoted.has(word) && !asked.has(word));
};

const figuresIn = (text: string): Set<string> =>
  new Set(withoutPlaceholders(text).match(/\p{Nd}+(?:[.,]\p{Nd}+)*/gu));
