import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { GrowingObject } from '../ports/object-store.ts';

/** A file beside its place, which it takes when it is finished. */
export const fileGrowingObject = (target: string): GrowingObject => {
  const draft = `${target}.${randomUUID()}.draft`;
  let handle: FileHandle | undefined;
  const opened = async (): Promise<FileHandle> => {
    if (handle !== undefined) return handle;
    await mkdir(dirname(target), { recursive: true });
    handle = await open(draft, 'w');
    return handle;
  };
  return {
    append: async (part) => (await opened()).appendFile(part),
    finish: async () => {
      await (await opened()).close();
      await rename(draft, target);
    },
  };
};
