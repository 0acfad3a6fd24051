import { describe, expect, it } from 'vitest';
import { findDuplicates } from '#shared/dataset/find-duplicates.ts';

describe('findDuplicates', () => {
  it.each([
    ['case, accents and punctuation', 'What is the fée?', 'what is the fee'],
    ['a small word', 'What is the maximum weight of a bag?', 'What is the maximum weight of the bag'],
    ['the plural', 'How do I cancel a booking online today?', 'How do I cancel bookings online today?'],
    [
      'one word more in a long question',
      'What is the maximum weight in kilograms of one piece of checked baggage on long flights across the Atlantic?',
      'What is the maximum weight in kilograms of one single piece of checked baggage on long flights across the Atlantic?',
    ],
  ])('ignores %s', (_what, first, second) => {
    expect(findDuplicates([first, second])).toEqual([undefined, 0]);
  });

  it.each([
    ['another subject', 'What is the fee for Economy?', 'What is the fee for Business?'],
    ['another number', 'Is 1 bag of 23 kg free of charge?', 'Is 1 bag of 32 kg free of charge?'],
    ['another letter', 'Which airports are in Zone A today?', 'Which airports are in Zone B today?'],
    ['another question word', 'When can I rebook the flight?', 'How can I rebook the flight?'],
    ['a word more that narrows it', 'What is the fee for a bag?', 'What is the fee for a second bag?'],
    ['can and cannot', 'What if the battery can be removed?', 'What if the battery cannot be removed?'],
    ['from and within', 'What applies within the United Kingdom?', 'What applies from the United Kingdom?'],
    ['a negation', 'Which bags can I take on board?', 'Which bags can I not take on board?'],
    ['the other direction', 'Can I convert points to miles?', 'Can I convert miles to points?'],
  ])('respects %s', (_what, first, second) => {
    expect(findDuplicates([first, second])).toEqual([undefined, undefined]);
  });

  it('names the first of its kind, whatever stands between', () => {
    const questions = ['What is a bag?', 'Who may fly?', 'What is the bag?', 'what is a bag'];

    expect(findDuplicates(questions)).toEqual([undefined, undefined, 0, 0]);
  });

  it('keeps apart a thousand questions of one template', () => {
    const questions = Array.from(
      { length: 1000 },
      (_, index) => `What is the fee for route number ${index}?`,
    );

    expect(findDuplicates(questions).filter((first) => first !== undefined)).toEqual([]);
  });
});
