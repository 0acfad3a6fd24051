import { contradict } from '../domain/contradiction.ts';
import type { PairRejection } from '../domain/rejection.ts';
import { isSaved, questionOf, type Row } from '../domain/row.ts';

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

/**
 * The order in which rows that ask the same may stay. What a person has saved comes first, the last line of it before the
 * others, as such a file is written on at its end; then questions with an answer, so that one which is meant to have none
 * never takes the place of one that has.
 */
export const byPrecedence = <Item extends { readonly row: AskedRow & Pick<Row, 'char_start'> }>(
  items: readonly Item[],
): Item[] => {
  const generated = items.filter(({ row }) => !isSaved(row));
  return [
    ...items.filter(({ row }) => isSaved(row)).sort((a, b) => b.row.char_start - a.row.char_start),
    ...generated.filter(({ row }) => row.question_type !== 'unanswerable'),
    ...generated.filter(({ row }) => row.question_type === 'unanswerable'),
  ];
};

const answersOf = ({ messages }: AskedRow): string =>
  messages
    .filter(({ role }) => role === 'assistant')
    .map(({ content }) => content)
    .join('\n');
