import { describe, expect, it } from 'vitest';
import { converseBatch } from '#shared/adapters/converse-batch.ts';
import { readJson } from '#shared/dataset/json-object.ts';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import { ledgerSchema, paidUsd } from '#shared/domain/ledger.ts';
import type { Row } from '#shared/domain/row.ts';
import type { LanguageModel } from '#shared/ports/language-model.ts';
import type { Functions } from '../../local/local-workflows.ts';
import { type BatchServiceOptions, batchService } from '../support/batch-service.ts';
import { judgeReply } from '../support/judge-reply.ts';
import { fingerprint, localCase } from '../support/local-case.ts';
import { quotingModel } from '../support/quoting-model.ts';
import { scriptedModel, scriptedPrice } from '../support/scripted-model.ts';

const onDemand = 'generator: { provider: bedrock, model: quoting-1, price: { input: 10, output: 50 } }';
const generator = onDemand.replace('} }', '}, batch: true }');

/** Passages of which each says something of its own. */
const handbook = (subject: string, groups: number) =>
  [
    `# ${subject}`,
    ...Array.from(
      { length: groups },
      (_, index) =>
        `## Group ${index}\n\nThe ${subject} of group ${index} weigh ${index + 20} kg when they are handed in at the counter of the airline. No other rule is stated for the ${subject} of group ${index} in this handbook.`,
    ),
  ].join('\n\n');

interface CaseOptions extends BatchServiceOptions {
  readonly groups?: number;
  readonly settings?: string;
  readonly judge?: LanguageModel;
}

const aCase = async ({ groups = 60, settings = '', judge, ...options }: CaseOptions = {}) => {
  const traits = { strategy: 'tool', price: scriptedPrice } as const;
  const model = quotingModel({ batch: converseBatch('quoting-1', traits, scriptedPrice) });
  let service: ReturnType<typeof batchService> | undefined;
  const air = localCase({
    model,
    ...(judge && { judge }),
    batchInference: (dataset) => {
      service = batchService(dataset, options);
      return service.inference;
    },
  });
  if (service === undefined) throw new Error('there is no service');
  await air.source.write('air/bags.md', handbook('bags', groups));
  await air.source.write('air/seats.md', handbook('seats', groups));
  const configure = (text: string) =>
    air.source.write(
      'air/dataset.yaml',
      `passages: { maxTokens: 60 }\npolicies: [quality]\nsystemPrompt: You answer.\nquestionTypes: { multi-passage: 0 }\n${text}`,
    );
  await configure(`${generator}\n${settings}`);
  const ledger = () => readJson(air.dataset, datasetKeys('air').ledger, ledgerSchema);
  return { ...air, configure, ledger, model, service };
};

/** What each row says must stand in the passage that it names: its own subject and group. */
const expectRowsOnTheirPassages = (rows: readonly Row[]) => {
  for (const { messages, heading_path, source_uri } of rows) {
    const group = Number(/Group (\d+)/.exec(heading_path.join(' '))?.[1]);
    const subject = /air\/(\w+)\.md/.exec(source_uri)?.[1];
    expect(messages.at(-1)?.content).toMatch(new RegExp(`${subject} of group ${group}\\b`));
  }
};

const everyRow = async (air: Awaited<ReturnType<typeof aCase>>) =>
  [...(await air.rows('air', 'train')), ...(await air.rows('air', 'validation'))] as Row[];

describe('a dataset that is asked in batches', () => {
  it('asks everything in one job at half the price, and every reply lands on its own passage', async () => {
    const air = await aCase();
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED', output: { failedDocuments: 0 } });

    const { usage, coverage, batches, shortfall } = await air.manifest('air');
    expect(coverage).toMatchObject({ passages: 120, covered: 120 });
    expect(air.service.jobs.map(({ records }) => records.length)).toEqual([120]);
    expect(air.model.requests).toEqual([]);
    expect(batches).toEqual({ jobs: 1, records: 120, answered: 120, failed: 0, onDemand: {} });
    expectRowsOnTheirPassages(await everyRow(air));

    // 400 tokens in at $10 and 100 out at $50 a million, a hundred and twenty times, at half the price.
    expect(usage.generator).toMatchObject({ calls: 120, inputTokens: 48_000, usd: 0.54 });
    expect(shortfall).toBeNull();
    expect(await air.ledger()).toMatchObject({ spentUsd: { generator: 0.54 }, lostUsd: 0, holds: {} });
  });

  it('sends Converse records without tools, which such a job would fail', async () => {
    const air = await aCase();
    // The same text again asks for itself: no reply is of two documents.
    await air.source.write('air/copy.md', handbook('bags', 60));
    await air.run('air');
    const [job] = air.service.jobs;
    expect(job?.request).toMatchObject({ modelInvocationType: 'Converse', modelId: 'quoting-1' });
    expect(new Set(job?.records.map(({ recordId }) => recordId)).size).toBe(180);
    for (const { modelInput } of job?.records ?? []) {
      expect(Object.keys(modelInput).sort()).toEqual(['inferenceConfig', 'messages', 'system']);
      expect(modelInput.system[0]?.text).toContain('"questionType"');
    }
  });

  it('makes no job and no call in a second run, and changes no byte', async () => {
    const air = await aCase({ fate: ({ recordId }) => (recordId.startsWith('0') ? 'error' : undefined) });
    await air.run('air');
    const before = await fingerprint(air.dataset);
    const calls = air.model.requests.length;
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await fingerprint(air.dataset)).toEqual(before);
    expect([air.service.calls.create, air.model.requests.length]).toEqual([1, calls]);
  });

  it('lets an uploaded document wait, and asks nothing before a run over the dataset', async () => {
    const air = await aCase();
    expect(await air.announce('air/bags.md')).toMatchObject({
      status: 'SUCCEEDED',
      output: { status: 'waiting', requests: 60 },
    });
    expect(air.announcements.map(({ DetailType }) => DetailType)).toEqual(['Document Waiting']);
    expect(air.model.requests).toEqual([]);
    expect(air.service.calls.create).toBe(0);
  });

  it('leaves nothing of a job behind but what it has cost', async () => {
    const air = await aCase();
    await air.run('air');
    const left = Object.keys(await fingerprint(air.dataset)).filter((key) => key.includes('/batches/'));
    expect(left).toEqual(['air/batches/jobs.json']);
  });

  it('pays an edit of one passage alone', async () => {
    const air = await aCase();
    await air.run('air');
    await air.source.write('air/bags.md', handbook('bags', 60).replace('weigh 27 kg', 'weigh 72 kg'));
    await air.run('air');
    expect(air.service.calls.create).toBe(1);
    expect(air.model.requests.map(({ prompt }) => prompt)).toEqual([expect.stringContaining('72 kg')]);
  });
});

describe('what was answered', () => {
  it('in a batch is not asked again when batches are turned off, nor the other way round', async () => {
    const air = await aCase();
    await air.run('air');
    await air.configure(onDemand);
    await air.run('air');
    expect([air.service.calls.create, air.model.requests.length]).toEqual([1, 0]);

    const other = await aCase();
    await other.configure(onDemand);
    await other.run('air');
    await other.configure(generator);
    await other.run('air');
    expect([other.service.calls.create, other.model.requests.length]).toEqual([0, 120]);
  });

  it('in a batch is used by a run without batches, after one that was killed when its job had ended', async () => {
    const air = await aCase();
    const kill = (functions: Functions): Functions => ({
      ...functions,
      SplitFunction: async (payload) => {
        if (air.service.jobs[0]?.status === 'Completed') throw new TypeError('killed');
        return functions.SplitFunction(payload);
      },
    });
    await air.run('air', kill);
    await air.configure(onDemand);
    expect(await air.run('air')).toMatchObject({ output: { failedDocuments: 0 } });
    expect([air.service.calls.create, air.model.requests.length]).toEqual([1, 0]);
    expect((await air.manifest('air')).usage.generator.usd).toBe(0.54);
  });

  it('nowhere yet is asked live when batches are turned off, and the job under way is settled when it ends', async () => {
    const air = await aCase({ looks: 2 });
    const kill = (functions: Functions): Functions => ({
      ...functions,
      BatchFunction: async (payload) => {
        if (air.service.jobs.length > 0) throw new TypeError('killed');
        return functions.BatchFunction(payload);
      },
    });
    await air.run('air', kill);
    await air.configure(onDemand);
    await air.run('air');
    expect([air.service.calls.create, air.model.requests.length]).toEqual([1, 120]);
    expect(Object.keys((await air.ledger())?.holds ?? {})).toHaveLength(1);
    await air.run('air');
    await air.run('air');
    expect([air.service.calls.create, air.model.requests.length]).toEqual([1, 120]);
    expect(await air.ledger()).toMatchObject({ lostUsd: 0, holds: {} });
    expect(
      Object.keys(await fingerprint(air.dataset)).filter((key) => key.includes('records.jsonl')),
    ).toEqual([]);
  });

  it('in a batch is mended live where the judge wants another attempt', async () => {
    const judge = scriptedModel(judgeReply('partial'), judgeReply('supported'));
    const air = await aCase({
      judge,
      settings: 'judge: { provider: bedrock, model: j, price: { input: 1, output: 1 } }',
    });
    await air.run('air');
    expect(air.service.calls.create).toBe(1);
    expect(new Set(air.model.requests.map(({ schemaName }) => schemaName))).toEqual(
      new Set(['record_mended_pairs']),
    );
  });
});

describe('a document that is uploaded while a job is under way', () => {
  /** A case in which something is done at the first look at a job, and over before the next. */
  const aCaseWith = async (meanwhile: (air: Awaited<ReturnType<typeof aCase>>) => Promise<unknown>) => {
    let done: Promise<unknown> | undefined;
    const air = await aCase({
      after: async (call) => {
        if (call === 'get') done ??= meanwhile(air);
        await done;
      },
    });
    return air;
  };

  it('waits for the next run', async () => {
    const air = await aCaseWith(async ({ source, announce }) => {
      await source.write('air/late.md', handbook('late bags', 120));
      await announce('air/late.md');
    });
    await air.run('air');
    expect(air.service.jobs).toHaveLength(1);
    const { documents, unfinished } = await air.manifest('air');
    expect([documents.length, unfinished.map(({ sourceUri }) => sourceUri)]).toEqual([
      2,
      ['memory://source/air/late.md'],
    ]);
    await air.run('air');
    expect(air.service.jobs.map(({ records }) => records.length)).toEqual([120, 120]);
    expect(await air.manifest('air')).toMatchObject({ documents: { length: 3 }, unfinished: [] });
    expect(air.model.requests).toEqual([]);
  });

  it('in place of one that waits is made of its new text', async () => {
    const air = await aCaseWith(async ({ source, announce }) => {
      await source.write('air/bags.md', handbook('bags', 60).replace('weigh 27 kg', 'weigh 72 kg'));
      await announce('air/bags.md');
    });
    await air.run('air');
    const said = (await everyRow(air)).map(({ messages }) => messages.at(-1)?.content).join('\n');
    expect(said).toContain('weigh 72 kg');
    expect(said).not.toContain('bags of group 7 weigh 27 kg');
    expectRowsOnTheirPassages(await everyRow(air));
  });

  it('and deleted leaves nothing but its tombstone', async () => {
    const air = await aCaseWith(async ({ source, announce }) => {
      await source.delete('air/seats.md');
      await announce('air/seats.md', 'Object Deleted');
    });
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED', output: { failedDocuments: 0 } });
    const left = Object.keys(await fingerprint(air.dataset)).filter((key) => key.includes('seats'));
    expect(left).toEqual([expect.stringMatching(/tombstone\.json$/)]);
  });
});

describe('the service', () => {
  const failure = (name: string) => Object.assign(new Error(name), { name });

  it('that throttles is asked again by the workflow', async () => {
    const air = await aCase({
      after: (_call, count) => {
        if (count === 1) throw failure('ThrottlingException');
      },
    });
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED', output: { failedDocuments: 0 } });
    expect(air.service.jobs).toHaveLength(1);
    expect(await air.ledger()).toMatchObject({ spentUsd: { generator: 0.54 }, lostUsd: 0, holds: {} });
  });

  it('that refuses a job ends the run with its reason, holds no money, and loses nothing that waits', async () => {
    let isRefusing = true;
    const air = await aCase({
      refuses: () => (isRefusing ? failure('AccessDeniedException') : undefined),
    });
    expect(await air.run('air')).toMatchObject({
      status: 'FAILED',
      error: 'ModelRefusedError',
      cause: expect.stringContaining('AccessDeniedException'),
    });
    expect(await air.ledger()).toMatchObject({ spentUsd: { generator: 0 }, lostUsd: 0, holds: {} });
    isRefusing = false;
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
    expect(air.service.jobs).toHaveLength(1);
    expect(air.model.requests).toEqual([]);
  });
});

describe('records that a job did not answer', () => {
  it('are asked in another job where there are enough of them, and live when they have failed twice', async () => {
    const unlucky = new Set<string>();
    const air = await aCase({
      groups: 120,
      fate: ({ recordId }, job) => {
        if (job === 1 && unlucky.size < 130) unlucky.add(recordId);
        if (!unlucky.has(recordId)) return undefined;
        if (job === 1) return Number.parseInt(recordId[0] ?? '', 16) < 8 ? 'error' : 'lost';
        return recordId === [...unlucky][0] ? 'error' : undefined;
      },
      endsAs: 'PartiallyCompleted',
    });
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
    expect(air.service.jobs.map(({ records }) => records.length)).toEqual([240, 130]);
    const second = air.service.jobs[1]?.records.map(({ recordId }) => recordId);
    expect(new Set(second)).toEqual(unlucky);
    expect(air.model.requests).toHaveLength(1);

    const { batches, coverage, usage } = await air.manifest('air');
    expect(batches).toEqual({
      jobs: 2,
      records: 370,
      answered: 239,
      failed: 131,
      onDemand: { 'failed-twice': 1 },
    });
    expect(coverage).toMatchObject({ passages: 240, covered: 240 });
    expectRowsOnTheirPassages(await everyRow(air));
    expect((await air.ledger())?.spentUsd.generator).toBeCloseTo(usage.generator.usd ?? Number.NaN, 6);
  });

  it('are asked live where they are too few for a job', async () => {
    const air = await aCase({ fate: ({ recordId }) => (recordId.startsWith('0') ? 'error' : undefined) });
    await air.run('air');
    const failed = air.service.jobs[0]?.records.filter(({ recordId }) => recordId.startsWith('0')).length;
    expect(failed).toBeGreaterThan(0);
    expect(air.model.requests).toHaveLength(failed ?? 0);
    const { batches, coverage } = await air.manifest('air');
    expect(batches).toMatchObject({ jobs: 1, failed, onDemand: { 'too-few': failed } });
    expect(coverage.covered).toBe(120);
  });

  it('count as paid and are asked live where the reply cannot be used', async () => {
    const air = await aCase({
      fate: ({ recordId }) => (recordId.startsWith('0') ? { says: 'No.' } : undefined),
    });
    await air.run('air');
    const { usage, coverage } = await air.manifest('air');
    expect(air.model.requests.length).toBeGreaterThan(0);
    expect(usage.generator.calls).toBe(120 + air.model.requests.length);
    expect(coverage.covered).toBe(120);
    expect((await air.ledger())?.spentUsd.generator).toBeCloseTo(usage.generator.usd ?? Number.NaN, 6);
  });

  it('are all asked live where the job has failed twice as a whole', async () => {
    const air = await aCase({ fate: () => 'lost', endsAs: 'Failed' });
    await air.run('air');
    expect(air.service.jobs).toHaveLength(2);
    expect(air.model.requests).toHaveLength(120);
    expect((await air.manifest('air')).batches?.onDemand).toEqual({ 'failed-twice': 120 });
  });
});

describe('a run that was killed', () => {
  it('while a job is under way goes on with that job, and submits no other', async () => {
    const air = await aCase({
      after: (call, count) => {
        if (call === 'get' && count === 2) throw new TypeError('killed');
      },
    });
    expect(await air.run('air')).toMatchObject({ status: 'FAILED' });
    expect((await air.ledger())?.holds).not.toEqual({});
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
    expect(air.service.calls.create).toBe(1);
    expect(air.model.requests).toEqual([]);
    expect(await air.ledger()).toMatchObject({ spentUsd: { generator: 0.54 }, lostUsd: 0, holds: {} });
  });

  it('before it heard that its job was taken submits the same job again, which makes no second one', async () => {
    const air = await aCase({
      after: (call, count) => {
        if (call === 'create' && count === 1) throw new TypeError('killed');
      },
    });
    expect(await air.run('air')).toMatchObject({ status: 'FAILED' });
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
    expect(air.service.calls.create).toBe(2);
    expect(air.service.jobs).toHaveLength(1);
    expect(await air.ledger()).toMatchObject({ spentUsd: { generator: 0.54 }, holds: {} });
  });

  describe('before its job stood in the log', () => {
    const given = async (air: Awaited<ReturnType<typeof aCase>>) =>
      Object.keys(await fingerprint(air.dataset)).filter((key) => key.startsWith('air/batches/jobs/'));
    const killed = async () => {
      const air = await aCase();
      const { replace } = air.dataset;
      air.dataset.replace = async (key, ...rest) => {
        if (key === datasetKeys('air').batchLog) throw new TypeError('killed');
        return replace(key, ...rest);
      };
      expect(await air.run('air')).toMatchObject({ status: 'FAILED' });
      air.dataset.replace = replace;
      expect(await given(air)).toHaveLength(2);
      return air;
    };

    it('leaves nothing that an erasure does not find', async () => {
      const air = await killed();
      await air.source.delete('air/seats.md');
      await air.announce('air/seats.md', 'Object Deleted');
      expect(await given(air)).toEqual([]);
    });

    it('leaves nothing that the next run does not clear away', async () => {
      const air = await killed();
      await air.source.write('air/more.md', handbook('more bags', 60));
      await air.run('air');
      expect(air.service.jobs.map(({ records }) => records.length)).toEqual([180]);
      expect(await given(air)).toEqual([]);
    });
  });

  it('is not mistaken for one that is about to enter its job', async () => {
    const air = await aCase();
    const { replace } = air.dataset;
    let cleared = 0;
    air.dataset.replace = async (key, ...rest) => {
      if (key === datasetKeys('air').batchLog && cleared === 0)
        for await (const { key: input } of air.dataset.list(datasetKeys('air').batchJobs)) {
          cleared += 1;
          await air.dataset.delete(input);
        }
      return replace(key, ...rest);
    };
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
    expect(cleared).toBe(2);
    expect(air.service.jobs.map(({ records }) => records.length)).toEqual([120]);
    expect(air.model.requests).toEqual([]);
  });

  it('while another run is under way shares its job', async () => {
    const air = await aCase();
    const both = await Promise.all([air.run('air'), air.run('air')]);
    expect(both.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(air.service.jobs).toHaveLength(1);
    expect(await air.ledger()).toMatchObject({ spentUsd: { generator: 0.54 }, holds: {} });
  });
});

describe('on demand', () => {
  it('is how a place without batches asks, and nothing waits there', async () => {
    const model = quotingModel();
    const air = localCase({ model });
    await air.source.write('air/bags.md', handbook('bags', 120));
    await air.source.write(
      'air/dataset.yaml',
      `passages: { maxTokens: 60 }\nsystemPrompt: You answer.\n${generator}`,
    );
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED', output: { failedDocuments: 0 } });
    expect(model.requests.length).toBeGreaterThanOrEqual(120);
    const announced = air.announcements.map(({ DetailType }) => DetailType);
    expect(announced).toEqual(['Document Processed', 'Dataset Ready']);
    expect((await air.manifest('air')).batches).toBeNull();
  });

  it('is how fewer than a hundred requests are asked, and the manifest says so', async () => {
    const air = await aCase({ groups: 20 });
    await air.run('air');
    expect(air.service.calls.create).toBe(0);
    expect(air.model.requests).toHaveLength(40);
    expect((await air.manifest('air')).batches).toMatchObject({ jobs: 0, onDemand: { 'too-few': 40 } });
  });
});

describe('a budget', () => {
  it('holds the most that a job can cost as long as it is under way, and is not exceeded', async () => {
    const budgetUsd = 8;
    const air = await aCase({ groups: 120, settings: `budgetUsd: ${budgetUsd}` });
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
    const ledger = await air.ledger();
    if (ledger === undefined) throw new Error('there is no ledger');
    expect(paidUsd(ledger)).toBeLessThanOrEqual(budgetUsd);
    expect(ledger.holds).toEqual({});
    expect(air.service.jobs.length).toBeGreaterThan(1);
    const [first] = air.service.jobs;
    expect(first?.records.length).toBeLessThan(240);
    const { usage, coverage } = await air.manifest('air');
    expect(coverage.covered).toBe(240);
    expect(ledger.spentUsd.generator).toBeCloseTo(usage.generator.usd ?? Number.NaN, 6);
  });
});

describe('settings', () => {
  it.each([
    [
      'generator: { provider: openai-compatible, model: llama, batch: true }',
      /openai-compatible cannot be asked in batches/,
    ],
    ['generator: { provider: extractive, batch: true }', /extractive cannot be asked in batches/],
  ])('%s are refused by name before anything is read', async (settings, cause) => {
    const air = await aCase();
    await air.source.write('air/dataset.yaml', settings);
    expect(await air.run('air')).toMatchObject({
      status: 'FAILED',
      error: 'InvalidSettingsError',
      cause: expect.stringMatching(cause),
    });
  });
});
