import { expect, test } from 'vitest';
import { extractiveGenerator } from '../../../../../functions/generate/extractive/extractive-generator.ts';
import { aPassage } from '../../../../support/a-passage.ts';
import { aRequest, plainSettings } from '../../../../support/a-request.ts';

const settings = plainSettings({ pairs: { perPassage: 20 } });

const pairsOf = async (text: string, ...headingPath: string[]) => {
  const { pairs } = await extractiveGenerator().generate(aRequest(aPassage({ text, headingPath }), settings));
  for (const quote of pairs.flatMap(({ evidence }) => evidence)) expect(text).toContain(quote);
  return pairs.map(({ question, answer }) => [question, answer]);
};

interface Case {
  readonly name: string;
  readonly headings?: readonly string[];
  readonly text: string;
  readonly pairs: readonly (readonly [question: string, answer: string])[];
}

const cases: Case[] = [
  {
    name: 'a heading that asks, over text with markup',
    headings: ['Help', 'Can I choose my seat?'],
    text: 'Yes. A **standard seat** is £6 on [short routes](https://a.example).[^1]\n\n[^1]: Under two hours.',
    pairs: [['Can I choose my seat?', 'Yes. A standard seat is £6 on short routes.']],
  },
  {
    name: 'a question that leaves open what it is about',
    headings: ['Overweight bags', 'How much is the fee?'],
    text: 'The fee is £40 for each bag.',
    pairs: [['How much is the fee for overweight bags?', 'The fee is £40 for each bag.']],
  },
  {
    name: 'a question about "it" with no heading above it',
    headings: ['How does it work?'],
    text: 'You scan the code at the gate.',
    pairs: [],
  },
  {
    name: 'questions in bold',
    text: '**Can I bring a pram?**\nYes, free of charge.\n\n**Where do I leave it?** At the gate.',
    pairs: [['Can I bring a pram?', 'Yes, free of charge.']],
  },
  {
    name: 'lines with Q and A',
    text: 'Q: Do you sell gift cards?\nA: Yes, in our app.\n\nQ: Do gift cards expire?\n\nA: After two years.',
    pairs: [
      ['Do you sell gift cards?', 'Yes, in our app.'],
      ['Do gift cards expire?', 'After two years.'],
    ],
  },
  {
    name: 'a definition',
    text: 'A no-show is a passenger who does not check in. It costs us a seat.',
    pairs: [['What is a no-show?', 'A no-show is a passenger who does not check in.']],
  },
  {
    name: 'entries that are options, calls or labels of a form',
    headings: ['Archive tool'],
    text: '- **--recursion**: whether folders are read too\n- **sweep(net)**: a function that applies matches\n- **Default**: "latest" on all systems\n- **Environment variables**: Set any of them in the shell',
    pairs: [],
  },
  {
    name: 'a table of the options of a program, and a cell that points elsewhere',
    headings: ['Publishing'],
    text: '| Flag | Default | Type |\n|---|---|---|\n| --tag | "latest" | String |\n| logGroup | none | ILogGroup |\n\n| Fare | Fee |\n|---|---|\n| Light | See the price list |\n| Flex | £20 |',
    pairs: [['What is the fee for the Flex fare?', 'For the Flex fare, the fee is £20.']],
  },
  {
    name: 'a heading in capitals',
    headings: ['GOODWILL PAYMENTS'],
    text: 'You must ask for a goodwill payment within 30 days of the flight. We pay no more than £50, and you cannot ask twice.',
    pairs: [
      [
        'What are the rules on goodwill payments?',
        'You must ask for a goodwill payment within 30 days of the flight. We pay no more than £50, and you cannot ask twice.',
      ],
    ],
  },
  {
    name: 'sections that describe, give orders or point to a web page lay down no rules',
    headings: ['Backup'],
    text: 'A stream can be set up to copy its data. You can also give a prefix under which it may be stored, and it can be changed.\n\n## Check the release\n\nYour release must be on the server within a day. Check that you can open it and that the numbers are required.\n\n## Features\n\nAll of them must be listed at https://a.example within a month, and you may read about each of them there.',
    pairs: [],
  },
  {
    name: 'clauses that are no condition and subjects that are no name',
    text: 'When applied to a normal function, the wrapper passes nothing to it. Any time the group name is a recipient, it will be expanded to its members. The process whose number is the same as its group number is the process leader. Not all types are supported in fast calls. ALPN is used by a library that supports HTTP/2 to negotiate it.',
    pairs: [],
  },
  {
    name: 'a sentence that only looks like a definition',
    text: 'This is the best way to do it. There is a fee for that. The result is a number that nobody reads.',
    pairs: [],
  },
  {
    name: 'a condition, said by the one who asks',
    text: 'If you cancel your flight within 24 hours, we refund your fare in full.',
    pairs: [
      [
        'What happens if I cancel my flight within 24 hours?',
        'If you cancel your flight within 24 hours, we refund your fare in full.',
      ],
    ],
  },
  {
    name: 'a condition with a list of its own',
    text: 'If we move your departure by two hours, or cancel a connection, you may choose a refund.',
    pairs: [
      [
        'What can I do if you move my departure by two hours, or cancel a connection?',
        'If we move your departure by two hours, or cancel a connection, you may choose a refund.',
      ],
    ],
  },
  {
    name: 'a condition about something said before',
    text: 'If this happens, we refund your fare in full.',
    pairs: [],
  },
  {
    name: 'a table of properties',
    headings: ['Refunds'],
    text: '| Fare | Time limit | Allowed |\n|---|---|---|\n| Light | 24 hours | No |\n| Flex | 30 days | Yes |',
    pairs: [
      [
        'What are the time limit and allowed for the Light fare?',
        'For the Light fare: time limit: 24 hours; allowed: No.',
      ],
      ['What is the time limit for the Light fare?', 'For the Light fare, the time limit is 24 hours.'],
      [
        'What are the time limit and allowed for the Flex fare?',
        'For the Flex fare: time limit: 30 days; allowed: Yes.',
      ],
      ['What is the time limit for the Flex fare?', 'For the Flex fare, the time limit is 30 days.'],
    ],
  },
  {
    name: 'a table whose rows are told apart by two columns',
    headings: ['Compensation'],
    text: '| Distance | Delay on arrival | Compensation |\n|---|---|---|\n| Over 3,500 km | Under 4 hours | £260 |\n| Over 3,500 km | 4 hours or more | £520 |',
    pairs: [
      [
        'What is the compensation when the distance is over 3,500 km and the delay on arrival is under 4 hours?',
        'When the distance is over 3,500 km and the delay on arrival is under 4 hours, the compensation is £260.',
      ],
      [
        'What is the compensation when the distance is over 3,500 km and the delay on arrival is 4 hours or more?',
        'When the distance is over 3,500 km and the delay on arrival is 4 hours or more, the compensation is £520.',
      ],
    ],
  },
  {
    name: 'a table of abbreviations',
    text: '| Code | Meaning |\n|---|---|\n| PNR | Passenger name record |',
    pairs: [['What does “PNR” mean?', '“PNR” means “Passenger name record”.']],
  },
  {
    name: 'a table without real headers',
    text: '| Column A | Column B |\n|---|---|\n| one | two |',
    pairs: [],
  },
  {
    name: 'numbered steps under a gerund',
    headings: ['Changing a booking'],
    text: '1. Open the app.\n2. Choose **Change**.\n3. Pay the difference.',
    pairs: [['How do I change a booking?', '1. Open the app.\n2. Choose Change.\n3. Pay the difference.']],
  },
  {
    name: 'steps with an aim that introduces them',
    text: 'To report a lost bag:\n\n1. Go to the desk.\n2. Show your receipt.',
    pairs: [
      ['How do I report a lost bag?', 'To report a lost bag:\n1. Go to the desk.\n2. Show your receipt.'],
    ],
  },
  {
    name: 'an aim in a sentence',
    text: 'To keep your return flight, call us before departure.',
    pairs: [['How do I keep my return flight?', 'To keep your return flight, call us before departure.']],
  },
  {
    name: 'a list after its introduction',
    text: 'Ground assistance includes:\n\n- a wheelchair;\n- help with bags.',
    pairs: [
      ['What does ground assistance include?', 'Ground assistance includes: a wheelchair; help with bags.'],
    ],
  },
  {
    name: 'prices, periods, dates and places',
    text: 'A lounge pass costs £25. Vouchers are valid for 24 months. Quarrelton Airways was founded in 1911. We answer a claim within 28 days.',
    pairs: [
      ['How much does a lounge pass cost?', 'A lounge pass costs £25.'],
      ['How long are vouchers valid?', 'Vouchers are valid for 24 months.'],
      ['When was Quarrelton Airways founded?', 'Quarrelton Airways was founded in 1911.'],
      ['How quickly do you answer a claim?', 'We answer a claim within 28 days.'],
    ],
  },
  {
    name: 'what is allowed and what is not',
    text: 'Power banks are not allowed in checked baggage. Prams are carried everywhere.',
    pairs: [
      ['Are power banks allowed in checked baggage?', 'No. Power banks are not allowed in checked baggage.'],
    ],
  },
  {
    name: 'entries of a glossary',
    headings: ['Terms'],
    text: '- **Hold**: the part of the aircraft for bags\n- **Stopover**: a stay of more than 24 hours on the way',
    pairs: [
      ['What does “hold” mean?', '“Hold” means the part of the aircraft for bags.'],
      ['What does “stopover” mean?', '“Stopover” means a stay of more than 24 hours on the way.'],
    ],
  },
  {
    name: 'a passage of another language, of which only its own questions are taken',
    headings: ['Gepäck'],
    text: '## Was kostet ein Koffer?\n\nEin Koffer kostet 40 Euro. Wenn Sie online buchen, sparen Sie zehn Euro.',
    pairs: [
      ['Was kostet ein Koffer?', 'Ein Koffer kostet 40 Euro. Wenn Sie online buchen, sparen Sie zehn Euro.'],
    ],
  },
];

test.each(cases)('$name', async ({ text, headings = [], pairs }) => {
  expect((await pairsOf(text, ...headings)).sort()).toEqual([...pairs].sort());
});

test.each([
  ['a sentence without an end', `If ${'a bag, or '.repeat(20_000)}you pay.`],
  ['brackets without an end', `${'[('.repeat(10_000)} is a bag.`],
  ['a paragraph of colons', `${'a: '.repeat(20_000)}`],
  ['line breaks', `Q:${'\n'.repeat(20_000)}?`],
])('%s neither stops the generator nor makes a pair', async (_what, text) => {
  expect(await pairsOf(text)).toEqual([]);
});

test('a plural column is asked about only where its cell names several things', async () => {
  const pairs = await pairsOf(
    'The office takes what a person has recorded in one of these formats.\n\n| Type | Formats |\n|---|---|\n| Audio | WAV, MP3, M4A, FLAC |\n| Text | Plain text |\n| Video | MP4, AVI, MOV |',
    'Supported formats',
  );
  const questions = pairs.map(([question]) => question).join('\n');
  expect(questions).toContain('What are the supported formats for Audio?');
  expect(questions).not.toContain('formats for Text?');
});

test('the name of a field is no term: its like stand in other lists with other meanings', async () => {
  const list = (first: string, second: string) =>
    `- **${first}**: an identifier that the publisher has given to the journal.\n- **${second}**: an identifier that the publisher has given to the article.`;
  expect(await pairsOf(list('type', 'title'), 'Metadata values')).toEqual([]);
  expect(await pairsOf(list('Journal type', 'Article title'), 'Metadata values')).not.toEqual([]);
});

test('the heading of a section that began in an earlier passage asks for more than its rest', async () => {
  const passage = aPassage({
    headingPath: ['Help', 'Can I choose my seat?'],
    text: 'A seat on a long route is £9 for every passenger.',
  });
  const questionsOf = async (continues: boolean) => {
    const { pairs } = await extractiveGenerator().generate(aRequest({ ...passage, continues }, settings));
    return pairs.map(({ question }) => question);
  };
  expect(await questionsOf(false)).toContain('Can I choose my seat?');
  expect(await questionsOf(true)).not.toContain('Can I choose my seat?');
});
