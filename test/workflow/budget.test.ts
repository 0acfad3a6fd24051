import { describe, expect, it } from 'vitest';
import { readJson } from '#shared/dataset/json-object.ts';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import { ledgerSchema, paidUsd } from '#shared/domain/ledger.ts';
import { noUsage } from '#shared/domain/usage.ts';
import { BudgetExhaustedError, ThrottledError } from '#shared/errors.ts';
import type { LanguageModel } from '#shared/ports/language-model.ts';
import { modelGenerator } from '../../functions/generate/model-generator.ts';
import { templates } from '../support/a-request.ts';
import { judgeReply } from '../support/judge-reply.ts';
import { fingerprint, localCase } from '../support/local-case.ts';
import { quotingModel } from '../support/quoting-model.ts';
import { scriptedModel } from '../support/scripted-model.ts';

const paid = 'provider: bedrock, model: quoting-1, price: { input: 10, output: 50 }';
const generator = `generator: { ${paid} }`;
const judge = `judge: { ${paid} }`;

/** Twenty passages, each of which says something of its own. */
const handbook = (subject: string) =>
  [
    `# ${subject}`,
    ...Array.from(
      { length: 20 },
      (_, index) =>
        `## Group ${index}\n\nThe ${subject} of group ${index} weigh ${index + 20} kg when they are handed in at the counter of the airline. ${'Nothing else is said of them here. '.repeat(3)}`,
    ),
  ].join('\n\n');

interface Models {
  readonly model?: LanguageModel;
  readonly judge?: LanguageModel;
}

const aCase = async (settings: string, models: Models = {}) => {
  const model = models.model ?? quotingModel();
  const air = localCase({ model, judge: models.judge ?? quotingModel() });
  await air.source.write('air/bags.md', handbook('bags'));
  await air.source.write('air/seats.md', handbook('seats'));
  const configure = (text: string) =>
    air.source.write(
      'air/dataset.yaml',
      `passages: { maxTokens: 60 }\npolicies: [quality]\nsystemPrompt: You answer.\n${text}`,
    );
  await configure(settings);
  const ledger = async () => {
    const found = await readJson(air.dataset, datasetKeys('air').ledger, ledgerSchema);
    if (found === undefined) throw new Error('there is no ledger');
    return found;
  };
  return { ...air, configure, ledger };
};

const leftOut = (manifest: Awaited<ReturnType<Awaited<ReturnType<typeof aCase>>['manifest']>>) =>
  manifest.documents
    .flatMap((document) => (document.status === 'processed' ? document.uncovered : []))
    .filter(({ reason }) => reason === 'budget-exhausted');

describe('a budget', () => {
  it('is never exceeded by documents that run at once, and what it left out is on record', async () => {
    const model = quotingModel();
    const air = await aCase(`${generator}\nbudgetUsd: 0.5`, { model });
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED', output: { failedDocuments: 0 } });

    const manifest = await air.manifest('air');
    const ledger = await air.ledger();
    expect(paidUsd(ledger)).toBeLessThanOrEqual(0.5);
    expect(ledger.holds).toEqual({});
    expect(ledger.spentUsd.generator).toBeCloseTo(manifest.usage.generator.usd ?? Number.NaN, 6);
    expect(manifest.usage.generator.calls).toBe(model.requests.length);

    expect(model.requests.length).toBeGreaterThan(0);
    expect(leftOut(manifest).length + model.requests.length).toBe(manifest.coverage.passages);
    expect(manifest.shortfall).toMatchObject({ passages: leftOut(manifest).length });
    expect(manifest.spending).toMatchObject({ budgetUsd: 0.5, lostUsd: 0 });
    expect((await air.rows('air', 'train')).length).toBeGreaterThan(0);
    for (const file of ['report.html', 'manifest.json']) {
      const text = new TextDecoder().decode(
        await air.dataset.read(`air/versions/${manifest.version}/${file}`),
      );
      expect(text).toContain('budget');
    }
  });

  it('raised, lets the next run go on where it stopped, without repeating a call', async () => {
    const model = quotingModel();
    const air = await aCase(`${generator}\nbudgetUsd: 0.5`, { model });
    await air.run('air');
    const before = model.requests.length;
    await air.run('air');
    expect(model.requests.length - before).toBeLessThanOrEqual(1);

    await air.configure(`${generator}\nbudgetUsd: 50`);
    await air.run('air');
    const manifest = await air.manifest('air');
    expect(manifest.shortfall).toBeNull();
    expect(leftOut(manifest)).toEqual([]);
    const prompts = model.requests.map(({ prompt }) => prompt);
    expect(prompts).toHaveLength(manifest.coverage.passages);
    expect(new Set(prompts).size).toBe(prompts.length);
  });

  it('of nothing makes no call and a valid, empty dataset, the same in every run', async () => {
    const model = quotingModel();
    const air = await aCase(`${generator}\nbudgetUsd: 0`, { model });
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED', output: { train: 0 } });
    const before = await fingerprint(air.dataset);
    await air.run('air');
    expect(await fingerprint(air.dataset)).toEqual(before);
    expect(model.requests).toEqual([]);
  });

  it('holds for the judge too, and the pairs that it could not pay are not generated again', async () => {
    const [model, judging] = [quotingModel(), quotingModel()];
    const air = await aCase(`${generator}\n${judge}\nbudgetUsd: 0.75`, { model, judge: judging });
    await air.run('air');
    const ledger = await air.ledger();
    expect(paidUsd(ledger)).toBeLessThanOrEqual(0.75);
    expect(ledger.spentUsd.judge).toBeGreaterThan(0);
    expect((await air.manifest('air')).shortfall).not.toBeNull();

    await air.configure(`${generator}\n${judge}\nbudgetUsd: 50`);
    await air.run('air');
    const manifest = await air.manifest('air');
    expect(manifest.shortfall).toBeNull();
    expect(model.requests).toHaveLength(manifest.coverage.passages);
    expect(judging.requests).toHaveLength(manifest.coverage.passages);
    expect(manifest.usage.judge.usd).toBeCloseTo((await air.ledger()).spentUsd.judge, 6);
  });

  it('does not pay for calls that were throttled', async () => {
    const model = quotingModel({
      fail: (call) => (call % 5 === 2 ? new ThrottledError('slow down', { mayHaveCost: false }) : undefined),
    });
    const air = await aCase(`${generator}\nbudgetUsd: 50`, { model });
    expect(await air.run('air')).toMatchObject({ output: { failedDocuments: 0 } });
    expect(await air.ledger()).toMatchObject({ lostUsd: 0, holds: {} });
  });

  it('counts what calls may have cost that timed out', async () => {
    const model = quotingModel({
      fail: (call) => (call === 2 ? new ThrottledError('timed out') : undefined),
    });
    const air = await aCase(`${generator}\nbudgetUsd: 50`, { model });
    await air.run('air');
    expect((await air.ledger()).lostUsd).toBeGreaterThan(0);
  });

  it('cannot be held for a model whose price nobody knows, and says how to give it', async () => {
    const air = await aCase('generator: { provider: bedrock, model: unheard-of }\nbudgetUsd: 1');
    expect(await air.run('air')).toMatchObject({
      status: 'FAILED',
      error: 'InvalidSettingsError',
      cause: expect.stringMatching(/generator\.price: \{ input: 0\.3, output: 2\.5 \}/),
    });
  });
});

it('a system prompt that the budget does not reach for is made from the title, and suggested when it does', async () => {
  const model = quotingModel();
  const air = localCase({ model });
  await air.source.write('air/bags.md', handbook('bags'));
  await air.source.write('air/dataset.yaml', `${generator}\nbudgetUsd: 0`);
  await air.run('air');
  expect((await air.manifest('air')).systemPrompt).toMatchObject({
    origin: 'title',
    note: expect.stringContaining('budget'),
  });
  await air.source.write('air/dataset.yaml', `${generator}\nbudgetUsd: 50`);
  await air.run('air');
  const { systemPrompt, usage, spending } = await air.manifest('air');
  expect(systemPrompt).toMatchObject({ origin: 'suggested', usage: { calls: 1 } });
  expect(usage.generator.calls).toBe(model.requests.length);
  expect(spending?.spentUsd.generator).toBeCloseTo(usage.generator.usd ?? Number.NaN, 6);
});

describe('what was paid for', () => {
  /** No questions over several passages, which an edit of any of them would change. */
  const alone = `${generator}\n${judge}\nquestionTypes: { multi-passage: 0 }`;

  it('is paid again, by generator and judge, only for the one passage that an edit changes', async () => {
    const [model, judging] = [quotingModel(), quotingModel()];
    const air = await aCase(alone, { model, judge: judging });
    await air.run('air');
    const before = [model.requests.length, judging.requests.length];
    await air.source.write('air/bags.md', handbook('bags').replace('weigh 27 kg', 'weigh 72 kg'));
    await air.run('air');
    expect([model.requests.length, judging.requests.length]).toEqual(before.map((calls) => calls + 1));
    expect(model.requests.at(-1)?.prompt).toContain('72 kg');
    expect(judging.requests.at(-1)?.prompt).toContain('72 kg');
  });

  it.each([
    ['the title', 'title: Another'],
    ['the share of validation', 'split: { validation: 0.3 }'],
    ['the files beside the Parquet', 'formats: [openai]'],
    ['a budget', 'budgetUsd: 100'],
  ])('is not paid again when %s changes', async (_setting, changed) => {
    const [model, judging] = [quotingModel(), quotingModel()];
    const air = await aCase(alone, { model, judge: judging });
    await air.run('air');
    const before = [model.requests.length, judging.requests.length];
    await air.configure(`${alone}\n${changed}`);
    await air.run('air');
    expect([model.requests.length, judging.requests.length]).toEqual(before);
  });

  it('is not paid again after the run was killed between two calls', async () => {
    const model = quotingModel({ fail: (call) => (call === 17 ? new TypeError('killed') : undefined) });
    const air = await aCase(alone, { model });
    await air.run('air');
    await air.run('air');
    const answered = model.requests.map(({ prompt }) => prompt).toSpliced(16, 1);
    expect(new Set(answered).size).toBe(answered.length);
    expect(answered).toHaveLength((await air.manifest('air')).coverage.passages);
  });
});

describe('without a budget', () => {
  it('a model of an unknown price is called, and its cost is unknown and not nothing', async () => {
    const air = await aCase('generator: { provider: bedrock, model: unheard-of }', {
      model: quotingModel({ price: null }),
    });
    await air.run('air');
    const { usage, spending, version } = await air.manifest('air');
    expect(usage.generator).toMatchObject({ usd: null });
    expect(usage.generator.calls).toBeGreaterThan(0);
    expect(spending).toBeNull();
    const card = new TextDecoder().decode(await air.dataset.read(`air/versions/${version}/README.md`));
    expect(card).toContain('price unknown');
  });

  it('that did not reach for a second attempt has nothing missing any more once that is paid', async () => {
    const fact = 'A checked bag may weigh up to 23 kg on every route.';
    const asked = {
      question: 'How heavy may a checked bag be?',
      answer: 'It may weigh 23 kg.',
      evidence: [fact],
    };
    const writer = scriptedModel(
      { facts: [fact], pairs: [{ ...asked, questionType: 'factual' }] },
      { pairs: [{ pair: 1, ...asked, answer: fact }] },
    );
    let isPoor = true;
    const model: LanguageModel = {
      ...writer,
      answer: (request) => {
        if (isPoor && request.schemaName === 'record_mended_pairs')
          throw new BudgetExhaustedError('too little', { ...noUsage, calls: 1, usd: 0.01 });
        return writer.answer(request);
      },
    };
    const air = localCase({
      generator: modelGenerator(model, templates),
      judge: scriptedModel(judgeReply('unsupported'), judgeReply('supported')),
    });
    await air.source.write('air/baggage.md', `# Baggage\n\n${fact}\n`);
    await air.source.write(
      'air/dataset.yaml',
      'policies: [quality]\njudge: { provider: openai-compatible, model: judge-1, retries: 1 }\n',
    );
    await air.run('air');
    expect((await air.manifest('air')).shortfall).not.toBeNull();

    isPoor = false;
    await air.run('air');
    expect(await air.manifest('air')).toMatchObject({ shortfall: null, pairs: { kept: 1 } });
  });
});
