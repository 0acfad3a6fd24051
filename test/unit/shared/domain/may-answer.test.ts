import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerFinder, growingAnswerFinder } from '#shared/domain/may-answer.ts';
import { aPassage } from '../../../support/a-passage.ts';

const texts = {
  bags: 'Each passenger may check one bag of up to 23 kg. A second bag costs £40.',
  skis: 'Skis and snowboards travel in the hold. The fee for skis is £45 each way.',
  pets: 'A dog older than 15 weeks may travel in the cabin within Europe.',
  refunds: 'Refunds are paid within 14 days to the card that was used for the booking.',
};
const answers = answerFinder(
  Object.entries(texts).map(([id, text]) => aPassage({ id, text, headingPath: ['Corvedale Airways'] })),
);
const nothing = new Set<string>();

test('finds the passage that speaks of what is asked', () => {
  expect(answers.likely('What is the fee for skis?', nothing)?.id).toBe('skis');
  expect(answers.likely('How old must a dog be to travel in the cabin?', new Set(['bags']))?.id).toBe('pets');
});

test('does not take a passage for one that answers because it shares a common word', () => {
  expect(answers.likely('What is the fee for a surfboard?', nothing)).toBeUndefined();
  expect(answers.likely('May a parrot travel in the cabin?', nothing)).toBeUndefined();
});

test('leaves out the passages that were shown', () => {
  expect(answers.likely('What is the fee for skis?', new Set(['skis']))).toBeUndefined();
});

test('says nothing about a question without two words that mean something', () => {
  expect(answers.likely('Why?', nothing)).toBeUndefined();
});

test('gives those who read at most two passages to look into, the best first, and none that shares too little', () => {
  const possible = (question: string) => answers.possible(question, nothing).map(({ id }) => id);
  expect(possible('What is the fee for skis?')[0]).toBe('skis');
  expect(possible('What fee does a second bag or skis cost in the hold?').length).toBe(2);
  expect(possible('When does the lounge of the airport open?')).toEqual([]);
});

const words = fc.array(fc.constantFrom(...'bag ski dog fee hold cabin refund card'.split(' ')), {
  maxLength: 12,
});

/** The share of what is asked that each text holds, by the words' weight, with every text looked at. */
const lookedThrough = (texts: readonly string[][], question: readonly string[], least: number): string[] => {
  const asked = [...new Set(question)];
  const weight = (word: string) =>
    Math.log(1 + texts.length / (texts.filter((text) => text.includes(word)).length + 0.5));
  const sumOf = (some: readonly string[]) => some.reduce((total, word) => total + weight(word), 0);
  return texts
    .map((text, id) => ({
      id: String(id),
      share: sumOf(asked.filter((word) => text.includes(word))) / sumOf(asked),
    }))
    .filter(({ share }) => asked.length >= 2 && share >= least)
    .sort((a, b) => b.share - a.share)
    .map(({ id }) => id);
};

test('finds among many passages what looking through every one finds, the words of the question known before or not', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), words, (texts, question) => {
      const passages = texts.map((text, id) =>
        aPassage({ id: String(id), text: text.join(' '), headingPath: [] }),
      );
      const asked = question.join(' ');
      const growing = growingAnswerFinder<{ readonly id: string }>([asked]);
      for (const passage of passages) growing.add({ id: passage.id }, passage);
      for (const finder of [answerFinder(passages), growing]) {
        const [likely] = lookedThrough(texts, question, 0.6);
        const possible = lookedThrough(texts, question, 0.4).slice(0, 2);
        expect(finder.likely(asked, nothing)?.id).toBe(likely);
        expect(finder.possible(asked, nothing).map(({ id }) => id)).toEqual(possible);
        found += Number(likely !== undefined);
      }
    }),
  );
  expect(found).toBeGreaterThan(0);
});
