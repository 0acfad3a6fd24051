import { describe, expect, it } from 'vitest';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import type { LanguageModel } from '#shared/ports/language-model.ts';
import { modelGenerator } from '../../functions/generate/model-generator.ts';
import { templates } from '../support/a-request.ts';
import { judgeReply } from '../support/judge-reply.ts';
import { localCase } from '../support/local-case.ts';
import { scriptedModel } from '../support/scripted-model.ts';

const bags = 'A checked bag may weigh up to 23 kg.';
const fee = 'A second bag costs **£40** on every route, and a third one “£60”.';
const mail = 'Write to claims@corvedale.example about a lost bag.';
const text = `# Baggage\n\n${bags} ${fee}\n\n${mail}\n`;

const weight = {
  question: 'How heavy may a checked bag be?',
  answer: 'A checked bag may weigh up to 23 kg.',
  evidence: [bags],
};
const pairs = [
  { ...weight, questionType: 'factual', facts: [1] },
  {
    question: 'What does a second bag cost?',
    answer: 'A second bag costs £40 on every route.',
    evidence: ['A second bag costs £40 on every route'],
    questionType: 'multi-turn',
    facts: [2],
    followUps: [
      {
        question: 'And is it for the third?',
        answer: 'A third bag costs £60.',
        evidence: ['a third one "£60".'],
      },
      {
        question: 'Whom do I ask when it is lost?',
        answer: 'Write to [EMAIL_1] about a lost bag.',
        evidence: ['Write to [EMAIL_1] about a lost bag.'],
      },
    ],
  },
  {
    question: 'May a parrot travel beside its owner?',
    answer: 'The documents do not say whether a parrot may travel.',
    evidence: [],
    questionType: 'unanswerable',
  },
  {
    question: 'Why does a second bag cost £90?',
    answer: 'A second bag does not cost £90: it costs £40 on every route.',
    evidence: ['A second bag costs £40'],
    questionType: 'false-premise',
  },
];

const every =
  'questionTypes: { unanswerable: 0.26, false-premise: 0.26, multi-turn: 0.26, multi-passage: 0 }';

const aCase = async (settings: string, reply: readonly object[] = pairs) => {
  const writer = scriptedModel({
    facts: ['Bags weigh 23 kg.', 'A second bag costs £40.', 'A third costs £60.'],
    pairs: reply,
  });
  const air = localCase({ generator: modelGenerator(writer, templates) });
  await air.source.write('air/bags.md', text);
  await air.source.write('air/dataset.yaml', settings);
  expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
  const rows = [...(await air.rows('air', 'train')), ...(await air.rows('air', 'validation'))];
  return { air, rows, rejected: await air.rows('air', 'rejected') };
};

describe('what a generator makes of a passage', () => {
  it('becomes rows of every type, each as long as its conversation', async () => {
    const { rows, rejected } = await aCase(`${every}\naudiences: [a passenger]\npairs: { perPassage: 20 }`);
    expect(rejected.map((row) => 'rejection_reasons' in row && row.rejection_reasons)).toEqual([]);
    expect(rows.map(({ question_type }) => question_type)).toEqual([
      'factual',
      'multi-turn',
      'unanswerable',
      'false-premise',
    ]);
    expect(rows[1]?.messages.map(({ role }) => role)).toEqual([
      'system',
      ...['user', 'assistant', 'user', 'assistant', 'user', 'assistant'],
    ]);
    expect(new Set(rows.map(({ audience }) => audience))).toEqual(new Set(['a passenger']));
  });

  it('quotes the markdown letter for letter, at the offsets that its rows give', async () => {
    const { air, rows } = await aCase(`${every}\npairs: { perPassage: 20 }`);
    const key = documentKeys('air', documentId('air/bags.md')).markdown;
    const markdown = new TextDecoder().decode(await air.dataset.read(key));
    for (const { evidence, evidence_spans } of rows) {
      expect(evidence_spans).toHaveLength(evidence.length);
      for (const [index, { start, end }] of evidence_spans.entries())
        expect(markdown.slice(start ?? 0, end ?? 0).replace('claims@corvedale.example', '[EMAIL_1]')).toBe(
          evidence[index],
        );
    }
    expect(rows[1]?.evidence).toEqual([
      'A second bag costs **£40** on every route',
      'a third one “£60”.',
      'Write to [EMAIL_1] about a lost bag.',
    ]);
  });

  it('says which facts have a kept pair, by document and section', async () => {
    const { air } = await aCase(`${every}\npairs: { perPassage: 20 }`);
    const { coverage, documents, version } = await air.manifest('air');
    expect(coverage).toEqual({ passages: 1, covered: 1, facts: 3, coveredFacts: 2 });
    expect(documents).toMatchObject([
      { sections: [{ headingPath: ['Baggage'], passages: 1, covered: 1, facts: 3, coveredFacts: 2 }] },
    ]);
    const report = new TextDecoder().decode(await air.dataset.read(`air/versions/${version}/report.html`));
    expect(report).toContain('Coverage by section');
  });

  it('beyond what was asked for is kept as rejected rows', async () => {
    const more = Array.from({ length: 3 }, (_, index) => ({
      ...weight,
      question: `What weight is allowed for a bag of class ${index + 2}?`,
      questionType: 'factual',
    }));
    const { rows, rejected } = await aCase('pairs: { perPassage: 2 }', more);
    expect(rows).toHaveLength(2);
    expect(rejected).toMatchObject([{ rejection_reasons: [{ reason: 'over-limit' }] }]);
  });
});

describe('a later turn', () => {
  const conversation = (followUp: object) => [
    {
      ...weight,
      questionType: 'multi-turn',
      followUps: [
        {
          question: 'And is it for the second?',
          answer: 'A second bag costs £40.',
          evidence: ['A second bag costs'],
          ...followUp,
        },
      ],
    },
  ];
  const settings = 'questionTypes: { multi-turn: 0.5 }\npolicies: [quality, pii]';

  it.each([
    ['a quote that is made up', { evidence: ['A second bag is free.'] }, 'evidence-not-found', /^turn 2: /],
    ['a number that is made up', { answer: 'A second bag costs £99.' }, 'ungrounded-number', /^turn 2: .*99/],
    ['nothing to read', { answer: '…' }, 'malformed', /^turn 2: /],
  ])('with %s keeps the conversation out', async (_what, followUp, reason, detail) => {
    const { rows, rejected } = await aCase(settings, conversation(followUp));
    expect(rows).toEqual([]);
    expect(rejected[0]).toMatchObject({
      rejection_reasons: [{ reason, detail: expect.stringMatching(detail) }],
    });
  });

  it('has what it names redacted, with the placeholder of the turn before', async () => {
    const leak = 'Ask jo@corvedale.example';
    const { rows, rejected } = await aCase(settings, [
      {
        ...weight,
        answer: `${weight.answer} ${leak}.`,
        questionType: 'multi-turn',
        followUps: [
          { question: 'Whom do I ask?', answer: `${leak} about the checked bag.`, evidence: [bags] },
        ],
      },
    ]);
    const [row] = [...rows, ...rejected];
    expect(JSON.stringify(row)).not.toContain('jo@corvedale.example');
    const [first, second] = row?.messages.filter(({ role }) => role === 'assistant') ?? [];
    expect(/\[EMAIL_\d+\]/.exec(first?.content ?? '')?.[0]).toBe(
      /\[EMAIL_\d+\]/.exec(second?.content ?? '')?.[0],
    );
  });
});

describe('a question without an answer', () => {
  const open = (given: object) => [{ ...pairs[2], ...given }];
  const settings = 'questionTypes: { unanswerable: 0.5 }\npassages: { maxTokens: 60 }';

  it('is kept out when its answer does not say so', async () => {
    const { rejected } = await aCase(
      settings,
      open({ answer: 'It may travel in the cabin with its owner.' }),
    );
    expect(rejected[0]).toMatchObject({ rejection_reasons: [{ reason: 'not-a-refusal' }] });
  });

  const filler = 'It is weighed at the counter before it is taken to the hold with all the others. '.repeat(
    4,
  );
  const birds = 'A parrot may travel beside its owner in a cage.';
  const documentWith = (last: string) =>
    `# Travel\n\n## Bags\n\n${bags} ${filler}\n\n## Birds\n\n${last} ${filler}\n`;
  const parrot = { facts: [], pairs: open({ question: 'Which parrot may travel beside its owner?' }) };

  /** A document of two passages, of which the first is asked what the second speaks of. */
  const aCaseWith = async (judge: LanguageModel | undefined, last = birds) => {
    const writer = scriptedModel(parrot, { facts: [], pairs: [] });
    const air = localCase({ generator: modelGenerator(writer, templates), ...(judge && { judge }) });
    await air.source.write('air/bags.md', documentWith(last));
    const named = judge ? '\njudge: { provider: bedrock, model: m, retries: 0 }' : '';
    await air.source.write('air/dataset.yaml', settings + named);
    await air.run('air');
    const reasons = async () =>
      (await air.rows('air', 'rejected')).flatMap((row) =>
        'rejection_reasons' in row ? row.rejection_reasons.map(({ reason }) => reason) : [],
      );
    return { air, reasons };
  };
  const judgeThatSays = (answerable: boolean) => scriptedModel(judgeReply('supported', { answerable }));

  it('is kept out when another passage of the document speaks of it', async () => {
    expect(await (await aCaseWith(undefined)).reasons()).toEqual(['maybe-answerable']);
  });

  it.each([
    [false, []],
    [true, ['maybe-answerable']],
  ])(
    'is left to the judge, where there is one, who reads that passage in the same call: answered %s',
    async (answerable, expected) => {
      const judge = judgeThatSays(answerable);
      const { reasons } = await aCaseWith(judge);
      expect(await reasons()).toEqual(expected);
      expect(judge.requests).toHaveLength(1);
      expect(judge.requests[0]?.prompt).toContain(birds);
    },
  );

  const attentive: LanguageModel = {
    ...scriptedModel(),
    answer: (request) => judgeThatSays(request.prompt.includes(birds)).answer(request),
  };

  it.each([
    ['without a judge', undefined],
    ['by the judge', attentive],
  ])('is decided on anew, %s, when another passage begins to speak of it', async (_who, judge) => {
    const { air, reasons } = await aCaseWith(judge, 'Which bird is heavier than that may not travel.');
    expect(await reasons()).toEqual([]);
    await air.source.write('air/bags.md', documentWith(birds));
    await air.run('air');
    expect(await reasons()).toEqual(['maybe-answerable']);
  });
});

describe('a total', () => {
  it('that cannot be reached says how many are missing and what to raise', async () => {
    const { air } = await aCase(`${every}\npairs: { perPassage: 20, total: 9 }`);
    const { total, version } = await air.manifest('air');
    expect(total).toEqual({ wanted: 9, missing: 5 });
    const report = new TextDecoder().decode(await air.dataset.read(`air/versions/${version}/report.html`));
    expect(report).toContain(
      '5 pairs of the 9 asked for are missing. Raise pairs.perPassage above 20, or add documents.',
    );
  });

  it('is kept exactly, and changing it generates nothing', async () => {
    const { air, rows } = await aCase(`${every}\npairs: { perPassage: 20, total: 3 }`);
    expect(rows).toHaveLength(3);
    const calls = air.seen.length;
    await air.source.write('air/dataset.yaml', `${every}\npairs: { perPassage: 20, total: 2 }`);
    await air.run('air');
    expect((await air.manifest('air')).pairs.kept).toBe(2);
    expect(air.seen).toHaveLength(calls);
  });
});

describe('a question over several passages', () => {
  const filler = 'It is weighed at the counter before it is taken to the hold with all the others. '.repeat(
    4,
  );
  const second = 'A second bag costs £40.';
  const document = `# Baggage\n\n## Rules\n\n### Weight\n\n${bags} ${filler}\n\n### Fees\n\n${second} ${filler}\n`;
  const over = (evidence: readonly string[]) => ({
    question: 'What may a checked bag weigh, and what does a second one cost?',
    answer: 'A checked bag may weigh up to 23 kg, and a second bag costs £40.',
    evidence,
  });

  const aSection = async (evidence: readonly string[]) => {
    const replies = {
      record_pairs: { facts: [], pairs: [] },
      record_section_pairs: { pairs: [over(evidence)] },
    };
    const writer: LanguageModel = {
      ...scriptedModel(),
      answer: (request) => scriptedModel(replies[request.schemaName as keyof typeof replies]).answer(request),
    };
    const judge = scriptedModel(judgeReply('supported'));
    const air = localCase({ judge, generator: modelGenerator(writer, templates) });
    await air.source.write('air/bags.md', document);
    await air.source.write(
      'air/dataset.yaml',
      'passages: { maxTokens: 100 }\nquestionTypes: { multi-passage: 0.6 }\njudge: { provider: openai-compatible, model: judge-1 }',
    );
    await air.run('air');
    const rows = [...(await air.rows('air', 'train')), ...(await air.rows('air', 'validation'))];
    return { air, rows, judge };
  };

  it('names the passage of every quote, and is judged by all that was shown', async () => {
    const { rows, judge } = await aSection([bags, second]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ question_type: 'multi-passage', evidence: [bags, second] });
    const spans = rows[0]?.evidence_spans ?? [];
    expect(new Set(spans.map(({ passage_id }) => passage_id)).size).toBe(2);
    expect(spans.map(({ start, end }) => document.slice(start ?? 0, end ?? 0))).toEqual([bags, second]);
    expect(judge.requests[0]?.prompt).toContain(bags);
    expect(judge.requests[0]?.prompt).toContain(second);
  });

  it('that one passage answers is kept out', async () => {
    const { air, rows } = await aSection([second, 'A second bag costs']);
    expect(rows).toEqual([]);
    const reasons = (await air.rows('air', 'rejected')).map(
      (row) => 'rejection_reasons' in row && row.rejection_reasons[0]?.detail,
    );
    expect(reasons).toContain('the quotes are not of two passages');
  });
});
