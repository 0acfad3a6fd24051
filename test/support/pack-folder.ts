import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipOf } from './zip-of.ts';

/** A zip archive of the files of a folder. `mimetype` comes first, where OpenDocument and EPUB want it. */
export const packFolder = (folder: string): Uint8Array => {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort((a, b) => Number(b === 'mimetype') - Number(a === 'mimetype') || a.localeCompare(b, 'en'));
  return zipOf(Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))])));
};
