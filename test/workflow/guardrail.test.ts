import { expect, it } from 'vitest';
import { fingerprint, localCase } from '../support/local-case.ts';
import { type ScriptedFilter, scriptedGuardrail } from '../support/scripted-guardrail.ts';

const desk = [
  '# The desk',
  '## Where is the desk for lost bags?',
  'The desk for lost bags stands in hall two. Bela Tarn-Oszwald answers all questions there from six to ten.',
  '## What is a codeshare flight?',
  'A codeshare flight is a flight that one airline sells and another airline operates under Blue Heron.',
].join('\n\n');

const masksName: ScriptedFilter = {
  ruleId: 'pii-name',
  action: 'redact',
  entity: 'PERSON',
  phrase: 'Bela Tarn-Oszwald',
};
const blocksWord: ScriptedFilter = { ruleId: 'word', action: 'reject', phrase: 'Blue Heron' };

const aCase = async (guardrail?: ReturnType<typeof scriptedGuardrail>) => {
  const air = localCase(guardrail ? { guardrail } : {});
  await air.source.write('air/desk.md', desk);
  await air.source.write('air/dataset.yaml', 'policies: [quality]\n');
  return air;
};

const textOf = async (air: Awaited<ReturnType<typeof aCase>>, file: string) => {
  const { version } = await air.manifest('air');
  return new TextDecoder().decode(await air.dataset.read(`air/versions/${version}/${file}`));
};

it('keeps what the guardrail masks out of every row, and what it blocks out of the dataset', async () => {
  const air = await aCase(scriptedGuardrail([masksName, blocksWord], { id: 'abc123@7' }));
  expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED', output: { failedDocuments: 0 } });

  const kept = [...(await air.rows('air', 'train')), ...(await air.rows('air', 'validation'))];
  expect(kept.length).toBeGreaterThan(0);
  expect(JSON.stringify(kept)).toContain('[PERSON_1]');
  expect(JSON.stringify(kept)).not.toMatch(/Tarn-Oszwald|Blue Heron/);
  const rejected = await air.rows('air', 'rejected');
  expect(rejected).toMatchObject([
    { rejection_reasons: [{ reason: 'policy', detail: 'abc123@7 word: blocked by the guardrail' }] },
  ]);
});

it('has the guardrail in the manifest, the report, the card and the audit trail, and no match in the trail', async () => {
  const air = await aCase(scriptedGuardrail([masksName, blocksWord], { id: 'abc123@7' }));
  await air.run('air');
  const { guarding } = await air.manifest('air');
  expect(guarding).toMatchObject({ guardrails: ['abc123@7'], passagesWithout: 0 });
  expect(guarding.usage.calls).toBeGreaterThan(0);
  for (const file of ['report.html', 'README.md'])
    expect(await textOf(air, file)).toContain('Bedrock Guardrail abc123@7 looked at each pair');
  const audit = (await textOf(air, 'audit.jsonl'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(audit).toContainEqual(
    expect.objectContaining({ pack: 'abc123@7', ruleId: 'pii-name', detector: 'scripted-guardrail' }),
  );
  expect(JSON.stringify(audit)).not.toMatch(/Oszwald|Heron/);
});

it('pays the guardrail once: a second run makes no call and changes no byte', async () => {
  const guardrail = scriptedGuardrail([masksName]);
  const air = await aCase(guardrail);
  await air.run('air');
  const [before, calls] = [await fingerprint(air.dataset), guardrail.requests.length];
  expect(calls).toBeGreaterThan(0);
  await air.run('air');
  expect(guardrail.requests).toHaveLength(calls);
  expect(await fingerprint(air.dataset)).toEqual(before);
});

it('asks a guardrail that throttles again', async () => {
  const guardrail = scriptedGuardrail([masksName], { failures: { 1: 'throttled' } });
  const air = await aCase(guardrail);
  expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED', output: { failedDocuments: 0 } });
  expect((await air.manifest('air')).guarding.passagesWithout).toBe(0);
});

it('lets nothing through where the guardrail may not be used', async () => {
  const refuses = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [index, 'not-allowed' as const]),
  );
  const air = await aCase(scriptedGuardrail([], { failures: refuses }));
  expect(await air.run('air')).toMatchObject({ status: 'FAILED' });
  const keys = Object.keys(await fingerprint(air.dataset));
  expect(keys.filter((key) => key.includes('/shards/') || key.includes('/versions/'))).toEqual([]);
});

it('says without one that none has looked', async () => {
  const air = await aCase();
  await air.run('air');
  expect((await air.manifest('air')).guarding).toMatchObject({ guardrails: [], usage: { calls: 0 } });
  for (const file of ['report.html', 'README.md'])
    expect(await textOf(air, file)).toContain('No Bedrock Guardrail was configured');
});
