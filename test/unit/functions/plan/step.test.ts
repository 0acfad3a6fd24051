import { beforeEach, describe, expect, it } from 'vitest';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { writeJson } from '#shared/dataset/json-object.ts';
import { loadSettings } from '#shared/dataset/load-settings.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import { sha256 } from '#shared/domain/hash.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { bindStep } from '#shared/step.ts';
import type { Estimate } from '../../../../functions/plan/estimate-run.ts';
import { planStep } from '../../../../functions/plan/step.ts';

let source: ObjectStore;
let dataset: ObjectStore;
beforeEach(async () => {
  source = memoryObjectStore('source');
  dataset = memoryObjectStore('dataset');
  for (const key of [
    'air/a.md',
    'air/sub/b c+d.pdf',
    'air/dataset.yaml',
    'airport/c.md',
    'policies/own.yaml',
  ])
    await source.write(key, key.endsWith('yaml') ? '' : 'content');
});

const plan = async (request: object) => {
  const step = bindStep(planStep, { source, dataset, deployment: {}, listPacks: async () => [] });
  const result = (await step({ request, runId: 'run-1' })) as { manifest: { key: string } };
  const lines = new TextDecoder()
    .decode(await dataset.read(result.manifest.key))
    .trim()
    .split('\n');
  return { result, events: lines.map((line) => JSON.parse(line)) };
};

describe('the plan of a run', () => {
  it('has for each document an event like the one of its upload', async () => {
    const { result, events } = await plan({ dataset: 'air' });
    expect(result).toEqual({
      dataset: 'air',
      documents: 2,
      erasures: 0,
      asksNewSystemPrompt: false,
      isInBatches: false,
      isForFineTuning: false,
      estimate: expect.objectContaining({ documents: 2 }),
      manifest: { bucket: 'dataset', key: 'air/runs/run-1/plan.jsonl' },
      results: { bucket: 'dataset', prefix: 'air/runs/run-1/results' },
    });
    expect(events).toEqual(
      ['air/a.md', 'air/sub/b c+d.pdf'].map((key) => ({
        'detail-type': 'Document Planned',
        detail: { bucket: { name: 'source' }, object: { key } },
      })),
    );
  });

  it('can be narrowed to a prefix, and then erases nothing', async () => {
    const { result, events } = await plan({ dataset: 'air', prefix: 'sub/' });
    expect(result).toMatchObject({ documents: 1, erasures: 0 });
    expect(events[0].detail.object.key).toBe('air/sub/b c+d.pdf');
  });

  it('can be narrowed to documents that are named', async () => {
    const { result, events } = await plan({ dataset: 'air', documents: ['a.md'] });
    expect(result).toMatchObject({ documents: 1, erasures: 0 });
    expect(events[0].detail.object.key).toBe('air/a.md');
  });

  it('erases what has no source any more, unless the request says that its files are not all', async () => {
    await writeJson(dataset, documentKeys('air', documentId('air/gone.md')).document, {
      status: 'rejected',
      documentId: documentId('air/gone.md'),
      dataset: 'air',
      sourceKey: 'air/gone.md',
      sourceUri: 'memory://source/air/gone.md',
      sha256: sha256(''),
      bytes: 0,
      rejection: { reason: 'empty', detail: 'gone.md is empty' },
    });
    expect((await plan({ dataset: 'air' })).result).toMatchObject({ documents: 2, erasures: 1 });
    expect((await plan({ dataset: 'air', prune: false })).result).toMatchObject({
      documents: 2,
      erasures: 0,
    });
  });

  it('takes what an application adds to its request without complaint', async () => {
    expect((await plan({ dataset: 'air', requestedBy: 'ci' })).result).toMatchObject({ documents: 2 });
  });

  it('names what is missing where there is nothing to run over', async () => {
    await expect(plan({ dataset: 'rail' })).rejects.toMatchObject({
      name: 'NoDocumentsError',
      message: expect.stringContaining('memory://source/rail/'),
    });
  });

  it('refuses a request without a dataset', async () => {
    await expect(plan({})).rejects.toMatchObject({ name: 'ContractError' });
  });
});

describe('a run', () => {
  it('is in batches where the settings say so, or where something waits from a time when they did', async () => {
    const isInBatches = async () => (await plan({ dataset: 'air' })).result as unknown;
    const model = 'generator: { provider: bedrock, model: m, price: { input: 1, output: 2 }';
    await source.write('air/dataset.yaml', `${model}, batch: true }`);
    expect(await isInBatches()).toMatchObject({ isInBatches: true });
    await source.write('air/dataset.yaml', `${model} }`);
    expect(await isInBatches()).toMatchObject({ isInBatches: false });
    await dataset.write(documentKeys('air', documentId('air/a.md')).queued('record-1'), '{}');
    expect(await isInBatches()).toMatchObject({ isInBatches: true });
  });
});

describe('the estimate of a run', () => {
  const paid = 'generator: { provider: bedrock, model: m, price: { input: 1, output: 2 } }';
  const estimateOf = async () => (await plan({ dataset: 'air' })).result as unknown as { estimate: Estimate };

  it('counts passages, calls, tokens and dollars of what nobody has read yet', async () => {
    await source.write('air/a.md', 'text '.repeat(2000));
    await source.write('air/dataset.yaml', `${paid}\njudge: { provider: bedrock, model: unheard-of }`);
    const { estimate } = await estimateOf();
    expect(estimate).toMatchObject({
      documents: 2,
      passages: 16,
      generator: { calls: 18 },
      judge: { usd: null },
    });
    const { inputTokens, outputTokens, usd } = estimate.generator;
    expect(usd).toBeCloseTo((inputTokens + 2 * outputTokens) / 1e6, 9);
  });

  it('has saved prompts judged, and nothing generated for them', async () => {
    const calls = async () => {
      const { estimate } = await estimateOf();
      return [estimate.generator.calls, estimate.judge.calls];
    };
    await source.write('air/dataset.yaml', `${paid}\njudge: { provider: bedrock, model: unheard-of }`);
    const [generator, judge = 0] = await calls();
    await source.write('air/prompts.jsonl', 'text '.repeat(2000));
    expect(await calls()).toEqual([generator, judge + 17]);
  });

  it('leaves out what was read in this size and under these settings', async () => {
    await source.write('air/dataset.yaml', paid);
    const settings = await loadSettings(source, 'air', {});
    const { document } = documentKeys('air', documentId('air/a.md'));
    await writeJson(dataset, document, { bytes: 7, settings });
    expect((await estimateOf()).estimate).toMatchObject({ documents: 1 });
    await source.write('air/dataset.yaml', `${paid}\npairs: { perPassage: 3 }`);
    expect((await estimateOf()).estimate).toMatchObject({ documents: 2 });
    await source.write('air/dataset.yaml', `${paid}\ntitle: Another`);
    expect((await estimateOf()).estimate).toMatchObject({ documents: 1 });
  });

  it('is half for passages that are asked in batches, where there are enough of them', async () => {
    const usd = async (sentences: number, settings: string) => {
      await source.write('air/a.md', 'text '.repeat(sentences));
      await source.write('air/dataset.yaml', settings);
      return (await estimateOf()).estimate.generator.usd ?? Number.NaN;
    };
    const inBatches = paid.replace('} }', '}, batch: true }');
    expect(await usd(20_000, inBatches)).toBeCloseTo((await usd(20_000, paid)) / 2, 9);
    expect(await usd(2000, inBatches)).toBe(await usd(2000, paid));
  });

  it('is nothing for what was answered, in a batch or not', async () => {
    await source.write('air/dataset.yaml', paid);
    const settings = await loadSettings(source, 'air', {});
    const { document } = documentKeys('air', documentId('air/a.md'));
    await writeJson(dataset, document, { bytes: 7, settings });
    await source.write('air/dataset.yaml', paid.replace('} }', '}, batch: true }'));
    expect((await estimateOf()).estimate).toMatchObject({ documents: 1 });
  });

  it('is nothing for a generator that calls no model', async () => {
    expect((await estimateOf()).estimate).toMatchObject({ generator: { calls: 0, usd: 0 } });
  });
});
