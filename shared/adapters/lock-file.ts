import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** A holder says every quarter of it that it is alive; a file this old was left by a process that was killed. */
const staleAfterMs = 10_000;

/** Whether the lock is still its holder's: another takes it from a process that slept through its time to renew it. */
export type IsHeld = () => Promise<boolean>;

/** Runs a task while no other process, nor another call in this one, runs one with the same lock file. */
export const withLock = async <Result>(
  file: string,
  task: (isHeld: IsHeld) => Promise<Result>,
): Promise<Result> => {
  const holder = randomUUID();
  while (!(await create(file, holder))) {
    if (await isStale(file)) await withLock(`${file}.lock`, () => dropStale(file));
    else await wait(1 + Math.random() * 5);
  }
  const isHeld = async () => (await readFile(file, 'utf8').catch(() => undefined)) === holder;
  const renewal = setInterval(() => renew(file), staleAfterMs / 4);
  renewal.unref();
  try {
    return await task(isHeld);
  } finally {
    clearInterval(renewal);
    if (await isHeld()) await rm(file, { force: true });
  }
};

const create = async (file: string, holder: string): Promise<boolean> => {
  try {
    await writeFile(file, holder, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

const renew = async (file: string): Promise<void> => {
  const now = new Date();
  // It may have ended, or have been taken over, at this moment.
  await utimes(file, now, now).catch(() => undefined);
};

/** Called by one at a time: another that saw the same stale file would remove the lock that the first has made since. */
const dropStale = async (file: string): Promise<void> => {
  if (await isStale(file)) await rm(file, { force: true });
};

const isStale = async (file: string): Promise<boolean> => {
  const facts = await stat(file).catch(() => undefined);
  return facts !== undefined && Date.now() - facts.mtimeMs > staleAfterMs;
};
