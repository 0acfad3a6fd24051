import { describe, expect, it } from 'vitest';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import { localCase } from '../support/local-case.ts';

const sourceKey = 'air/baggage.md';
const keys = documentKeys('air', documentId(sourceKey));
const baggage = (kilograms: number) =>
  `# Baggage\n\n## How heavy may a checked bag be?\n\nA checked bag may weigh up to ${kilograms} kg on every route.\n`;
const handbook =
  '# Staff handbook\n\n## What is a codeshare flight?\n\nA codeshare flight is a flight that one airline sells and another operates.\n';

/** The dataset holds a handbook, and baggage is uploaded: for the first time, or changed. */
const aCase = async (upload: 'first' | 'changed') => {
  const air = localCase();
  await air.source.write('air/handbook.md', handbook);
  if (upload === 'changed') {
    await air.source.write(sourceKey, baggage(23));
    await air.run('air');
  }
  await air.source.write(sourceKey, baggage(32));

  const erase = async () => {
    await air.source.delete(sourceKey);
    await air.announce(sourceKey, 'Object Deleted');
  };
  /** Erases before the write of this number, while the upload's execution is under way. */
  const eraseAtWrite = async (number: number) => {
    const { write } = air.dataset;
    const written: string[] = [];
    air.dataset.write = async (key, ...rest) => {
      if (key.includes(documentId(sourceKey)) && key !== keys.tombstone) {
        written.push(key);
        if (written.length - 1 === number) await erase();
      }
      return write(key, ...rest);
    };
    const { status } = await air.announce(sourceKey);
    air.dataset.write = write;
    return { written, status };
  };
  const left = async () => {
    const found: string[] = [];
    for await (const { key } of air.dataset.list('air/'))
      if (key.includes(documentId(sourceKey))) found.push(key);
    return found;
  };
  const sources = async () => (await air.manifest('air')).documents.map(({ sourceUri }) => sourceUri);
  return { ...air, erase, eraseAtWrite, left, sources };
};

describe.each(['first', 'changed'] as const)('an erasure while the %s upload is under way', (upload) => {
  it('leaves nothing for the next run to stumble over, nor anything of the document after it, whenever it comes', async () => {
    const calm = await aCase(upload);
    const { written } = await calm.eraseAtWrite(Number.POSITIVE_INFINITY);
    expect(written).toEqual(expect.arrayContaining([keys.markdown, keys.document, keys.outcome]));
    for (const number of written.keys()) {
      const air = await aCase(upload);
      await air.eraseAtWrite(number);
      expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED', output: { failedDocuments: 0 } });
      expect(await air.sources()).toEqual(['memory://source/air/handbook.md']);
      expect((await air.left()).filter((key) => key !== keys.tombstone)).toEqual([]);
    }
  });

  it('is complete at once when it comes after the last pair was generated', async () => {
    const calm = await aCase(upload);
    const { written } = await calm.eraseAtWrite(Number.POSITIVE_INFINITY);
    const first = written.findIndex((key) => key.startsWith(keys.verdicts));
    for (const number of [...written.keys()].slice(first)) {
      const air = await aCase(upload);
      expect(await air.eraseAtWrite(number)).toMatchObject({ status: 'SUCCEEDED' });
      expect(await air.left()).toEqual([keys.tombstone]);
      expect(air.announcements.at(-1)).toMatchObject({ DetailType: 'Document Erased' });
    }
  });

  it('leaves no text when it comes while Convert is under way', async () => {
    const air = await aCase(upload);
    await air.eraseAtWrite(0);
    expect(await air.left()).not.toContain(keys.markdown);
    for (const key of await air.left())
      expect(new TextDecoder().decode(await air.dataset.read(key))).not.toContain('checked bag');
  });
});

describe('a conversion that dies for good after its document was deleted', () => {
  it.each([
    ['and the deletion was announced', true],
    ['and its event was lost', false],
  ])(
    'leaves nothing that the next whole run does not erase, whenever it dies, %s',
    async (_, isAnnounced) => {
      const names = new Set<string>();
      for (let number = 0; number < 3; number += 1) {
        const air = await aCase('first');
        const { write } = air.dataset;
        let written = 0;
        air.dataset.write = async (key, ...rest) => {
          if (key.includes(documentId(sourceKey)) && key !== keys.tombstone) {
            if (written > number) throw new TypeError('killed');
            names.add(key);
            written += 1;
            if (written > number) await (isAnnounced ? air.erase() : air.source.delete(sourceKey));
          }
          return write(key, ...rest);
        };
        await air.announce(sourceKey);
        air.dataset.write = write;
        await air.run('air');
        expect((await air.left()).filter((key) => key !== keys.tombstone)).toEqual([]);
        expect(await air.sources()).toEqual(['memory://source/air/handbook.md']);
      }
      expect(names).toContain(keys.markdown);
    },
  );
});

describe('a whole run', () => {
  it('erases what a late answer of a model left of an erased document', async () => {
    const air = await aCase('changed');
    await air.run('air');
    await air.erase();
    await air.dataset.write(`${keys.pairs}late.json`, '{}');
    await air.dataset.write(keys.queued('late'), '{}');
    await air.run('air');
    expect(await air.left()).toEqual([keys.tombstone]);
  });

  it('leaves alone what was erased, and what came back', async () => {
    const air = await aCase('changed');
    await air.run('air');
    await air.erase();
    const tombstone = await air.dataset.read(keys.tombstone);
    await air.run('air');
    expect(await air.dataset.read(keys.tombstone)).toEqual(tombstone);
    await air.source.write(sourceKey, baggage(23));
    await air.run('air');
    expect(await air.sources()).toContain('memory://source/air/baggage.md');
    expect(air.announcements.filter(({ DetailType }) => DetailType === 'Document Erased')).toHaveLength(1);
  });
});
