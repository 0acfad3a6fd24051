import { describe, expect, it } from 'vitest';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import { sha256 } from '#shared/domain/hash.ts';
import type { Functions } from '../../local/local-workflows.ts';
import { localCase } from '../support/local-case.ts';

const baggage = (kilograms: number) =>
  `# Baggage\n\n## How heavy may a checked bag be?\n\nA checked bag may weigh up to ${kilograms} kg on every route.\n`;

const aCase = async () => {
  const air = localCase();
  await air.source.write(
    'air/handbook.md',
    '# Staff handbook\n\n## What is a codeshare flight?\n\nA codeshare flight is a flight that one airline sells and another operates.\n',
  );
  await air.source.write('air/baggage.md', baggage(23));
  return air;
};

const failingFor = (name: string, step: keyof Functions, message: string) => (functions: Functions) => ({
  ...functions,
  [step]: async (payload: unknown) => {
    if (JSON.stringify(payload).includes(name)) throw new TypeError(message);
    return functions[step](payload);
  },
});

describe('a document that was read and not written yet', () => {
  const uri = 'memory://source/air/baggage.md';
  const keptSources = async (air: Awaited<ReturnType<typeof aCase>>) =>
    [...(await air.rows('air', 'train')), ...(await air.rows('air', 'validation'))].map(
      ({ source_uri }) => source_uri,
    );

  it.each([
    ['that was in the dataset before', true],
    ['that is new', false],
  ])(
    '%s is named as unfinished, and no row of it joins a version, until it is written',
    async (_, isKnown) => {
      const air = await aCase();
      await air.source.write('air/new/extra.md', '# Extra\n\nPhotograph: press office.\n');
      if (isKnown) await air.run('air');
      await air.source.write('air/baggage.md', baggage(32));
      await air.announce(
        'air/baggage.md',
        'Object Created',
        failingFor('baggage', 'WriteFunction', 'killed'),
      );

      expect(await air.run('air', undefined, { prefix: 'new/' })).toMatchObject({
        output: { unfinishedDocuments: 1, failedDocuments: 0 },
      });
      const { documents, unfinished } = await air.manifest('air');
      expect(documents.map(({ sourceUri }) => sourceUri)).not.toContain(uri);
      expect(unfinished).toMatchObject([{ sourceUri: uri, sha256: sha256(baggage(32)) }]);
      expect(await keptSources(air)).not.toContain(uri);

      await air.run('air');
      expect((await air.manifest('air')).unfinished).toEqual([]);
      expect(await keptSources(air)).toContain(uri);
    },
  );

  it.each<[string, (shard: Uint8Array, other: Uint8Array) => Uint8Array]>([
    ['torn', (shard) => shard.subarray(0, -1)],
    ['those of another document', (_shard, other) => other],
  ])('is unfinished as well where its rows are %s, until they are written again', async (_, spoil) => {
    const air = await aCase();
    await air.run('air');
    const train = (name: string) => documentKeys('air', documentId(`air/${name}`)).shard('train');
    const bytesOf = async (name: string) => (await air.dataset.read(train(name))) ?? new Uint8Array();
    await air.dataset.write(
      train('baggage.md'),
      spoil(await bytesOf('baggage.md'), await bytesOf('handbook.md')),
    );

    expect(await air.run('air', undefined, { prefix: 'handbook' })).toMatchObject({
      output: { unfinishedDocuments: 1, failedDocuments: 0 },
    });
    expect(await keptSources(air)).toEqual(['memory://source/air/handbook.md']);

    await air.run('air');
    expect((await air.manifest('air')).unfinished).toEqual([]);
    expect(await keptSources(air)).toContain(uri);
  });

  it('is passed over when no more than its outcome is left of it', async () => {
    const air = await aCase();
    await air.run('air');
    await air.dataset.delete(documentKeys('air', documentId('air/baggage.md')).document);
    expect(await air.run('air', undefined, { prefix: 'handbook' })).toMatchObject({
      status: 'SUCCEEDED',
      output: { unfinishedDocuments: 0 },
    });
    expect((await air.manifest('air')).documents).toHaveLength(1);
  });
});

describe('a version', () => {
  const pack = (version: string, severity: string) =>
    [
      'apiVersion: quarry-policy/v1',
      'id: own',
      `version: ${version}`,
      'title: Own',
      'rules:',
      `  - { id: staff, kind: pattern, title: Staff, severity: ${severity}, action: redact, pattern: 'E-[0-9]{6}', entity: STAFF }`,
      '',
    ].join('\n');
  const withPack = async (text: string) => {
    const air = await aCase();
    await air.source.write('air/dataset.yaml', 'policies: [quality, own]\n');
    await air.source.write('policies/own.yaml', text);
    return air;
  };
  type Case = Awaited<ReturnType<typeof withPack>>;
  const bytesOfVersions = async (air: Case) => {
    const bytes: Record<string, string> = {};
    for await (const { key } of air.dataset.list('air/versions/'))
      bytes[key] = sha256((await air.dataset.read(key)) ?? '');
    return bytes;
  };

  const changes: Record<string, (air: Case) => Promise<unknown>> = {
    'a pack has another version and finds the same': async (air) => {
      await air.source.write('policies/own.yaml', pack('2.0.0', 'low'));
      return air.run('air');
    },
    'a rule weighs otherwise what it finds where there is no pair': async (air) => {
      await air.source.write('policies/own.yaml', pack('1.0.0', 'high'));
      return air.run('air');
    },
    'a document fails': (air) => air.run('air', failingFor('baggage', 'WriteFunction', 'another bug')),
    'a document is read and not written': async (air) => {
      await air.source.write('air/baggage.md', baggage(32));
      await air.announce(
        'air/baggage.md',
        'Object Created',
        failingFor('baggage', 'WriteFunction', 'killed'),
      );
      return air.run('air', undefined, { prefix: 'handbook' });
    },
    'what was kept out is explained otherwise': async (air) => {
      const { rejections } = documentKeys('air', documentId('air/credits.md'));
      const [line = '{}'] = new TextDecoder().decode(await air.dataset.read(rejections)).split('\n');
      const rejection = { ...JSON.parse(line), detail: 'Another explanation.' };
      await air.dataset.write(rejections, `${JSON.stringify(rejection)}\n`);
      return air.run('air', undefined, { prefix: 'handbook' });
    },
  };
  it.each(Object.entries(changes))(
    'is another one, and the earlier keep every byte, when %s',
    async (_, change) => {
      const air = await withPack(pack('1.0.0', 'low'));
      await air.source.write('air/credits.md', '# Credits\n\nPhotograph: press office, E-123456.\n');
      await air.run('air');
      await air.run('air', failingFor('baggage', 'WriteFunction', 'a bug'));
      const [before, { version }] = [await bytesOfVersions(air), await air.manifest('air')];
      expect(await change(air)).toMatchObject({ status: 'SUCCEEDED' });
      expect(Object.keys(before)).not.toContain(
        `air/versions/${(await air.manifest('air')).version}/manifest.json`,
      );
      expect((await air.manifest('air')).version).not.toBe(version);
      expect(await bytesOfVersions(air)).toMatchObject(before);
    },
  );
});
