import { fileURLToPath } from 'node:url';
import { packFolder } from '#shared/adapters/pack-folder.ts';
import type { ReadPack } from '#shared/policy/load-packs.ts';

/** The packs that are shipped with Quarry. */
export const readShippedPack = packFolder(fileURLToPath(new URL('../policies/', import.meta.url)));

/** The shipped packs and beside them those of a folder, as in a source bucket: a shipped name stays as shipped. */
export const packsWith =
  (folder: string): ReadPack =>
  async (name) =>
    (await readShippedPack(name)) ?? packFolder(folder)(name);
