import { describe, expect, it } from 'vitest';
import { isPlainlyEnglish } from '#shared/language/plainly-english.ts';
import { evidence } from '../../../../functions/enforce/gates/evidence.ts';
import { groundedNames } from '../../../../functions/enforce/gates/grounded-names.ts';
import { groundedNumbers } from '../../../../functions/enforce/gates/grounded-numbers.ts';
import { hollow } from '../../../../functions/enforce/gates/hollow.ts';
import { language } from '../../../../functions/enforce/gates/language.ts';
import { standsAlone } from '../../../../functions/enforce/gates/stands-alone.ts';
import { aPair, aPassage } from '../../../support/a-passage.ts';

describe('stands-alone', () => {
  const objects = (question: string, answer = 'Up to 23 kg.') =>
    standsAlone.check(aPair({ question, answer }), aPassage(), { phrases: ['our handbook'] }) !== undefined;

  it.each([
    'What does this document say about bags?',
    'According to the passage, how heavy may a bag be?',
    'Which fees are listed above?',
    'How does it work?',
    'What are they used for?',
    'What does Our Handbook say about bags?',
  ])('objects to %j', (question) => {
    expect(objects(question)).toBe(true);
  });

  it.each([
    'Which travel documents does a child need?',
    'Is it possible to bring a bicycle?',
    'What is the text size of a boarding pass?',
    'How many pages does a passport need to have free?',
  ])('lets %j be', (question) => {
    expect(objects(question)).toBe(false);
  });

  it('also reads the answer', () => {
    expect(objects('How heavy may a bag be?', 'As described in the table above.')).toBe(true);
  });
});

describe('evidence', () => {
  it('objects to quotes that stand only in what the passage repeats from the one before it', () => {
    const repeated = 'Bags may weigh 23 kg.\n\n';
    const passage = aPassage({
      text: `${repeated}Prams are free. Bags are tagged.`,
      leadLength: repeated.length,
    });
    const objects = (...quotes: string[]) =>
      evidence.check(aPair({ evidence: quotes }), passage, {}) !== undefined;
    expect(objects('Bags may weigh 23 kg.')).toBe(true);
    expect(objects('Prams are free.')).toBe(false);
    expect(objects('Bags may weigh 23 kg.', 'Prams are free.')).toBe(false);
    expect(objects('23 kg. Prams are free.')).toBe(false);
  });

  const isFound = (quote: string, text: string) =>
    evidence.check(aPair({ evidence: [quote] }), aPassage({ text }), {}) === undefined;

  it.each([
    ['another kind of space and quote', 'the “first” bag', 'Take the "first"\u00a0bag.'],
    ['line ends and markdown marks', 'up to 23 kg per bag', 'up to **23 kg**\nper bag'],
    ['composed and decomposed letters', 'caf\u00e9 bar', 'The cafe\u0301 bar'],
  ])('finds a quote in spite of %s', (_what, quote, text) => {
    expect(isFound(quote, text)).toBe(true);
  });

  it.each([
    ['another word', 'up to 32 kg', 'up to 23 kg'],
    ['next to nothing', 'a', 'a bag'],
    ['another case', 'the Bag', 'the bag'],
  ])('does not find %s', (_what, quote, text) => {
    expect(isFound(quote, text)).toBe(false);
  });
});

describe('grounded-numbers', () => {
  const isGrounded = (answer: string, text: string, question = 'What holds here?') =>
    groundedNumbers.check(aPair({ question, answer }), aPassage({ text, headingPath: [] }), {}) === undefined;

  it.each([
    ['1,250 euros', 'It costs €1250.'],
    ['1250 euros', 'Es kostet 1.250 €.'],
    ['10000 points', 'You need 10 000 points.'],
    ['two bags', 'You may take 2 bags.'],
    ['twenty-four hours', 'Within 24 hours.'],
    ['2 million passengers', 'We carried 2,000,000 passengers.'],
    ['5 March 2024', 'Since 2024-03-05.'],
    ['1. Go to the desk.\n2. Ask.', 'Go to the desk and ask.'],
    ['7 calendar days', 'Within 7 days.'],
    ['30 minutes', 'It takes half an hour, 30 minutes.'],
    ['10^5 cells', 'It held 10⁵ cells.'],
    ['100,000 cells', 'It held $10^{5}$ cells.'],
    ['3 × 10⁻⁷ mol', 'It held 0.0000003 mol.'],
    ['in 2023', 'It opened in 2023¹ already.'],
  ])('takes %j from %j', (answer, text) => {
    expect(isGrounded(answer, text)).toBe(true);
  });

  it.each([
    ['25 kg', 'Up to 23 kg.'],
    ['23 lb', 'Up to 23 kg.'],
    ['$75', 'It costs €75.'],
    ['three bags', 'You may take 2 bags.'],
    ['6 March 2024', 'Since 5 March 2024.'],
    ['5 April 2024', 'Since 5 March 2024.'],
    ['12.5 %', 'A share of 12.6 %.'],
    ['105 cells', 'It held 10⁵ cells.'],
    ['10⁶ cells', 'It held 10⁵ cells.'],
    ['20231', 'It opened in 2023¹ already.'],
    ['252 bags', 'A room of 25² bags.'],
  ])('does not take %j from %j', (answer, text) => {
    expect(isGrounded(answer, text)).toBe(false);
  });

  it('takes a number from the question', () => {
    expect(isGrounded('Yes, 15 kg are fine.', 'Up to 23 kg.', 'May my bag weigh 15 kg?')).toBe(true);
  });
});

describe('grounded-names', () => {
  const isGrounded = (answer: string, text: string) =>
    groundedNames.check(aPair({ answer }), aPassage({ text, headingPath: [] }), {}) === undefined;

  it.each([
    ['Ask Marie Curie about it.', 'marie curie answers.'],
    ['It flies to Norwegian towns.', 'Flights to Norway.'],
    ['See the FAQ.', 'Frequently asked questions are online.'],
    ['Passengers may go.', 'Go.'],
    ['Write to [EMAIL_1].', 'Write to [EMAIL_1].'],
  ])('takes the names of %j from %j', (answer, text) => {
    expect(isGrounded(answer, text)).toBe(true);
  });

  it.each([
    ['Ask Pierre Curie about it.', 'Marie Curie answers.'],
    ['It flies to Paris.', 'It flies to Rome.'],
    ['Ask the BBC.', 'Ask the desk.'],
    ['Write to [EMAIL_2].', 'Write to [EMAIL_1].'],
  ])('does not take those of %j from %j', (answer, text) => {
    expect(isGrounded(answer, text)).toBe(false);
  });
});

describe('hollow', () => {
  const isHollow = (question: string, answer: string) =>
    hollow.check(aPair({ question, answer }), aPassage(), { minContentWords: 2 }) !== undefined;

  it.each([
    ['Who wrote the rule on bags?', '[PERSON_1].'],
    ['How can I reach the desk?', 'You can reach the desk at [PHONE_1].'],
    ['What did [PERSON_1] do?', 'The rule on bags was written by that desk.'],
  ])('objects to %j %j', (question, answer) => {
    expect(isHollow(question, answer)).toBe(true);
  });

  it.each([
    ['How can I reach the desk?', 'Call [PHONE_1] between eight and noon on weekdays.'],
    ['Does [PERSON_1] answer questions about bags?', 'Yes, [PERSON_1] answers them.'],
    ['How heavy may a bag be?', '23 kg.'],
  ])('lets %j %j be', (question, answer) => {
    expect(isHollow(question, answer)).toBe(false);
  });
});

describe('language', () => {
  const english = 'Each passenger may check one bag, and the fee for a second one depends on the route.';
  const german =
    'Jeder Fluggast darf ein Gepäckstück aufgeben, und der Preis für ein zweites hängt von der Strecke ab.';
  const objection = (question: string, answer: string, text: string, languages: string[] = []) =>
    language.check(aPair({ question, answer }), aPassage({ text }), { languages })?.problem;

  it('takes a pair in the language of its passage, whether common words tell it or only the detector can', () => {
    expect(objection('What does the fee for a second bag depend on?', english, english)).toBeUndefined();
    expect(objection('Wovon hängt der Preis ab?', german, german)).toBeUndefined();
    expect(
      objection('Which ones?', 'Passport holders, unaccompanied minors, wheelchair passengers.', english),
    ).toBeUndefined();
  });

  it('objects to another language, also in an answer to an English question', () => {
    const problem = 'the pair is written in de, not in en';
    expect(objection('Wovon hängt der Preis ab?', german, english)).toBe(problem);
    expect(objection('And the fee?', german, english)).toBe(problem);
    expect(objection('What is the fee, and who pays it?', english, german)).toBe(
      'the pair is written in en, not in de',
    );
  });

  it('holds a pair to the languages that a pack names, whatever the passage is in', () => {
    expect(objection('What is the fee?', english, german, ['en'])).toBeUndefined();
    expect(objection('What is the fee?', english, english, ['de'])).toBe(
      'the pair is written in en, not in de',
    );
  });

  it.each([
    ['Dutch', 'Dat is in de regel 23 kg, of we had het over een ander bedrag, en dat was me om het even.'],
    ['Danish', 'I flyet er der plads til det, og for at have ret til mere skal man betale her i forvejen.'],
    [
      'Portuguese',
      'As malas do passageiro, a bordo do navio, no porto, as do casal: a taxa a mais me diz o agente.',
    ],
    ['Afrikaans', 'Dit is in my tas, en dit was so by my in die huis, of is dit by die toonbank?'],
    ['Italian', 'In generale per i passeggeri a bordo, i bagagli in mano costano per i voli a chi no li ha.'],
    [
      'German around an English phrase',
      'Was in den „Terms and Conditions“ so steht, will man an Bord so nicht.',
    ],
  ])('does not take %s for English by words that look the same', (_language, text) => {
    expect(isPlainlyEnglish(text)).toBe(false);
  });
});
