import { expect, test } from 'vitest';
import { contextSettingsSchema } from '#shared/domain/context-settings.ts';
import { datasetSettingsSchema } from '#shared/domain/dataset-settings.ts';
import type { SectionRequest } from '#shared/domain/generation-request.ts';
import { modelGenerator } from '../../../../functions/generate/model-generator.ts';
import { aPair, aPassage } from '../../../support/a-passage.ts';
import { aRequest, templates } from '../../../support/a-request.ts';
import { scriptedModel } from '../../../support/scripted-model.ts';

const request = aRequest(aPassage(), undefined, 'Baggage policy');
const said = { question: 'How heavy?', answer: 'Up to 23 kg.', evidence: ['up to 23 kg'] };

test('makes one call for a passage and takes over its facts, pairs, usage and model', async () => {
  const model = scriptedModel({
    facts: ['One bag.', 'Up to 23 kg.'],
    pairs: [{ ...aPair(), facts: [2, 2, 7] }],
  });
  const generator = modelGenerator(model, templates);
  expect(await generator.generate(request)).toEqual({
    facts: ['One bag.', 'Up to 23 kg.'],
    pairs: [aPair({ facts: [1] })],
    failure: null,
    usage: expect.objectContaining({ calls: 1, inputTokens: 100, outputTokens: 20, usd: 0.002 }),
  });
  expect(generator).toMatchObject({ name: 'scripted', modelId: 'scripted-1' });
  expect(generator.promptVersion).toMatch(/^pairs-[0-9a-f]{8}$/);
  expect(model.requests).toHaveLength(1);
});

test('loses no pair that was paid for, however many were asked for', async () => {
  const pairs = Array.from({ length: 9 }, (_, index) => ({
    ...said,
    question: `Question ${index}?`,
    questionType: 'factual',
  }));
  const generator = modelGenerator(scriptedModel({ facts: [], pairs }), templates);
  expect((await generator.generate(request)).pairs).toHaveLength(9);
});

test('labels a pair by its turns, whatever the model calls it, and by the audience that was asked for', async () => {
  const pairs = [
    { ...said, questionType: 'factual', followUps: [{ ...said, question: 'And for a child?' }] },
    { ...said, questionType: 'multi-turn' },
  ];
  const generator = modelGenerator(scriptedModel({ facts: [], pairs }), templates);
  const plan = { ...request.plan, audience: 'a gate agent' };
  expect((await generator.generate({ ...request, plan })).pairs).toMatchObject([
    { questionType: 'multi-turn', audience: 'a gate agent' },
    { questionType: 'factual', audience: 'a gate agent' },
  ]);
});

test('pairs over a section are labelled as such', async () => {
  const model = scriptedModel({ pairs: [said] });
  const section: SectionRequest = { ...request, kind: 'section', neighbours: [aPassage({ index: 1 })] };
  const { pairs } = await modelGenerator(model, templates).generate(section);
  expect(pairs).toMatchObject([{ ...said, questionType: 'multi-passage' }]);
});

test('a mended pair keeps its type, audience and facts, and what answers none of them is told apart', async () => {
  const failed = [
    { pair: aPair({ questionType: 'conditional', audience: 'a parent', facts: [3] }), complaint: 'partial' },
    { pair: aPair({ question: 'Which?' }), complaint: 'unsupported' },
  ];
  const model = scriptedModel({
    pairs: [
      { pair: 1, ...said },
      { pair: 3, ...said },
      { pair: 1, ...said, question: 'Which once more?' },
    ],
  });
  const { pairs, unasked } = await modelGenerator(model, templates).generate({
    ...request,
    kind: 'retry',
    attempt: 1,
    failed,
  });
  expect(pairs).toEqual([aPair({ ...said, questionType: 'conditional', audience: 'a parent', facts: [3] })]);
  const nobodys = aPair({ ...said, questionType: 'factual', audience: null, facts: [] });
  expect(unasked).toEqual([nobodys, { ...nobodys, question: 'Which once more?' }]);
  expect(model.requests[0]?.prompt).toContain('Objection: partial');
});

test('what the model pays for grows with the passage and the number of pairs', async () => {
  const model = scriptedModel({ facts: [], pairs: [] });
  const generator = modelGenerator(model, templates);
  await generator.generate(request);
  await generator.generate({ ...request, passage: aPassage({ tokens: 400 }) });
  const [small, large] = model.requests.map(({ maxOutputTokens }) => maxOutputTokens);
  expect(large).toBeGreaterThan(small ?? 0);
  expect(large).toBeLessThan(2500);
});

test('a failed reply is a failure of the passage, with what it cost', async () => {
  const generator = modelGenerator(scriptedModel('The model refused.'), templates);
  expect(await generator.generate(request)).toEqual({
    facts: [],
    pairs: [],
    failure: 'The model refused.',
    usage: expect.objectContaining({ calls: 1, inputTokens: 100, outputTokens: 20, usd: 0.002 }),
  });
});

test('asks for reasoning where rows are grounded in documents, requires it, and nowhere else', async () => {
  const settings = datasetSettingsSchema.parse({
    generator: { provider: 'bedrock', model: 'm' },
    mode: 'context-grounded',
  });
  const pair = { ...said, questionType: 'factual' };
  const reasoned = { ...pair, reasoning: 'The limit is stated for each bag.' };
  const model = scriptedModel({ facts: [], pairs: [reasoned] });
  const { pairs } = await modelGenerator(model, templates).generate({ ...request, settings });
  expect(pairs).toMatchObject([reasoned]);
  expect(model.requests[0]?.prompt).toContain('a `reasoning`');
  expect(model.requests[0]?.schema.safeParse({ facts: [], pairs: [pair] }).success).toBe(false);

  const plain = scriptedModel({ facts: [], pairs: [reasoned] });
  expect((await modelGenerator(plain, templates).generate(request)).pairs[0]).not.toHaveProperty('reasoning');
  expect(plain.requests[0]?.prompt).not.toContain('reasoning');
  const off = { ...settings, context: { ...contextSettingsSchema.parse({}), reasoning: false } };
  const silent = scriptedModel({ facts: [], pairs: [pair] });
  await modelGenerator(silent, templates).generate({ ...request, settings: off });
  expect(silent.requests[0]?.prompt).not.toContain('reasoning');
});
