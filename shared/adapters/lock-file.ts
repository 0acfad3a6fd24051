import { open, rm, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** A holder needs a millisecond or two; a file this old was left by a process that was killed. */
const staleAfterMs = 10_000;

/** Runs a task while no other process, nor another call in this one, runs one with the same lock file. */
export const withLock = async <Result>(file: string, task: () => Promise<Result>): Promise<Result> => {
  while (!(await create(file))) {
    if (await isStale(file)) await withLock(`${file}.lock`, () => dropStale(file));
    else await wait(1 + Math.random() * 5);
  }
  try {
    return await task();
  } finally {
    await rm(file, { force: true });
  }
};

const create = async (file: string): Promise<boolean> => {
  try {
    await (await open(file, 'wx')).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/** Called by one at a time: another that saw the same stale file would remove the lock that the first has made since. */
const dropStale = async (file: string): Promise<void> => {
  if (await isStale(file)) await rm(file, { force: true });
};

const isStale = async (file: string): Promise<boolean> => {
  const facts = await stat(file).catch(() => undefined);
  return facts !== undefined && Date.now() - facts.mtimeMs > staleAfterMs;
};
