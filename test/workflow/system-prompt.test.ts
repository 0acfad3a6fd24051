import { expect, it } from 'vitest';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import type { AnyRow } from '#shared/domain/row.ts';
import { fingerprint, localCase } from '../support/local-case.ts';
import { scriptedModel } from '../support/scripted-model.ts';

const document = (subject: string) =>
  `# ${subject}\n\n## How many ${subject} are allowed?\n\nEvery passenger may bring two ${subject} on every route. Call +44 161 496 0321 for more.\n`;
const withModel = 'generator: { provider: openai-compatible, model: m-1 }\nsplit: { validation: 0 }\n';
const suggested = (systemPrompt: string) => ({ summary: 'Rules of an airline.', systemPrompt });

const aCase = async (settings: string, ...script: readonly unknown[]) => {
  const model = scriptedModel(...script);
  const air = localCase({ suggester: model });
  await air.source.write('air/bags.md', document('bags'));
  await air.source.write('air/seats.md', document('seats'));
  await air.source.write('air/dataset.yaml', settings);
  const run = async (request = {}) => {
    expect(await air.run('air', undefined, request)).toMatchObject({ status: 'SUCCEEDED' });
    const rows = await air.rows('air', 'train');
    return { manifest: await air.manifest('air'), systemTurns: [...new Set(rows.map(systemTurn))] };
  };
  return { ...air, model, run };
};

const systemTurn = ({ messages }: AnyRow): string | undefined =>
  messages.find(({ role }) => role === 'system')?.content;

it('has the model suggest one prompt for all rows, once, and says in the manifest whose it is', async () => {
  const air = await aCase(withModel, suggested('You answer passengers.'));
  const first = await air.run();
  expect(first.systemTurns).toEqual(['You answer passengers.']);
  expect(first.manifest.systemPrompt).toMatchObject({
    text: 'You answer passengers.',
    origin: 'suggested',
    modelId: 'scripted-1',
    usage: { calls: 1 },
  });
  const before = await fingerprint(air.dataset);
  await air.run();
  expect(air.model.requests).toHaveLength(1);
  expect(await fingerprint(air.dataset)).toEqual(before);
});

it('shows the model the documents as policy leaves them', async () => {
  const air = await aCase(withModel, suggested('You answer passengers.'));
  await air.run();
  const [request] = air.model.requests;
  expect(request?.prompt).toContain('How many bags are allowed?');
  expect(request?.prompt).toContain('[PHONE_1]');
  expect(request?.prompt).not.toContain('496 0321');
});

it('asks again when a run says so', async () => {
  const air = await aCase(withModel, suggested('You answer passengers.'), suggested('You help travellers.'));
  const first = await air.run();
  const second = await air.run({ newSystemPrompt: true });
  expect(second.systemTurns).toEqual(['You help travellers.']);
  expect(second.manifest.version).not.toBe(first.manifest.version);
});

it('keeps what dataset.yaml states, and asks no model', async () => {
  const air = await aCase(`${withModel}systemPrompt: Answer briefly.\n`, suggested('Not this.'));
  const { systemTurns, manifest } = await air.run();
  expect(systemTurns).toEqual(['Answer briefly.']);
  expect(manifest.systemPrompt.origin).toBe('settings');
  expect(air.model.requests).toEqual([]);
});

it('makes one of the title where the generator is no model', async () => {
  const air = await aCase('title: Corvedale Airways\nsplit: { validation: 0 }\n', suggested('Not this.'));
  const { systemTurns, manifest } = await air.run();
  expect(systemTurns).toEqual([
    'You are a helpful assistant that answers questions about Corvedale Airways.',
  ]);
  expect(manifest.systemPrompt.origin).toBe('title');
  expect(air.model.requests).toEqual([]);
});

it('takes the title when the model fails, says why, and asks again in the next run', async () => {
  const air = await aCase(withModel, 'The model refused.', suggested('You answer passengers.'));
  const { systemTurns, manifest } = await air.run();
  expect(systemTurns).toEqual(['You are a helpful assistant that answers questions about air.']);
  expect(manifest.systemPrompt).toMatchObject({ origin: 'title', note: 'The model refused.' });
  expect((await air.run()).systemTurns).toEqual(['You answer passengers.']);
});

it('takes no prompt that policy would not let through', async () => {
  const air = await aCase(withModel, suggested('You answer for Ann, ann@corvedale.example.'));
  const { manifest } = await air.run();
  expect(manifest.systemPrompt.origin).toBe('title');
  expect(manifest.systemPrompt.note).toMatch(/Policy does not allow/);
  for (const [key] of Object.entries(await fingerprint(air.dataset)))
    expect(new TextDecoder().decode(await air.dataset.read(key))).not.toContain('ann@corvedale');
});

it('drops a suggestion with a document that the model had seen, unless a person has accepted it', async () => {
  const air = await aCase(withModel, suggested('You answer passengers.'));
  await air.run();
  const key = datasetKeys('air').systemPrompt;
  await air.source.delete('air/seats.md');
  await air.run();
  expect(air.model.requests).toHaveLength(2);

  const stored = JSON.parse(new TextDecoder().decode(await air.dataset.read(key)));
  await air.dataset.write(key, JSON.stringify({ ...stored, isAccepted: true }));
  await air.source.write('air/meals.md', document('meals'));
  await air.run();
  await air.source.delete('air/meals.md');
  expect((await air.run()).manifest.systemPrompt.origin).toBe('accepted');
  expect(air.model.requests).toHaveLength(2);
});
