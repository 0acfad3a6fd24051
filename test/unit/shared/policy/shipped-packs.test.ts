import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPacks } from '#shared/policy/load-packs.ts';
import { testPack, untestedRules } from '#shared/policy/test-pack.ts';
import { readShippedPack, today } from '../../../support/policies.ts';

const names = readdirSync(new URL('../../../../policies/', import.meta.url))
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''));

describe.each(names)('the shipped pack %s', (name) => {
  it('passes its own inline tests', async () => {
    const results = await testPack(await loadPacks(readShippedPack, [name]), today);

    expect(results.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('has inline tests or examples of both kinds for every rule that needs them', async () => {
    expect(untestedRules(await loadPacks(readShippedPack, [name]))).toEqual([]);
  });
});

it('the pack ethics has a judge for the fourteen hazards of Llama Guard 3, professional advice among them', async () => {
  const [pack] = await loadPacks(readShippedPack, ['ethics']);
  const judged = pack?.rules.filter(({ kind }) => kind === 'judge').map(({ id }) => id);
  expect(judged).toEqual([
    'violent-crimes',
    'non-violent-crimes',
    'sexual-crimes',
    'child-exploitation',
    'defamation',
    'specialised-advice',
    'privacy',
    'intellectual-property',
    'weapons',
    'hate',
    'self-harm',
    'sexual-content',
    'elections',
    'code-abuse',
  ]);
});
