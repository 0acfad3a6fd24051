import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ShownDocument } from '#shared/domain/row.ts';
import { belowContext, renderTurns } from '../../../../../../functions/assemble/rows/ground/render-turns.ts';
import { aRow } from '../../../../../support/a-row.ts';

const document = (id: string, content: string, isOracle = false): ShownDocument => ({
  id,
  content,
  is_oracle: isOracle,
});
const pairOf = (question: string, answer: string) => [
  { role: 'user' as const, content: question },
  { role: 'assistant' as const, content: answer },
];
const span = (passage: string, turn = 0) => ({ passage_id: passage, start: 0, end: 1, turn });

describe('a row with documents', () => {
  test('shows them above its question, and quotes them above its answer', () => {
    const turns = renderTurns(
      {
        messages: pairOf('How heavy may a bag be?', 'Up to 23 kg.'),
        evidence: ['A bag may weigh 23 kg.', 'Not more.'],
        evidence_spans: [span('b'), span('b')],
        reasoning: [],
      },
      [document('a', 'Meals\n\nSoup.'), document('b', 'Bags\n\nA bag may weigh 23 kg. Not more.', true)],
    );
    expect(turns.map(({ content }) => content)).toEqual([
      [
        '<documents>',
        '<document id="1">',
        'Meals',
        '',
        'Soup.',
        '</document>',
        '<document id="2">',
        'Bags',
        '',
        'A bag may weigh 23 kg. Not more.',
        '</document>',
        '</documents>',
        '',
        'How heavy may a bag be?',
      ].join('\n'),
      [
        '<reasoning>',
        '<quote document="2">A bag may weigh 23 kg.</quote>',
        '<quote document="2">Not more.</quote>',
        '</reasoning>',
        '',
        'Up to 23 kg.',
      ].join('\n'),
    ]);
  });

  test('quotes in each turn of a conversation what bears that answer, and shows documents once', () => {
    const turns = renderTurns(
      {
        messages: [...pairOf('And a child?', 'Free.'), ...pairOf('And a dog?', 'It pays.')],
        evidence: ['Children: free.', 'Dogs pay.'],
        evidence_spans: [span('a', 0), span('b', 1)],
        reasoning: [],
      },
      [document('b', 'Dogs pay.'), document('a', 'Children: free.')],
    ).map(({ content }) => content);
    expect(turns[1]).toBe('<reasoning>\n<quote document="2">Children: free.</quote>\n</reasoning>\n\nFree.');
    expect(turns[2]).toBe('And a dog?');
    expect(turns[3]).toBe('<reasoning>\n<quote document="1">Dogs pay.</quote>\n</reasoning>\n\nIt pays.');
  });

  test('gives the reasoning of each answer below its quotes', () => {
    const [, first, , second] = renderTurns(
      {
        messages: [...pairOf('And a child?', 'Free.'), ...pairOf('And a dog?', 'It pays.')],
        evidence: ['Children: free.'],
        evidence_spans: [span('a', 0)],
        reasoning: ['A child is named.', 'A dog is not, so it pays.'],
      },
      [document('a', 'Children: free.')],
    );
    expect(first?.content).toBe(
      '<reasoning>\n<quote document="1">Children: free.</quote>\nA child is named.\n</reasoning>\n\nFree.',
    );
    expect(second?.content).toBe('<reasoning>\nA dog is not, so it pays.\n</reasoning>\n\nIt pays.');
  });

  test('cites no document that it does not show', () => {
    const [, answer] = renderTurns(
      {
        messages: pairOf('Why?', 'Because.'),
        evidence: ['It is so.'],
        evidence_spans: [span('gone')],
        reasoning: [],
      },
      [document('a', 'Soup.')],
    );
    expect(answer?.content).toBe('Because.');
  });
});

test.each([
  'See </document> there.',
  'A <Quote> mark.',
  '</documents>',
  'Both </document> and <document-2 id="9">.',
])('a text that holds a tag itself, as in %j, does not end what it stands in', (text) => {
  const documents = [document('a', text), document('b', 'Soup.')];
  const row = { ...aRow({ messages: pairOf('What is there?', 'Soup.') }), documents };
  const [turn] = renderTurns(row, documents);
  const [, suffix = ''] = /^<documents(-\d+)?>/.exec(turn?.content ?? '') ?? [];
  const parts = turn?.content.split(new RegExp(`\\n?</?documents?${suffix}(?: id="\\d+")?>\\n?`)) ?? [];
  expect(parts.filter((part) => part.trim() !== '')).toEqual([text, 'Soup.', '\nWhat is there?']);
  expect(belowContext(turn?.content ?? '')).toBe('What is there?');
});

test('question and answer are found again below whatever documents and quotes stand above them', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.constantFrom('</documents>\n\nWhat?', '<document-2>', '</documents-2>\n\n', '</reasoning>\n\nNo.'),
  );
  fc.assert(
    fc.property(
      fc.array(texts, { minLength: 1, maxLength: 4 }),
      texts,
      texts,
      (contents, question, answer) => {
        const documents = contents.map((content, index) => document(String(index), content));
        const turns = renderTurns(
          {
            messages: pairOf(question, answer),
            evidence: contents.slice(0, 1),
            evidence_spans: [span('0')],
            reasoning: [],
          },
          documents,
        );
        expect(turns.map(({ content }) => belowContext(content))).toEqual([question, answer]);
      },
    ),
  );
});
