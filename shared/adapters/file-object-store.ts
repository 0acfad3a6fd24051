import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { compareUtf8 } from '../domain/compare-utf8.ts';
import { sha256 } from '../domain/hash.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { fileGrowingObject } from './file-growing-object.ts';
import { withLock } from './lock-file.ts';

/**
 * A bucket as a folder: one file per object. A key that would leave the folder is refused. An object cannot lie below
 * another one (`a` and `a/b`), which the keys of a dataset never ask for.
 */
export const fileObjectStore = (bucket: string, directory: string): ObjectStore => {
  const path = (key: string): string => {
    const segments = key.split('/');
    if (segments.some((segment) => ['', '.', '..'].includes(segment) || segment.includes(sep)))
      throw new Error(`Object key ${JSON.stringify(key)} does not name a file inside ${directory}`);
    return join(directory, ...segments);
  };

  return {
    bucket,
    uri: (key) => `local://${key}`,
    stat: async (key) => {
      const facts = await unlessAbsent(stat(path(key)));
      return facts?.isFile() ? { key, size: facts.size } : undefined;
    },
    read: (key) => unlessAbsent(readFile(path(key))),
    write: async (key, body) => {
      const target = path(key);
      await mkdir(dirname(target), { recursive: true });
      await write(target, body);
    },
    grow: (key) => fileGrowingObject(path(key)),
    readState: async (key) => {
      const body = await unlessAbsent(readFile(path(key)));
      return body && { body, tag: sha256(body) };
    },
    replace: async (key, body, tag) => {
      const target = path(key);
      await mkdir(dirname(target), { recursive: true });
      return withLock(`${target}.lock`, async (isHeld) => {
        const current = await unlessAbsent(readFile(target));
        if ((current && sha256(current)) !== tag) return false;
        const draft = await writeDraft(target, body);
        const isOurs = await isHeld();
        await (isOurs ? rename(draft, target) : rm(draft));
        return isOurs;
      });
    },
    delete: (key) => rm(path(key), { force: true }),
    async *list(prefix) {
      const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
      const root = folder === '' ? directory : path(folder.slice(0, -1));
      const entries = (await unlessAbsent(readdir(root, { recursive: true, withFileTypes: true }))) ?? [];
      const keys = entries
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(directory.length + 1)
            .split(sep)
            .join('/'),
        )
        .filter((key) => key.startsWith(prefix) && !/\.(?:draft|lock)$/.test(key));
      for (const key of keys.sort(compareUtf8)) yield { key, size: (await stat(join(directory, key))).size };
    },
    folders: async (folder) => {
      const entries = await unlessAbsent(readdir(path(folder.slice(0, -1)), { withFileTypes: true }));
      return (entries ?? [])
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort(compareUtf8);
    },
  };
};

const write = async (target: string, body: Uint8Array | string): Promise<void> => {
  await rename(await writeDraft(target, body), target);
};

const writeDraft = async (target: string, body: Uint8Array | string): Promise<string> => {
  const draft = `${target}.${randomUUID()}.draft`;
  await writeFile(draft, body);
  return draft;
};

const unlessAbsent = async <Value>(operation: Promise<Value>): Promise<Value | undefined> => {
  try {
    return await operation;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw error;
  }
};
