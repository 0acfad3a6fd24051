import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from 'vitest';
import { fileObjectStore } from '#shared/adapters/file-object-store.ts';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { s3ObjectStore } from '#shared/adapters/s3-object-store.ts';
import { sha256 } from '#shared/domain/hash.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { overlayObjectStore } from '../../local/overlay-object-store.ts';

const directory = await mkdtemp(join(tmpdir(), 'quarry-store-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The S3 adapter runs where a bucket is named: `QUARRY_CONTRACT_BUCKET`, with `AWS_ENDPOINT_URL` for an emulator. */
const bucket = process.env.QUARRY_CONTRACT_BUCKET;
const stores: [string, () => ObjectStore][] = [
  ['memory', () => memoryObjectStore('contract')],
  ['memory over memory', () => overlayObjectStore(memoryObjectStore('contract'))],
  ['files', () => fileObjectStore('contract', join(directory, crypto.randomUUID()))],
  ...(bucket
    ? [
        ['S3', () => s3ObjectStore(new S3Client({ forcePathStyle: true }), bucket)] as [
          string,
          () => ObjectStore,
        ],
      ]
    : []),
];

const keysOf = async (store: ObjectStore, prefix: string): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys;
};

describe.each(stores)('an object store of %s', (_name, makeStore) => {
  /** A bucket may be shared, so each case has a folder of its own. */
  const folder = () => `contract-${crypto.randomUUID()}`;

  it('reads back the bytes that were written', async () => {
    const store = makeStore();
    const key = `${folder()}/bytes`;
    const body = new Uint8Array([0, 255, 10, 13]);
    await store.write(key, body);
    expect([...((await store.read(key)) ?? [])]).toEqual([...body]);
    expect(await store.stat(key)).toMatchObject({ key, size: 4 });
  });

  it('stores text as UTF-8', async () => {
    const store = makeStore();
    const key = `${folder()}/text`;
    await store.write(key, 'Zoë 😀');
    expect(new TextDecoder().decode(await store.read(key))).toBe('Zoë 😀');
  });

  it('has nothing under a key that was never written or was deleted', async () => {
    const store = makeStore();
    const key = `${folder()}/gone`;
    expect(await store.read(key)).toBeUndefined();
    expect(await store.stat(key)).toBeUndefined();
    await store.write(key, 'x');
    await store.delete(key);
    await store.delete(key);
    expect(await store.read(key)).toBeUndefined();
  });

  it('replaces an object whole', async () => {
    const store = makeStore();
    const key = `${folder()}/replaced`;
    await store.write(key, 'a long first body');
    await store.write(key, 'short');
    expect(new TextDecoder().decode(await store.read(key))).toBe('short');
  });

  it.each([0, 4, 20 * 2 ** 20])(
    'shows an object of %i bytes that grows when it is finished',
    async (size) => {
      const store = makeStore();
      const key = `${folder()}/deep/grown`;
      await store.write(key, 'as it was');
      const body = Buffer.alloc(size, 'not the same all over, ');
      const object = store.grow(key, 'text/plain');
      for (let start = 0; start < size; start += 3_000_001)
        await object.append(body.subarray(start, start + 3_000_001));
      expect(new TextDecoder().decode(await store.read(key))).toBe('as it was');
      expect(await keysOf(store, key)).toEqual([key]);
      await object.finish();
      expect(sha256((await store.read(key)) ?? '')).toBe(sha256(body));
      expect(await keysOf(store, key)).toEqual([key]);
    },
  );

  it('creates an object only where there is none', async () => {
    const store = makeStore();
    const key = `${folder()}/created`;
    expect(await store.readState(key)).toBeUndefined();
    expect(await store.replace(key, 'first', undefined)).toBe(true);
    expect(await store.replace(key, 'second', undefined)).toBe(false);
    expect(new TextDecoder().decode(await store.read(key))).toBe('first');
  });

  it('replaces an object only in the state that was read', async () => {
    const store = makeStore();
    const key = `${folder()}/state`;
    await store.write(key, 'one');
    const { tag, body } = (await store.readState(key)) ?? { tag: '', body: new Uint8Array() };
    expect(new TextDecoder().decode(body)).toBe('one');
    expect(await store.replace(key, 'two', tag)).toBe(true);
    expect(await store.replace(key, 'three', tag)).toBe(false);
    expect(new TextDecoder().decode(await store.read(key))).toBe('two');
    await store.delete(key);
    expect(await store.replace(key, 'four', tag)).toBe(false);
    expect(await store.read(key)).toBeUndefined();
  });

  it('loses no change of many that are made at once', async () => {
    const store = makeStore();
    const key = `${folder()}/counter`;
    const increment = async (): Promise<void> => {
      const state = await store.readState(key);
      const count = Number(new TextDecoder().decode(state?.body)) + 1;
      if (!(await store.replace(key, String(count), state?.tag))) await increment();
    };
    await Promise.all(Array.from({ length: 20 }, increment));
    expect(new TextDecoder().decode(await store.read(key))).toBe('20');
    expect(await keysOf(store, key)).toEqual([key]);
  });

  it('does not let a caller change what is stored', async () => {
    const store = makeStore();
    const key = `${folder()}/copy`;
    const body = Buffer.from('stored');
    await store.write(key, body);
    body.fill(0);
    (await store.read(key))?.fill(0);
    expect(new TextDecoder().decode(await store.read(key))).toBe('stored');
  });

  it('takes keys with spaces, plus signs, percent signs and any Unicode literally', async () => {
    const store = makeStore();
    const root = folder();
    const keys = [
      `${root}/100% of a+b.md`,
      `${root}/Zoë's file (1).md`,
      `${root}/文書.md`,
      `${root}/a%20b.md`,
    ];
    for (const key of keys) await store.write(key, key);
    expect((await keysOf(store, `${root}/`)).sort()).toEqual([...keys].sort());
    for (const key of keys) expect(new TextDecoder().decode(await store.read(key))).toBe(key);
  });

  it('lists by prefix, also in the middle of a name, in the order of UTF-8 bytes', async () => {
    const store = makeStore();
    const root = folder();
    for (const name of ['b/😀', 'b/Ａ', 'b/a/deep', 'a', 'bc']) await store.write(`${root}/${name}`, name);
    expect(await keysOf(store, `${root}/b`)).toEqual(
      ['b/a/deep', 'b/Ａ', 'b/😀', 'bc'].map((name) => `${root}/${name}`),
    );
    expect(await keysOf(store, `${root}/b/a`)).toEqual([`${root}/b/a/deep`]);
    expect(await keysOf(store, `${root}/none/`)).toEqual([]);
  });

  it('names the folders right below one, in the order of UTF-8 bytes, and no object', async () => {
    const store = makeStore();
    const root = folder();
    for (const name of ['b/😀/x', 'b/Ａ/x', 'b/a/deep/x', 'b/a/y', 'b/z', 'bc/x'])
      await store.write(`${root}/${name}`, name);
    expect(await store.folders(`${root}/b/`)).toEqual(['a', 'Ａ', '😀']);
    expect(await store.folders(`${root}/none/`)).toEqual([]);
  });
});

describe('an object store of files', () => {
  it.each(['../outside', 'a/../../outside', 'a//b', './a', '/a'])('refuses the key %s', async (key) => {
    const store = fileObjectStore('contract', join(directory, 'guarded'));
    await expect(async () => store.write(key, 'x')).rejects.toThrow(/does not name a file inside/);
  });
});
