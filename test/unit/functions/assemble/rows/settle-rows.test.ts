import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Row } from '#shared/domain/row.ts';
import type { Claim } from '../../../../../functions/assemble/rows/claims.ts';
import { settleRows } from '../../../../../functions/assemble/rows/settle-rows.ts';
import { aRow } from '../../../../support/a-row.ts';

/** A row of its own name, that asks `question`. */
const rowOf = (id: string, question: string, given: Partial<Row> = {}): Row =>
  aRow({
    finetuning_data_element_id: id,
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: `The answer of ${id}.` },
    ],
    ...given,
  });
let at = 0;
const savedOf = (id: string, question: string, given: Partial<Row> = {}): Row => {
  at += 1;
  return rowOf(id, question, { question_type: 'saved', char_start: at, ...given });
};
const replaces = (line: number, rowId: string, correctionId: string): Claim => ({
  line,
  rowId,
  correctionId,
  asks: null,
});
const withdraws = (line: number, rowId: string): Claim => ({
  line,
  rowId,
  correctionId: null,
  asks: null,
});

const bag = 'How heavy may a checked bag be?';
const harp = 'May I bring a harp on board?';
const validation = { split: 'validation' } as const;

const settle = (rows: readonly Row[], claims: readonly Claim[] = []) => {
  const { exclusions, splits } = settleRows(rows, claims);
  return {
    kept: rows.map((row) => row.finetuning_data_element_id).filter((id) => !exclusions.has(id)),
    reasons: Object.fromEntries([...exclusions].map(([id, { reason }]) => [id, reason])),
    details: Object.fromEntries([...exclusions].map(([id, { detail }]) => [id, detail])),
    splits: Object.fromEntries(splits),
  };
};

describe('with a contested row', () => {
  const rows = [
    rowOf('qa_earlier', bag),
    rowOf('qa_named', bag),
    rowOf('qa_later', bag),
    rowOf('qa_other', harp),
  ];

  test('go all generated ones that ask the same, also those that came before it', () => {
    const { kept, reasons } = settle(rows, [withdraws(1, 'qa_named')]);
    expect(kept).toEqual(['qa_other']);
    expect(reasons).toMatchObject({ qa_earlier: 'duplicate', qa_named: 'withdrawn', qa_later: 'duplicate' });
  });

  test('they go as well where a correction in other words comes in its place', () => {
    const correction = savedOf('qa_saved', 'What is the limit for hold luggage?');
    expect(settle([...rows, correction], [replaces(1, 'qa_named', 'qa_saved')]).kept).toEqual([
      'qa_other',
      'qa_saved',
    ]);
  });

  test('a saved one that asks the same stays', () => {
    expect(settle([...rows, savedOf('qa_saved', bag)], [withdraws(1, 'qa_named')]).kept).toEqual([
      'qa_other',
      'qa_saved',
    ]);
  });

  test('an earlier saved one comes back when the last is withdrawn, and no generated one does', () => {
    const saved = [savedOf('qa_first', bag), savedOf('qa_last', bag)];
    expect(settle([...rows, ...saved]).kept).toEqual(['qa_other', 'qa_last']);
    expect(settle([...rows, ...saved], [withdraws(3, 'qa_last')]).kept).toEqual(['qa_other', 'qa_first']);
  });
});

describe('a withdrawal that says what its row asks', () => {
  const withdrawal = { ...withdraws(4, 'qa_before'), asks: 'How heavy may checked bags be?' };

  test('takes it out under another id as well, and leaves what a person saved', () => {
    const rows = [rowOf('qa_now', bag), rowOf('qa_copy', bag), rowOf('qa_other', harp)];
    const { kept, reasons, details } = settle(rows, [withdrawal]);
    expect(kept).toEqual(['qa_other']);
    expect(reasons).toEqual({ qa_now: 'withdrawn', qa_copy: 'withdrawn' });
    expect(details.qa_now).toBe('Line 4 of the saved prompts takes out what asks this.');
    expect(settle([...rows, savedOf('qa_saved', bag)], [withdrawal]).kept).toEqual(['qa_other', 'qa_saved']);
    expect([...settleRows(rows, [withdrawal]).askedFor]).toEqual([withdrawal]);
  });

  test('has found nothing where nothing asks it', () => {
    expect(settleRows([rowOf('qa_other', harp)], [withdrawal])).toMatchObject({
      exclusions: new Map(),
      askedFor: new Set(),
    });
  });
});

describe('a saved row', () => {
  test('goes where the row was that it replaces', () => {
    const rows = [rowOf('qa_old', bag, validation), savedOf('qa_new', harp)];
    expect(settle(rows, [replaces(1, 'qa_old', 'qa_new')]).splits).toEqual({ qa_new: 'validation' });
  });

  test('goes where the generated row was that it displaces unnamed', () => {
    expect(settle([rowOf('qa_old', bag, validation), savedOf('qa_new', bag)]).splits).toEqual({
      qa_new: 'validation',
    });
  });

  test('keeps its own split where it stands for no other', () => {
    expect(settle([savedOf('qa_new', bag, validation)]).splits).toEqual({ qa_new: 'validation' });
  });

  test('that corrects a correction goes where the first row was, also where the first correction was rejected', () => {
    const claims = [replaces(1, 'qa_old', 'qa_first'), replaces(2, 'qa_first', 'qa_second')];
    const old = rowOf('qa_old', bag, validation);
    const [first, second] = [savedOf('qa_first', 'What may a case weigh?'), savedOf('qa_second', harp)];
    expect(settle([old, first, second], claims)).toMatchObject({
      kept: ['qa_second'],
      splits: { qa_second: 'validation' },
    });
    expect(settle([old, second], claims)).toMatchObject({
      kept: ['qa_second'],
      splits: { qa_second: 'validation' },
    });
  });

  test('inherits from one that it displaces, and the row they replace names it', () => {
    const rows = [rowOf('qa_old', bag, validation), savedOf('qa_first', harp), savedOf('qa_last', harp)];
    const { kept, splits, details } = settle(rows, [replaces(1, 'qa_old', 'qa_first')]);
    expect(kept).toEqual(['qa_last']);
    expect(splits).toEqual({ qa_last: 'validation' });
    expect(details.qa_old).toBe('Line 1 of the saved prompts puts qa_last in its place.');
  });

  test('that replaces what another replaces too goes to the same split', () => {
    const rows = [
      rowOf('qa_old', bag, validation),
      savedOf('qa_one', 'What may a case weigh?'),
      savedOf('qa_two', harp),
    ];
    expect(settle(rows, [replaces(1, 'qa_old', 'qa_one'), replaces(2, 'qa_old', 'qa_two')])).toMatchObject({
      kept: ['qa_one', 'qa_two'],
      splits: { qa_one: 'validation', qa_two: 'validation' },
    });
  });

  test('goes into validation where it stands for rows of both splits', () => {
    const rows = [rowOf('qa_train', bag), rowOf('qa_validation', harp, validation), savedOf('qa_new', harp)];
    expect(settle(rows, [replaces(1, 'qa_train', 'qa_new')]).splits).toEqual({ qa_new: 'validation' });
  });
});

describe('why a corrected row is out', () => {
  const rows = [rowOf('qa_old', bag), savedOf('qa_new', harp)];
  const claim = replaces(1, 'qa_old', 'qa_new');

  test('is said of a correction that was rejected', () => {
    expect(settle(rows.slice(0, 1), [claim]).details.qa_old).toMatch(/the correction was rejected/);
  });

  test('is said of a correction that was withdrawn', () => {
    expect(settle(rows, [claim, withdraws(2, 'qa_new')]).details.qa_old).toMatch(/was taken out as well/);
  });
});

describe('lines that replace each other in a circle', () => {
  const rows = [savedOf('qa_a', bag), savedOf('qa_b', harp), savedOf('qa_c', 'What may a case weigh?')];

  test('leave the first of them, and the last is told', () => {
    expect(
      settle(rows.slice(0, 2), [replaces(1, 'qa_b', 'qa_a'), replaces(2, 'qa_a', 'qa_b')]),
    ).toMatchObject({
      kept: ['qa_a'],
      reasons: { qa_b: 'circular' },
    });
    const three = [replaces(1, 'qa_b', 'qa_a'), replaces(2, 'qa_c', 'qa_b'), replaces(3, 'qa_a', 'qa_c')];
    expect(settle(rows, three)).toMatchObject({
      kept: ['qa_a'],
      reasons: { qa_b: 'corrected', qa_c: 'circular' },
    });
  });

  test('may be one alone', () => {
    expect(settle(rows.slice(0, 1), [replaces(1, 'qa_a', 'qa_a')]).details.qa_a).toBe(
      'Line 1 of the saved prompts replaces its own row; take replaces out of it.',
    );
  });

  test('never keep a row that another one claims, and never hang, whatever names whatever', () => {
    const ids = ['qa_0', 'qa_1', 'qa_2', 'qa_3', 'qa_4', 'qa_5'];
    const id = fc.constantFrom(...ids);
    const target = fc.option(id);
    fc.assert(
      fc.property(
        fc.array(target, { minLength: 6, maxLength: 6 }),
        fc.array(fc.constantFrom(bag, harp), { minLength: 6, maxLength: 6 }),
        fc.array(id, { maxLength: 2 }),
        (targets, questions, withdrawn) => {
          const all = ids.map((each, index) =>
            index < 2
              ? rowOf(each, questions[index] ?? '', validation)
              : savedOf(each, questions[index] ?? ''),
          );
          const claims = [
            ...targets.flatMap((rowId, index) =>
              rowId === null || index < 2 ? [] : [replaces(index, rowId, `qa_${index}`)],
            ),
            ...withdrawn.map((rowId, index) => withdraws(10 + index, rowId)),
          ];
          const { kept, reasons } = settle(all, claims);
          for (const claim of claims)
            if (reasons[claim.correctionId ?? ''] !== 'circular') expect(kept).not.toContain(claim.rowId);
          expect(kept.length + Object.keys(reasons).length).toBe(ids.length);
        },
      ),
    );
  });
});
