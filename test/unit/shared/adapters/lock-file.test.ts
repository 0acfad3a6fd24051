import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../../../shared/adapters/lock-file.ts';

let folder: string;
let lock: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarry-lock-'));
  lock = join(folder, 'ledger.json.lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As a process leaves it that was killed while it held the lock. */
const leaveStale = async (file: string) => {
  const longAgo = new Date(Date.now() - 60_000);
  await writeFile(file, '');
  await utimes(file, longAgo, longAgo);
};

/** How many were inside at once, at most, of as many as come at once. */
const mostInside = async (contenders: number): Promise<number> => {
  let inside = 0;
  let most = 0;
  const task = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await wait(1);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: contenders }, () => withLock(lock, task)));
  return most;
};

describe('a lock file', () => {
  it('lets one in at a time, and is gone at the end', async () => {
    expect(await mostInside(16)).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over from a process that was killed, by one at a time', async () => {
    // Two that see it at the same moment are rare: about one time in fifteen of these.
    for (let time = 0; time < 60; time += 1) {
      await leaveStale(lock);
      expect(await mostInside(16)).toBe(1);
    }
    expect(await readdir(folder)).toEqual([]);
  }, 300_000);

  it('stays with a holder who is slow', async () => {
    await withLock(lock, async (isHeld) => {
      const longAgo = new Date(Date.now() - 60_000);
      await utimes(lock, longAgo, longAgo);
      // However busy the machine is, the holder renews it in the end.
      while ((await stat(lock)).mtimeMs <= longAgo.getTime()) await wait(20);
      expect(await isHeld()).toBe(true);
    });
    expect(await readdir(folder)).toEqual([]);
  }, 300_000);

  it('is not taken from the next by one who has lost it', async () => {
    await withLock(lock, async (isHeld) => {
      await leaveStale(lock);
      await withLock(lock, async () => {
        expect(await isHeld()).toBe(false);
      });
      await writeFile(lock, 'the next');
    });
    expect(await readdir(folder)).toEqual(['ledger.json.lock']);
  });

  it('is taken over too when the process that did so was killed', async () => {
    for (const file of [lock, `${lock}.lock`]) await leaveStale(file);
    expect(await mostInside(16)).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });
});
