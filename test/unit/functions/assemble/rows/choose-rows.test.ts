import { describe, expect, test } from 'vitest';
import type { Passage } from '#shared/domain/passage.ts';
import type { Row } from '#shared/domain/row.ts';
import { createRowChooser, decideRow } from '../../../../../functions/assemble/rows/choose-rows.ts';
import { aPassage } from '../../../../support/a-passage.ts';
import { aRow } from '../../../../support/a-row.ts';

const noPair = {
  pair: null,
  isRedacted: false,
  findings: [],
  rejections: [],
  isCorrection: false,
  failedResponse: null,
  isFailedWithheld: false,
  replaces: null,
  withdraws: null,
  asks: null,
};

let count = 0;
const rowOf = (question: string, answer: string, given: Partial<Row> = {}): Row => {
  count += 1;
  return aRow({
    finetuning_data_element_id: `qa_${count}`,
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
    ...given,
  });
};
const chooseAll = (
  documents: readonly { readonly rows: readonly Row[]; readonly passages?: readonly Passage[] }[],
  { total }: { readonly total?: number } = {},
) => {
  const named = documents.map((document, index) => ({
    ...document,
    document: { documentId: `document-${index}` },
  }));
  const chooser = createRowChooser(named, total);
  for (const { document, passages = [] } of named) chooser.add(document, passages);
  return chooser.choice();
};
const choose = (...given: Parameters<typeof chooseAll>) => chooseAll(...given).exclusions;
const reasonsOf = (documents: readonly (readonly Row[])[], total?: number) =>
  choose(
    documents.map((rows) => ({ rows })),
    total === undefined ? {} : { total },
  );

describe('what two documents answer', () => {
  const first = rowOf('How much is a second bag?', 'A second bag costs £40.');

  test('alike is a duplicate that names the row that stays', () => {
    const again = rowOf('How much is a second bag?', 'The fee for a second bag is £40.');
    const rejection = reasonsOf([[first], [again]]).get(again.finetuning_data_element_id);
    expect(rejection).toMatchObject({ reason: 'duplicate' });
    expect(rejection?.detail).toContain(`${first.finetuning_data_element_id}, of ${first.source_uri}`);
  });

  test('otherwise is a conflict that names the row that stays', () => {
    const other = rowOf('How much is a second bag?', 'A second bag costs £55.');
    const rejection = reasonsOf([[first], [other]]).get(other.finetuning_data_element_id);
    expect(rejection).toMatchObject({ reason: 'conflict' });
    expect(rejection?.detail).toContain(first.finetuning_data_element_id);
  });
});

describe('a question that is meant to have no answer', () => {
  const open = (question: string) =>
    rowOf(question, 'The documents do not say.', { question_type: 'unanswerable', evidence: [] });

  test('gives way to a row that answers it, also to one of a later document', () => {
    const unanswered = open('How much is a second bag?');
    const answered = rowOf('How much is a second bag?', 'A second bag costs £40.');
    const exclusions = reasonsOf([[unanswered], [answered]]);
    expect(exclusions.get(unanswered.finetuning_data_element_id)).toMatchObject({
      reason: 'maybe-answerable',
    });
    expect(exclusions.has(answered.finetuning_data_element_id)).toBe(false);
  });

  test('is kept out when a passage of another document speaks of it, and kept when none does', () => {
    const [skis, parrot] = [open('What is the fee for skis?'), open('May a parrot travel in the cabin?')];
    const exclusions = choose([
      {
        rows: [skis, parrot],
        passages: [aPassage({ id: 'own', text: 'Bags of 23 kg are free of charge.' })],
      },
      { rows: [], passages: [aPassage({ id: 'other', text: 'The fee for skis is £45 each way.' })] },
    ]);
    expect(exclusions.get(skis.finetuning_data_element_id)).toMatchObject({
      reason: 'maybe-answerable',
      detail: expect.stringContaining('other'),
    });
    expect(exclusions.has(parrot.finetuning_data_element_id)).toBe(false);
  });

  test('has the passages of its own document left out', () => {
    const skis = open('What is the fee for skis?');
    const passages = [aPassage({ id: 'own', text: 'The fee for skis is £45 each way.' })];
    expect(choose([{ rows: [skis], passages }]).size).toBe(0);
  });

  test('is not answered by a saved prompt that is in no version', () => {
    const skis = open('What is the fee for skis?');
    const answer = rowOf('What do skis cost?', 'The fee for skis is £45 each way.', {
      question_type: 'saved',
      passage_id: 'saved',
    });
    const saved = { ...noPair, line: 1 };
    const passages = [
      aPassage({ id: 'saved', text: 'What do skis cost?\n\nThe fee for skis is £45 each way.', saved }),
    ];
    const own = { rows: [skis], passages: [aPassage({ id: 'own', text: 'Bags of 23 kg are free.' })] };
    expect(choose([own, { rows: [answer], passages }]).size).toBe(1);
    expect(choose([own, { rows: [], passages }]).size).toBe(0);
  });

  test('has passages read, which nothing else has', () => {
    const needsPassages = (...rows: Row[]) =>
      createRowChooser([{ document: { documentId: 'fees' }, rows }], undefined).needsPassages;
    expect(needsPassages(rowOf('How much is a second bag?', 'It costs £40.'))).toBe(false);
    expect(needsPassages(open('What is the fee for skis?'))).toBe(true);
  });
});

describe('a total', () => {
  const rows = ['a', 'b', 'c', 'd'].flatMap((passage) =>
    ['first', 'second', 'third'].map((turn) =>
      rowOf(`Which ${turn} thing holds for ${passage}?`, `The ${turn} of ${passage}.`, {
        passage_id: passage,
      }),
    ),
  );
  const keptOf = (total: number) => {
    const exclusions = reasonsOf([rows], total);
    return rows.filter((row) => !exclusions.has(row.finetuning_data_element_id));
  };

  test.each([0, 1, 5, 12])('of %i keeps exactly so many', (total) => {
    expect(keptOf(total)).toHaveLength(total);
  });

  test('that there are not enough pairs for keeps all', () => {
    expect(keptOf(99)).toHaveLength(rows.length);
  });

  test('lets every passage speak before any speaks twice', () => {
    expect(new Set(keptOf(4).map(({ passage_id }) => passage_id)).size).toBe(4);
    const eight = keptOf(8);
    for (const passage of ['a', 'b', 'c', 'd'])
      expect(eight.filter(({ passage_id }) => passage_id === passage)).toHaveLength(2);
  });

  test('keeps what a smaller one kept', () => {
    const [few, more] = [keptOf(5), keptOf(6)];
    expect(few.every((row) => more.includes(row))).toBe(true);
  });

  test('leaves the rest as rejected rows with a reason of their own', () => {
    const choice = chooseAll([{ rows }], { total: 5 });
    const rejected = rows.map((row) => decideRow(row, choice)).filter(({ split }) => split === 'rejected');
    expect(rejected).toHaveLength(7);
    expect(rejected[0]).toMatchObject({ rejection_reasons: [{ reason: 'over-total' }] });
  });
});
