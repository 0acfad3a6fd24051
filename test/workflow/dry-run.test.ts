import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { addUsage, type Usage } from '#shared/domain/usage.ts';
import { bindStep } from '#shared/step.ts';
import type { Estimate } from '../../functions/plan/estimate-run.ts';
import { planStep } from '../../functions/plan/step.ts';
import { collectInputFiles } from '../../local/input-files.ts';
import { runDataset } from '../../local/run-dataset.ts';
import { fingerprint, localCase } from '../support/local-case.ts';
import { quotingModel } from '../support/quoting-model.ts';

const paid = 'provider: bedrock, model: quoting-1, price: { input: 10, output: 50 }';
const settings = `systemPrompt: You answer.\ngenerator: { ${paid} }\njudge: { ${paid} }\n`;
const withBlindCheck = settings.replace(/ }\n$/, ', blindCheck: true }\n');
const example = (name: string) => readFile(new URL(`../../examples/airline/${name}`, import.meta.url));

const aCase = async (yaml = settings) => {
  const [model, judge] = [quotingModel(), quotingModel()];
  const air = localCase({ model, judge });
  for (const name of ['glossary.md', 'special-assistance.md', 'privacy-and-data-handling.md'])
    await air.source.write(`air/${name}`, await example(name));
  await air.source.write('air/dataset.yaml', yaml);
  return { ...air, model, judge };
};

/** Neither more than twice nor less than half. */
const expectAbout = (estimate: number, real: number) => {
  expect(estimate / real).toBeGreaterThan(0.5);
  expect(estimate / real).toBeLessThan(2);
};

const cases = [
  ['with a judge', settings],
  ['with a judge who sees the questions alone first', withBlindCheck],
] as const;

it.each(cases)(
  'calls no model, changes nothing, and is within a factor of two of what the run then pays, %s',
  async (_who, yaml) => {
    const air = await aCase(yaml);
    const before = await fingerprint(air.dataset);
    const { shortfall } = await air.dryRun('air');
    expect(air.model.requests).toEqual([]);
    expect(air.judge.requests).toEqual([]);
    expect(await fingerprint(air.dataset)).toEqual(before);
    if (shortfall === null) throw new Error('nothing was estimated');

    await air.run('air');
    const { usage, coverage } = await air.manifest('air');
    expect(shortfall.passages).toBe(coverage.passages);
    expect(shortfall.generator.calls).toBe(usage.generator.calls);
    expectAbout(shortfall.judge.calls, usage.judge.calls);
    for (const role of ['generator', 'judge'] as const) {
      expectAbout(shortfall[role].inputTokens, usage[role].inputTokens);
      expectAbout(shortfall[role].outputTokens, usage[role].outputTokens);
    }
    const usd = (role: { generator: Usage; judge: Usage }) =>
      addUsage([role.generator, role.judge]).usd ?? Number.NaN;
    expectAbout(usd(shortfall), usd(usage));
  },
);

it.each(cases)(
  'agrees within a factor of two with what the plan of a run says from names and sizes alone, %s',
  async (_who, yaml) => {
    const air = await aCase(yaml);
    const { shortfall } = await air.dryRun('air');
    const plan = bindStep(planStep, {
      source: air.source,
      dataset: air.dataset,
      deployment: {},
      listPacks: async () => [],
    });
    const { estimate } = (await plan({ request: { dataset: 'air' }, runId: 'run-1' })) as {
      estimate: Estimate;
    };
    expect(estimate.documents).toBe(3);
    expectAbout(estimate.passages, shortfall?.passages ?? Number.NaN);
    for (const role of ['generator', 'judge'] as const)
      for (const figure of ['calls', 'inputTokens', 'outputTokens', 'usd'] as const)
        expectAbout(estimate[role][figure] ?? Number.NaN, shortfall?.[role][figure] ?? Number.NaN);
  },
);

it('counts only what is not paid yet', async () => {
  const air = await aCase();
  await air.run('air');
  expect((await air.dryRun('air')).shortfall).toBeNull();
  const glossary = new TextDecoder().decode(await air.source.read('air/glossary.md'));
  await air.source.write('air/glossary.md', glossary.replace('codeshare flight', 'code-share flight'));
  expect((await air.dryRun('air')).shortfall).toMatchObject({
    passages: 1,
    generator: { calls: 1 },
    judge: { calls: 1 },
  });
});

it('counts the look at the questions alone as calls of the judge', async () => {
  const shortfalls = await Promise.all(
    cases.map(async ([, yaml]) => (await (await aCase(yaml)).dryRun('air')).shortfall),
  );
  const [without, withLook] = shortfalls.map((shortfall) => shortfall?.judge);
  expect(withLook?.calls).toBe(2 * (without?.calls ?? Number.NaN));
  expect(withLook?.inputTokens).toBeGreaterThan(without?.inputTokens ?? Number.NaN);
});

it('leaves the output folder of a first run as empty as it was', async () => {
  const outDirectory = await mkdtemp(join(tmpdir(), 'quarry-dry-'));
  const glossary = fileURLToPath(new URL('../../examples/airline/glossary.md', import.meta.url));
  const files = await collectInputFiles([glossary], 'air', outDirectory);
  expect(await runDataset({ files, dataset: 'air', outDirectory, isDryRun: true })).toMatchObject({
    status: 'ready',
  });
  expect(await readdir(outDirectory, { recursive: true })).toEqual([]);
  await rm(outDirectory, { recursive: true });
});
