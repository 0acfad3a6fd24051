import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { folderNames } from '#shared/adapters/folder-names.ts';
import { compareUtf8 } from '#shared/domain/compare-utf8.ts';
import { isLeftover, sourceKeys } from '#shared/domain/dataset-keys.ts';
import { UnreadableObjectError } from '#shared/errors.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { UsageError } from './usage-error.ts';

export interface InputFile {
  readonly key: string;
  readonly path: string;
  readonly size: number;
}

/**
 * The files that a person named, with the keys that they would have in the source bucket: a folder's files keep their path
 * below it, a single file its name, and packs in its folder `policies/` theirs. Hidden files, the lock files of office programs and `outDirectory` are passed over.
 * Throws `UsageError` for a path that does not exist and for two files that would have one key.
 */
export const collectInputFiles = async (
  paths: readonly string[],
  dataset: string,
  outDirectory: string,
): Promise<InputFile[]> => {
  const files = new Map<string, InputFile>();
  for (const path of paths)
    for await (const file of filesBelow(path, paths.length > 1, resolve(outDirectory))) {
      const key = isPack(file.name) ? file.name.join('/') : `${dataset}/${file.name.join('/')}`;
      const nameMissed = sourceKeys.nameMissed(key);
      if (nameMissed)
        throw new UsageError(
          `${file.path}: the ${nameMissed === settingsFile ? 'settings' : 'saved prompts'} of a dataset are called ${nameMissed}; rename it.`,
        );
      const other = files.get(key);
      if (other)
        throw new UsageError(
          `${file.path} and ${other.path} would both be ${key}. Rename one, or run them as two datasets.`,
        );
      files.set(key, { key, path: file.path, size: (await stat(file.path)).size });
    }
  return [...files.values()].sort((a, b) => compareUtf8(a.key, b.key));
};

async function* filesBelow(path: string, isOneOfSeveral: boolean, outDirectory: string) {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined)
    throw new UsageError(`${path} does not exist. Name the files or folders that hold your documents.`);
  if (facts.isFile()) {
    yield { name: [basename(path)], path };
    return;
  }
  const prefix = isOneOfSeveral ? [basename(resolve(path))] : [];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const name = relative(path, file).split(sep);
    const isOutput = resolve(file).startsWith(outDirectory + sep);
    if (!isOutput && !name.some(isLeftover) && (await isFile(entry, file)))
      yield {
        name: isOfDataset(name) || isPack(name) ? name : [...prefix, ...name],
        path: file,
      };
  }
}

const settingsFile = 'dataset.yaml';
/** The settings and saved prompts of a folder are the dataset's, also where several folders make one dataset. */
const isOfDataset = (name: readonly string[]): boolean =>
  name.length === 1 && (name[0] === settingsFile || sourceKeys.isSavedPrompts(`dataset/${name[0]}`));

/** A company's packs lie beside its documents as they do in the source bucket; other files of such a folder are documents. */
const isPack = (name: readonly string[]): boolean =>
  name.length === 2 && name[0] === 'policies' && extname(name[1] ?? '') === '.yaml';

/** A link to a file counts as the file; one to a folder is not followed, it might lead in a circle, nor one to nothing. */
const isFile = async (entry: Dirent, file: string): Promise<boolean> =>
  entry.isFile() || (entry.isSymbolicLink() && (await stat(file).catch(() => undefined))?.isFile() === true);

/** The company packs of a folder, with the keys that they would have in the source bucket. */
export const collectPacks = async (directory: string): Promise<InputFile[]> => {
  const names = await readdir(directory).catch(() => {
    throw new UsageError(
      `${directory} is not a folder that can be read; --policies names one with <pack>.yaml files.`,
    );
  });
  const packs = names.filter((name) => extname(name) === '.yaml');
  return Promise.all(
    packs.map(async (name) => {
      const path = join(directory, name);
      return { key: sourceKeys.pack(basename(name, '.yaml')), path, size: (await stat(path)).size };
    }),
  );
};

const openable = async (path: string): Promise<Uint8Array> => {
  try {
    return await readFile(path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['EACCES', 'EPERM'].includes(code)) throw error;
    throw new UnreadableObjectError(`it may not be read (${code}); mend its permissions and run again`, {
      cause: error,
    });
  }
};

/** The source bucket of a local run: the person's own files where they lie. Nothing writes to it. */
export const inputFileStore = (files: readonly InputFile[]): ObjectStore => {
  const byKey = new Map(files.map((file) => [file.key, file]));
  const refuse = async () => {
    throw new Error('The source files of a local run are read-only');
  };
  return {
    bucket: 'source',
    uri: (key) => `local://${key}`,
    stat: async (key) => byKey.get(key),
    read: async (key) => {
      const file = byKey.get(key);
      return file && (await openable(file.path));
    },
    readState: async () => refuse(),
    write: refuse,
    grow: () => ({ append: refuse, finish: refuse }),
    replace: refuse,
    delete: refuse,
    async *list(prefix) {
      for (const file of files) if (file.key.startsWith(prefix)) yield file;
    },
    folders: async (folder) => folderNames(byKey.keys(), folder),
  };
};
