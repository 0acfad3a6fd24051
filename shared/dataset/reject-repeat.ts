import { contradict } from '../domain/contradiction.ts';
import type { PairRejection } from '../domain/rejection.ts';
import { questionOf, type Row } from '../domain/row.ts';

/** What of a row tells whether it repeats another. */
export type AskedRow = Pick<Row, 'finetuning_data_element_id' | 'messages' | 'question_type'>;

/** Why a row is kept out that asks what an earlier one asks already. */
export const rejectRepeat = (row: AskedRow, first: AskedRow, where: string): PairRejection => {
  const other = `${first.finetuning_data_element_id}, ${where}: ${questionOf(first)}`;
  if (row.question_type === 'unanswerable' && first.question_type !== 'unanswerable')
    return { reason: 'maybe-answerable', detail: `It is answered by ${other}` };
  return contradict(answersOf(row), answersOf(first))
    ? { reason: 'conflict', detail: `It answers otherwise what is asked by ${other}` }
    : { reason: 'duplicate', detail: `It asks the same as ${other}` };
};

/** Questions with an answer come first, so that one which is meant to have none never takes the place of one that has. */
export const answeredFirst = <Item extends { readonly row: AskedRow }>(items: readonly Item[]): Item[] => [
  ...items.filter(({ row }) => row.question_type !== 'unanswerable'),
  ...items.filter(({ row }) => row.question_type === 'unanswerable'),
];

const answersOf = ({ messages }: AskedRow): string =>
  messages
    .filter(({ role }) => role === 'assistant')
    .map(({ content }) => content)
    .join('\n');
