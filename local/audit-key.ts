import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '#shared/adapters/lock-file.ts';

/**
 * The secret that keys the hashes in the audit trail, made once for an output folder. Whoever has it can test a guess
 * against the trail, so at no moment can another than its owner read it. A dry run leaves none behind.
 */
export const auditKeyOf = async (
  outDirectory: string,
  { isDryRun = false }: { readonly isDryRun?: boolean } = {},
): Promise<string> => {
  const file = join(outDirectory, 'audit.key');
  if (isDryRun) return (await readKey(file)) || makeKey();
  await mkdir(outDirectory, { recursive: true });
  return withLock(`${file}.lock`, async () => {
    const existing = await readKey(file);
    if (existing) return existing;
    const key = makeKey();
    const draft = `${file}.${randomUUID()}.draft`;
    await writeFile(draft, key, { mode: 0o600, flag: 'wx' });
    await rename(draft, file);
    return key;
  });
};

const makeKey = (): string => randomBytes(32).toString('hex');

const readKey = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};
