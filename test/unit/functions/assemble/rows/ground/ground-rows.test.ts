import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignSplit } from '#shared/domain/assign-split.ts';
import { type ContextSettings, contextSettingsSchema } from '#shared/domain/context-settings.ts';
import { datasetSettingsSchema } from '#shared/domain/dataset-settings.ts';
import type { ConvertedDocument } from '#shared/domain/document.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { type GroundedRow, type Row, rejectRow } from '#shared/domain/row.ts';
import { createRowGrounder } from '../../../../../../functions/assemble/rows/ground/ground-rows.ts';
import { aFinding } from '../../../../../support/a-finding.ts';
import { wholeParts } from '../../../../../support/a-manifest.ts';
import { aPassage } from '../../../../../support/a-passage.ts';
import { aRow } from '../../../../../support/a-row.ts';

const documentOf = (documentId: string, validation = 0): ConvertedDocument => ({
  status: 'converted',
  dataset: 'air',
  documentId,
  sourceKey: `air/${documentId}.md`,
  sourceUri: `s3://source/air/${documentId}.md`,
  sha256: 'a'.repeat(64),
  bytes: 100,
  settings: datasetSettingsSchema.parse({ split: { validation } }),
  conversion: {
    format: 'md',
    engine: 'remark',
    title: null,
    pages: [],
    repairs: [],
    warnings: [],
    fidelity: 1,
    fidelityParts: wholeParts,
  },
});

/** Passages of one document, one after the other, each under a heading of its own. */
const passagesOf = (documentId: string, texts: readonly string[], given: Partial<Passage> = {}): Passage[] =>
  texts.map((text, index) =>
    aPassage({
      id: `psg_${documentId}_${index}`,
      documentId,
      index,
      headingPath: [`Section ${index}`],
      text,
      charStart: index * 1000,
      charEnd: index * 1000 + 900,
      ...given,
    }),
  );

const rowOf = (passage: Passage, question: string, answer: string, given: Partial<Row> = {}): Row => ({
  ...aRow({
    finetuning_data_element_id: `qa_${passage.id}`,
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
    source_uri: `s3://source/air/${passage.documentId}.md`,
    passage_id: passage.id,
    evidence: [answer],
    evidence_spans: [{ passage_id: passage.id, start: 0, end: 1, turn: 0 }],
  }),
  ...given,
});

const grounderOf = (passages: readonly Passage[], context: Partial<ContextSettings> = {}, validation = 0) => {
  const ids = [...new Set(passages.map(({ documentId }) => documentId))];
  const grounder = createRowGrounder(contextSettingsSchema.parse({ oracleShare: 1, ...context }));
  for (const id of ids)
    grounder.add(
      documentOf(id, validation),
      passages.filter(({ documentId }) => documentId === id),
    );
  return grounder;
};
const idsOf = ({ documents }: GroundedRow, isOracle = false): string[] =>
  documents.filter(({ is_oracle }) => is_oracle === isOracle).map(({ id }) => id);

const fees = [
  'A second bag costs 40 pounds on every route within Europe.',
  'A bicycle costs 55 pounds as sports equipment on each flight.',
  'The fee for a change of name is waived within a day of booking.',
  'Meals are served hot on flights that last longer than four hours.',
  'Cats travel in the cabin when their carrier fits under the seat.',
  'Staff wear badges with a photograph in every office of the company.',
];

describe('the documents of a row', () => {
  const [bag, ...others] = passagesOf('fees', fees);
  if (bag === undefined) throw new Error('there is a first passage');
  const row = rowOf(bag, 'What does a second bag cost?', 'A second bag costs 40 pounds.');

  test('are the passage that bears the answer and those that are most like the question', () => {
    const grounded = grounderOf([bag, ...others], { distractors: 2 }).ground(row);
    expect(idsOf(grounded, true)).toEqual([bag.id]);
    expect(idsOf(grounded)).toContain('psg_fees_1');
    expect(grounded.documents).toHaveLength(3);
    expect(grounded.documents.find(({ is_oracle }) => is_oracle)?.content).toBe(`Section 0\n\n${bag.text}`);
  });

  const answers: Record<string, { bearer: Partial<Passage>; answer?: string; evidence?: string }> = {
    'has the quote, however it is spaced and marked': {
      bearer: { text: 'Remember that a **second bag** costs\n40 pounds and nothing else.' },
      answer: 'It is forty.',
      evidence: 'second bag costs 40 pounds',
    },
    'has a whole sentence of the quote': {
      bearer: { text: 'Know this. **A second bag** goes below the deck. All others do, too.' },
      answer:
        'It goes down. Nobody may open, move, weigh, sell or lend it before the crew has unloaded the hold.',
      evidence: 'A second bag costs 40 pounds. A second bag goes below the deck. Nobody may open it.',
    },
    'says half of the answer': { bearer: { text: 'Among the islands of the north that is 40 pounds.' } },
    'says a part of the answer, on the same subject': {
      bearer: { text: 'What a second bag costs depends on weather, season and demand: 40, or 55.' },
      answer: 'It is 40 pounds or 55 dollars.',
    },
    'is nearly the same text': {
      bearer: { headingPath: bag.headingPath, text: 'A second bag is charged on every route within Europe.' },
      answer: 'Yes, sixty.',
    },
    'stands at the same place of the document': {
      bearer: { documentId: 'fees', charStart: 850, charEnd: 950, text: 'on every route. Nobody pays more.' },
    },
    'has a placeholder of the answer, which stands for another value there': {
      bearer: {
        text: 'Lost tags: [SUM_1].',
        redactions: [{ start: 11, end: 19, replacement: '[SUM_1]' }],
      },
      answer: 'A second bag, booked online before the day of departure at any desk, costs [SUM_1].',
    },
  };
  test.each(Object.entries(answers))(
    'hold no other passage that %s',
    (_, { bearer, answer = 'A second bag costs 40 pounds.', evidence = 'A second bag costs 40 pounds.' }) => {
      const [other] = passagesOf('other', [''], { headingPath: ['Elsewhere'], ...bearer });
      if (other === undefined) throw new Error('there is one');
      const asked = rowOf(bag, 'What does a second bag cost?', answer, { evidence: [evidence] });
      const grounded = grounderOf([bag, ...others, other], { distractors: 20 }).ground(asked);
      expect(idsOf(grounded).sort()).toEqual(others.map(({ id }) => id).sort());
    },
  );

  test('hold one of several passages that say the same', () => {
    const copies = ['a', 'b', 'c'].flatMap((name) =>
      passagesOf(name, ['A bicycle needs a box at every airport.']),
    );
    const grounded = grounderOf([bag, ...copies], { distractors: 5 }).ground(row);
    expect(idsOf(grounded)).toHaveLength(1);
  });

  test('are all there are where fewer exist than asked for, and that is counted', () => {
    const grounder = grounderOf([bag, ...others], { distractors: 9 });
    expect(grounder.ground(row).documents).toHaveLength(6);
    expect(grounder.counts()).toMatchObject({ withOracle: 1, short: 1, byDistractors: { 5: 1 } });
  });

  test('hold nothing that policy has withheld', () => {
    const finding = { ruleId: 'detector-failed', action: 'reject' } as const;
    const [withheld] = passagesOf('secret', ['[WITHHELD_1]'], { findings: [aFinding(finding)] });
    if (withheld === undefined) throw new Error('there is one');
    const grounded = grounderOf([bag, ...others, withheld], { distractors: 20 }).ground(row);
    expect(idsOf(grounded)).not.toContain(withheld.id);
    expect(idsOf(grounded)).toHaveLength(others.length);
  });

  test.each([
    { question_type: 'unanswerable', evidence: [], evidence_spans: [] },
    { question_type: 'factual' },
  ])('are distractors alone where policy withholds the passage of an earlier row: %j', (given) => {
    const finding = { ruleId: 'detector-failed', action: 'reject' } as const;
    const withheld = { ...bag, text: '[WITHHELD_1]', findings: [aFinding(finding)] };
    const grounded = grounderOf([withheld, ...others], { distractors: 2 }).ground({ ...row, ...given });
    expect(grounded.documents).toHaveLength(3);
    expect(idsOf(grounded)).not.toContain(bag.id);
    expect(idsOf(grounded, true)).toEqual([]);
  });

  test('come from the document of the row alone where the settings say so', () => {
    const elsewhere = passagesOf('elsewhere', ['A second suitcase has to be paid before departure.']);
    const [anywhere, within] = (['dataset', 'document'] as const).map((from) =>
      idsOf(grounderOf([bag, ...others, ...elsewhere], { distractors: 5, from }).ground(row)),
    );
    expect(anywhere).toContain('psg_elsewhere_0');
    expect(within).not.toContain('psg_elsewhere_0');
  });

  test('are all passages that a question over several needs', () => {
    const [, second] = [bag, ...others];
    const both = [bag, second ?? bag].map(({ id }) => ({ passage_id: id, start: 0, end: 1, turn: 0 }));
    const asked = {
      ...row,
      evidence: fees.slice(0, 2),
      evidence_spans: both,
      question_type: 'multi-passage',
    };
    const grounder = grounderOf([bag, ...others], { distractors: 2 });
    const grounded = grounder.ground(asked);
    expect(idsOf(grounded, true).sort()).toEqual([bag.id, second?.id]);
    expect(grounded.documents).toHaveLength(4);
    expect(grounded.messages.at(-1)?.content.match(/<quote document="\d">/g)).toHaveLength(2);
  });

  test('of a question without an answer hold its passage, and none that bears an answer', () => {
    const asked = rowOf(bag, 'What does a third bag cost?', 'The documents do not state it.', {
      question_type: 'unanswerable',
      evidence: [],
      evidence_spans: [],
    });
    const grounder = grounderOf([bag, ...others]);
    const grounded = grounder.ground(asked);
    expect(idsOf(grounded)).toContain(bag.id);
    expect(idsOf(grounded, true)).toEqual([]);
    expect(grounded.documents).toHaveLength(4);
    expect(grounded.messages.at(-1)?.content).toBe('The documents do not state it.');
    expect(grounder.counts()).toMatchObject({ unanswerable: 1, withOracle: 0, withoutOracle: 0, short: 0 });
  });

  test('are not given to a rejected row, which keeps its turns', () => {
    const grounder = grounderOf([bag, ...others]);
    const rejected = rejectRow(row, [{ reason: 'duplicate', detail: 'again' }]);
    expect(grounder.ground(rejected)).toEqual({ ...rejected, documents: [] });
    expect(grounder.counts()).toMatchObject({ withOracle: 0, byDistractors: {} });
  });
});

describe('a row without the document that bears its answer', () => {
  const [bag, ...others] = passagesOf('fees', fees);
  if (bag === undefined) throw new Error('there is a first passage');
  const ground = (row: Row, context: Partial<ContextSettings> = {}) =>
    grounderOf([bag, ...others], { oracleShare: 0, ...context }).ground(row);
  const row = rowOf(bag, 'What does a second bag cost?', 'A second bag costs 40 pounds.');

  test('refuses, shows as many documents as with it, and holds nothing of the answer', () => {
    const grounded = ground({ ...row, reasoning: ['At 40 pounds, two bags are two.'] });
    expect(grounded.documents).toHaveLength(4);
    expect(grounded.messages.at(-1)?.content).toBe('The documents do not answer this question.');
    expect(grounded.scores).toEqual({ grounding: null, judge: null });
    expect(JSON.stringify(grounded)).not.toContain('40 pounds');
  });

  test('refuses without what was found in its answer, and keeps what was found in its question', () => {
    const findings = (['question', 'answer', 'evidence', 'passage'] as const).map((field) =>
      aFinding({ field }),
    );
    const given: Partial<Row> = {
      policy_decision: 'redacted',
      policy_findings: findings,
      fact_ids: ['fact_1'],
    };
    const fieldsOf = ({ policy_findings }: Row) => policy_findings.map(({ field }) => field);
    const plain = ground({ ...row, ...given });
    expect(plain).toMatchObject({ fact_ids: [], policy_decision: 'pass' });
    expect(fieldsOf(plain)).toEqual(['question']);
    const asked = ground(rowOf(bag, 'What does [PERSON_1] pay for a bag?', 'It costs 40 pounds.', given));
    expect(asked).toMatchObject({ fact_ids: [], policy_decision: 'redacted' });
    expect(fieldsOf(asked)).toEqual(['question', 'passage']);
  });

  test('shows it all the same where there is nothing else to show', () => {
    const grounder = grounderOf([bag], { oracleShare: 0 });
    const grounded = grounder.ground(row);
    expect(idsOf(grounded, true)).toEqual([bag.id]);
    expect(grounded.messages.at(-1)?.content).toContain('A second bag costs 40 pounds.');
    expect(grounder.counts()).toMatchObject({ withOracle: 1, withoutOracle: 0, short: 1 });
  });

  test('refuses in the language of its question, or in the words of the settings', () => {
    const german = rowOf(
      bag,
      'Wie viel kostet ein zweites Gepäckstück auf dieser Strecke?',
      'Es kostet 40 Pfund auf jeder Strecke.',
    );
    expect(ground(german).messages.at(-1)?.content).toBe('Die Dokumente beantworten diese Frage nicht.');
    expect(ground(german, { refusal: 'Keine Angabe.' }).messages.at(-1)?.content).toBe('Keine Angabe.');
  });

  test('keeps its answer without a quote or reasoning where the settings ask for it', () => {
    const grounded = ground({ ...row, reasoning: ['Two bags are two.'] }, { withoutOracle: 'answer' });
    expect(grounded.reasoning).toEqual([]);
    expect(grounded.messages.at(-1)?.content).toBe('A second bag costs 40 pounds.');
    expect(idsOf(grounded, true)).toEqual([]);
    expect(grounded.evidence).toEqual(row.evidence);
  });
});

describe('drawn by hash', () => {
  const words = 'bag fee seat meal gate crew dog form loan wheel desk lamp tax fine card wing'.split(' ');
  const texts = Array.from({ length: 600 }, (_, index) =>
    [0, 1, 2, 3, 4]
      .map((step) => `${words[(index * 7 + step * step) % words.length]}${(index * 31 + step) % 97}`)
      .join(' '),
  );
  const passages = [...passagesOf('one', texts.slice(0, 300)), ...passagesOf('two', texts.slice(300))];
  const rows = passages.map((passage) =>
    rowOf(passage, `What of ${passage.text.slice(0, 12)}?`, passage.text),
  );
  const groundAll = (given: readonly Passage[], context: Partial<ContextSettings>) => {
    const grounder = grounderOf(given, context);
    return { grounded: rows.map((row) => grounder.ground(row)), counts: grounder.counts() };
  };

  test('the oracle stands at each place equally often', () => {
    const { grounded } = groundAll(passages, { distractors: 3 });
    const places = [0, 0, 0, 0];
    for (const { documents } of grounded) {
      const place = documents.findIndex(({ is_oracle }) => is_oracle);
      places[place] = (places[place] ?? 0) + 1;
    }
    // Four standard deviations of 600 draws with a chance of one quarter.
    for (const count of places) expect(Math.abs(count - 150)).toBeLessThan(4 * Math.sqrt(600 * 0.25 * 0.75));
  });

  test.each([0.2, 0.5, 0.8])('a share of %d of the rows shows it', (oracleShare) => {
    const { grounded, counts } = groundAll(passages, { oracleShare });
    const shown = grounded.filter((row) => idsOf(row, true).length > 0).length;
    expect(counts).toMatchObject({ withOracle: shown, withoutOracle: 600 - shown });
    expect(Math.abs(shown - 600 * oracleShare)).toBeLessThan(
      4 * Math.sqrt(600 * oracleShare * (1 - oracleShare)),
    );
  });

  test('a row is the same again', () => {
    expect(groundAll(passages, { oracleShare: 0.8 })).toEqual(groundAll(passages, { oracleShare: 0.8 }));
  });
});

test('no document of validation is shown in training, nor the other way round', () => {
  const text = fc.array(fc.constantFrom('bag', 'fee', 'seat', 'meal', 'gate', 'crew', 'dog', 'form'), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(
      fc.array(
        text.map((list) => list.join(' ')),
        { minLength: 2, maxLength: 30 },
      ),
      fc.double({ min: 0.1, max: 0.5, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (texts, validation, oracleShare) => {
        const passages = [...passagesOf('one', texts), ...passagesOf('two', [...texts].reverse())];
        const splitOf = new Map(
          passages.map(({ id, documentId, headingPath }) => [
            id,
            assignSplit(documentId, headingPath, validation),
          ]),
        );
        const grounder = grounderOf(passages, { oracleShare }, validation);
        for (const passage of passages) {
          const split = splitOf.get(passage.id) ?? 'train';
          const { documents } = grounder.ground(
            rowOf(passage, 'Which bag or seat?', passage.text, { split }),
          );
          for (const { id } of documents) expect(splitOf.get(id)).toBe(split);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('no distractor of training nearly repeats a passage of validation', () => {
  const added = ['', ' Mind the gap.'];
  const passages = ['one', 'two'].flatMap((name, index) =>
    passagesOf(
      name,
      fees.map((text) => `${text}${added[index]}`),
    ),
  );
  const splitOf = ({ documentId, headingPath }: Passage) => assignSplit(documentId, headingPath, 0.5);
  const [train, validation] = (['train', 'validation'] as const).map((split) =>
    passages.filter((passage) => splitOf(passage) === split),
  );
  const hidden = new Set(validation?.map(({ index }) => index));
  const copies = train?.filter(({ index }) => hidden.has(index)) ?? [];
  expect(copies.length).toBeGreaterThan(0);
  expect(copies.length).toBeLessThan(train?.length ?? 0);
  const grounder = grounderOf(passages, { distractors: 20 }, 0.5);
  for (const passage of train ?? []) {
    const shown = idsOf(
      grounder.ground(rowOf(passage, 'What is it?', 'Nothing at all.', { split: 'train' })),
    );
    expect(shown.filter((id) => copies.some((copy) => copy.id === id))).toEqual([]);
  }
});

test('no distractor holds a quote that bears the answer', () => {
  const sentence = fc.array(fc.constantFrom('bag', 'fee', 'seat', 'meal', 'gate', 'crew', 'dog', 'form'), {
    minLength: 3,
    maxLength: 6,
  });
  fc.assert(
    fc.property(
      fc.array(
        fc.array(
          sentence.map((list) => list.join(' ')),
          { minLength: 1, maxLength: 4 },
        ),
        {
          minLength: 2,
          maxLength: 20,
        },
      ),
      (given) => {
        const passages = passagesOf(
          'one',
          given.map((sentences) => sentences.join('. ')),
        );
        const grounder = grounderOf(passages, { distractors: 5, oracleShare: 0.5 });
        for (const [index, passage] of passages.entries()) {
          const quote = given[index]?.[0] ?? '';
          const { documents } = grounder.ground(rowOf(passage, 'Which bag or seat?', quote));
          for (const { content, is_oracle } of documents)
            if (!is_oracle) expect(content).not.toContain(quote);
        }
      },
    ),
    { numRuns: 100 },
  );
});
