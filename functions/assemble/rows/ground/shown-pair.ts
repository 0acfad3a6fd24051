import { comparable } from '#shared/domain/comparable-text.ts';
import type { Row } from '#shared/domain/row.ts';
import { stemsOf } from '#shared/domain/words.ts';
import { placeholdersIn } from '#shared/policy/placeholders.ts';

/** What has to be known of a pair to tell which passages answer it. */
export interface ShownPair {
  readonly id: string;
  /** All questions of a conversation. */
  readonly question: string;
  /** The headings over the passage. */
  readonly subject: string;
  /** The passages that bear the answer; none for a question that has no answer. */
  readonly oracles: readonly string[];
  /** The words that an answer adds to its question: who has them may answer it too. */
  readonly answerWords: ReadonlySet<string>;
  /** Quotes that bear the answer, and their sentences, as `comparable` folds them. */
  readonly quotes: readonly string[];
  /** What stands for hidden values in it. The same sign in another passage stands for another value. */
  readonly placeholders: ReadonlySet<string>;
}

export const shownPair = (row: Row): ShownPair => {
  const question = textOf(row, 'user');
  const answer = textOf(row, 'assistant');
  const asked = new Set(stemsOf(question));
  const hasAnswer = row.question_type !== 'unanswerable';
  return {
    id: row.finetuning_data_element_id,
    question,
    subject: row.heading_path.join('\n'),
    oracles: hasAnswer
      ? [...new Set([row.passage_id, ...row.evidence_spans.map(({ passage_id }) => passage_id)])]
      : [],
    answerWords: new Set(hasAnswer ? stemsOf(answer).filter((word) => !asked.has(word)) : []),
    quotes: row.evidence
      .flatMap((quote) => [quote, ...tellingSentences(quote)])
      .map(comparable)
      .filter((quote) => quote !== ''),
    placeholders: new Set(placeholdersIn([question, answer, ...row.evidence].join('\n'))),
  };
};

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
/** A sentence with fewer words that mean something may stand anywhere. */
const leastWords = 4;

const tellingSentences = (quote: string): string[] =>
  [...sentences.segment(quote)]
    .map(({ segment }) => segment)
    .filter((sentence) => stemsOf(sentence).length >= leastWords);

const textOf = ({ messages }: Row, speaker: 'user' | 'assistant'): string =>
  messages
    .filter(({ role }) => role === speaker)
    .map(({ content }) => content)
    .join('\n');
