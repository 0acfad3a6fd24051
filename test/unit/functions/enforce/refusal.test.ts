import { describe, expect, it } from 'vitest';
import { refusal } from '../../../../functions/enforce/gates/refusal.ts';
import { aPair, aPassage } from '../../../support/a-passage.ts';

/** By language: a passage, a question that it does not answer, an answer that says so, and one that does not. */
const languages = {
  English: {
    text: 'A checked bag may weigh up to 23 kg, and the fee for a second one is 40 euros.',
    question: 'May a parrot travel in the cabin?',
    refused: 'The documents do not say whether a parrot may travel in the cabin.',
    answered: 'A parrot may travel in the cabin beside its owner when it has a cage.',
  },
  German: {
    text: 'Ein aufgegebenes Gepäckstück darf bis zu 23 kg wiegen, ein zweites kostet 40 Euro.',
    question: 'Darf ein Papagei in der Kabine reisen?',
    refused: 'Die Unterlagen nennen keine Regel dafür, ob ein Papagei in der Kabine reisen darf.',
    answered: 'Ein Papagei darf in der Kabine neben seinem Besitzer reisen, wenn er einen Käfig hat.',
  },
  French: {
    text: 'Un bagage enregistré peut peser jusqu’à 23 kg, et le deuxième coûte 40 euros par trajet.',
    question: 'Un perroquet peut-il voyager en cabine ?',
    refused: 'Les documents n’indiquent pas si un perroquet peut voyager dans la cabine.',
    answered: 'Un perroquet peut voyager dans la cabine à côté de son maître avec une cage.',
  },
  Spanish: {
    text: 'Una maleta facturada puede pesar hasta 23 kg, y la segunda cuesta 40 euros por trayecto.',
    question: '¿Puede un loro viajar en la cabina?',
    refused: 'Los documentos no dicen si un loro puede viajar en la cabina del avión.',
    answered: 'Un loro puede viajar en la cabina del avión junto a su dueño dentro de una jaula.',
  },
  Italian: {
    text: 'Un bagaglio registrato può pesare fino a 23 kg, e il secondo costa 40 euro a tratta.',
    question: 'Un pappagallo può viaggiare in cabina?',
    refused: 'I documenti non dicono se un pappagallo può viaggiare nella cabina dell’aereo.',
    answered: 'Un pappagallo può viaggiare nella cabina dell’aereo accanto al suo padrone con una gabbia.',
  },
  Portuguese: {
    text: 'Uma mala despachada pode pesar até 23 kg, e a segunda custa 40 euros por trecho.',
    question: 'Um papagaio pode viajar na cabine?',
    refused: 'Os documentos não dizem se um papagaio pode viajar na cabine do avião.',
    answered: 'Um papagaio pode viajar na cabine do avião ao lado do seu dono dentro de uma gaiola.',
  },
  Dutch: {
    text: 'Een ingecheckte koffer mag tot 23 kg wegen, en een tweede kost 40 euro per traject.',
    question: 'Mag een papegaai in de cabine reizen?',
    refused: 'De documenten vermelden niet of een papegaai in de cabine van het vliegtuig mag reizen.',
    answered: 'Een papegaai mag in de cabine van het vliegtuig naast zijn eigenaar reizen met een kooi.',
  },
} as const;

describe.each(Object.entries(languages))('a question without an answer, in %s,', (_name, given) => {
  const { text, question, refused, answered } = given;
  const problemOf = (answer: string) =>
    refusal.check(
      aPair({ question, answer, evidence: [], questionType: 'unanswerable' }),
      aPassage({ text, headingPath: [] }),
      {},
    )?.problem;

  it('is let through with an answer that says so', () => {
    expect(problemOf(refused)).toBeUndefined();
  });

  it('is kept out with an answer that answers it', () => {
    expect(problemOf(answered)).toMatch(/does not say so/);
  });

  it('is kept out with an answer that says so and states a figure beside it', () => {
    expect(problemOf(`${refused} 23 kg.`)).toMatch(/states a figure/);
  });
});

const polish = {
  text: 'Bagaż rejestrowany może ważyć do 23 kg, a drugi kosztuje 40 euro za każdy odcinek podróży.',
  question: 'Ile kosztuje przewóz papugi w kabinie?',
};
const inPolish = (answer: string) =>
  refusal.check(
    aPair({ question: polish.question, answer, evidence: [], questionType: 'unanswerable' }),
    aPassage({ text: polish.text, headingPath: [] }),
    {},
  );

it('is held to figures alone in a language whose words of denial are not known', () => {
  expect(inPolish('Dokumenty nie podają, ile kosztuje przewóz papugi w kabinie.')).toBeUndefined();
  expect(inPolish('Przewóz papugi w kabinie kosztuje 40 euro za każdy odcinek podróży.')).toBeDefined();
});

describe('a question that takes something wrong for granted', () => {
  const check = (question: string, answer: string, evidence: string, text = evidence) =>
    refusal.check(
      aPair({ question, answer, evidence: [evidence], questionType: 'false-premise' }),
      aPassage({ text, headingPath: [] }),
      {},
    )?.problem;
  const fee = 'A second bag costs £40 on every route.';
  const dogs = 'A dog must be older than 15 weeks and travels in the hold.';
  const german = 'Ein zweites Gepäckstück kostet auf jeder Strecke 40 Euro, ein drittes reist im Frachtraum.';

  it.each([
    ['denies it', 'Why does a second bag cost £90?', 'It does not: a second bag costs £40.', fee],
    [
      'gives the right figure',
      'Why does a second bag cost £90?',
      'A second bag costs £40 on every route.',
      fee,
    ],
    ['says what holds instead', 'Why do dogs travel in the cabin?', 'Every dog travels in the hold.', dogs],
    [
      'gives it in German',
      'Warum kostet ein zweites Gepäckstück 90 Euro?',
      'Es kostet auf jeder Strecke 40 Euro.',
      german,
    ],
  ])('is let through with an answer that %s', (_what, question, answer, evidence) => {
    expect(check(question, answer, evidence)).toBeUndefined();
  });

  it.each([
    [
      'repeats the wrong figure',
      'Why does a second bag cost £90?',
      'A second bag costs £90 on every route.',
      fee,
    ],
    [
      'goes along with it',
      'Why do dogs travel in the cabin?',
      'They like the cabin of the aircraft more.',
      dogs,
    ],
    [
      'repeats it in German',
      'Warum kostet ein zweites Gepäckstück 90 Euro?',
      'Ein zweites Gepäckstück kostet auf jeder Strecke 90 Euro.',
      german,
    ],
  ])('is kept out with an answer that %s', (_what, question, answer, evidence) => {
    expect(check(question, answer, evidence)).toMatch(/does not correct it/);
  });
});

it('asks nothing of pairs of other types', () => {
  expect(refusal.check(aPair(), aPassage(), {})).toBeUndefined();
});
