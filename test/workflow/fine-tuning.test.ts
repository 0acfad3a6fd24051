import { describe, expect, it } from 'vitest';
import { ModelRefusedError } from '#shared/errors.ts';
import type { ModelCustomization, TuningJob } from '#shared/ports/model-customization.ts';
import { localCase } from '../support/local-case.ts';

const handbook = (word: string) =>
  Array.from(
    { length: 12 },
    (_, group) => `## How many bags are in group ${group}?\n\nGroup ${group} has ${group + 20} ${word}.`,
  ).join('\n\n');
const asked = 'fineTuning: { baseModel: base, hyperparameters: { epochCount: 2 }, validation: true }';

const recorder = () => {
  const jobs = new Map<string, TuningJob>();
  const failed = new Set<string>();
  const customization: ModelCustomization = {
    find: async (name) => (jobs.has(name) ? { id: `arn:${name}`, hasFailed: failed.has(name) } : null),
    start: async (job) => {
      jobs.set(job.name, job);
      return `arn:${job.name}`;
    },
  };
  return { jobs, failed, customization };
};

const aCase = async (settings: string, customization?: ModelCustomization) => {
  const air = localCase(customization && { customization });
  await air.source.write(
    'Air Lines/dataset.yaml',
    `split: { validation: 0.5 }\npassages: { maxTokens: 50 }\n${settings}`,
  );
  await air.source.write('Air Lines/bags.md', handbook('bags'));
  return air;
};

describe('a dataset that asks for fine-tuning', () => {
  it('has a job started on the records of the version, and says so after the version itself', async () => {
    const { jobs, customization } = recorder();
    const air = await aCase(asked, customization);
    const execution = await air.run('Air Lines');
    if (execution.status === 'FAILED') throw new Error(execution.cause);
    const { output } = execution;

    const [job] = jobs.values();
    const { version } = output as { version: string };
    const folder = `memory://dataset/Air Lines/versions/${version}`;
    expect(job).toMatchObject({
      name: expect.stringMatching(/^quarry-air-lines-[0-9a-f]{16}$/),
      baseModel: 'base',
      hyperparameters: { epochCount: '2' },
      trainingUri: `${folder}/train.bedrock.jsonl`,
      validationUri: `${folder}/validation.bedrock.jsonl`,
      outputUri: `memory://dataset/Air Lines/fine-tuning/${job?.name}/`,
    });
    expect(air.announcements.slice(-2).map(({ DetailType, Detail }) => [DetailType, Detail])).toEqual([
      ['Dataset Ready', output],
      [
        'Fine-Tuning Started',
        { dataset: 'Air Lines', version, baseModel: 'base', job: `arn:${job?.name}`, model: job?.name },
      ],
    ]);
  });

  it('has one job for one version, and another for other rows or other settings', async () => {
    const { jobs, customization } = recorder();
    const air = await aCase(asked, customization);
    await air.run('Air Lines');
    await air.run('Air Lines');
    expect(jobs.size).toBe(1);
    expect(air.announcements.filter(({ DetailType }) => DetailType === 'Fine-Tuning Started')).toHaveLength(
      1,
    );
    await air.source.write('Air Lines/bags.md', handbook('suitcases'));
    await air.run('Air Lines');
    expect(jobs.size).toBe(2);
    await air.source.write(
      'Air Lines/dataset.yaml',
      'passages: { maxTokens: 50 }\nfineTuning: { baseModel: base }',
    );
    await air.run('Air Lines');
    expect(jobs.size).toBe(3);
    expect([...jobs.values()].at(-1)?.validationUri).toBeUndefined();
  });

  it('has another job after one that failed, and no more after three', async () => {
    const { jobs, failed, customization } = recorder();
    const air = await aCase(asked, customization);
    for (let run = 0; run < 4; run += 1) {
      await air.run('Air Lines');
      for (const name of jobs.keys()) failed.add(name);
    }
    const [first] = jobs.keys();
    expect([...jobs.keys()]).toEqual([first, `${first}-2`, `${first}-3`]);
  });

  it('has none without a row to train on', async () => {
    const { jobs, customization } = recorder();
    const air = await aCase(asked, customization);
    await air.source.write('Air Lines/bags.md', 'Nothing that one could ask about');
    expect(await air.run('Air Lines')).toMatchObject({ status: 'SUCCEEDED' });
    expect(jobs.size).toBe(0);
  });

  it('has none on a laptop', async () => {
    const air = await aCase(asked);
    expect(await air.run('Air Lines')).toMatchObject({ status: 'SUCCEEDED' });
    expect(air.announcements.at(-1)?.DetailType).toBe('Dataset Ready');
  });

  it('has its version announced also where the job is refused, and the run fails by name', async () => {
    const air = await aCase(asked, {
      find: async () => null,
      start: async () => {
        throw new ModelRefusedError('base cannot be fine-tuned here');
      },
    });
    expect(await air.run('Air Lines')).toMatchObject({ status: 'FAILED', error: 'ModelRefusedError' });
    expect(air.announcements.at(-1)?.DetailType).toBe('Dataset Ready');
  });
});

it('a dataset that does not ask has none', async () => {
  const { jobs, customization } = recorder();
  await (await aCase('', customization)).run('Air Lines');
  expect(jobs.size).toBe(0);
});
