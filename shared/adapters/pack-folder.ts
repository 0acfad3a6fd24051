import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadPack } from '../policy/load-packs.ts';

/** The packs of a folder, `<name>.yaml` each. A name that is not a plain file name has none. */
export const packFolder =
  (directory: string): ReadPack =>
  async (name) => {
    if (!/^[a-z0-9-]+$/.test(name)) return undefined;
    try {
      return await readFile(join(directory, `${name}.yaml`), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
