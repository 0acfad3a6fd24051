import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

/**
 * The secret that keys the hashes in the audit trail, made once for an output folder. Whoever has it can test a guess
 * against the trail, so it is readable by its owner alone.
 */
export const auditKeyOf = async (outDirectory: string): Promise<string> => {
  const file = join(outDirectory, 'audit.key');
  const existing = await readFile(file, 'utf8').catch(() => undefined);
  if (existing) return existing;
  const key = randomBytes(32).toString('hex');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, key);
  await chmod(file, 0o600);
  return key;
};
