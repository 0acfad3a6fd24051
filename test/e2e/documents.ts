import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../examples/airline');
const example = (name: string): Uint8Array => readFileSync(join(folder, name));

/** What is dropped into the source bucket, by its path below the dataset. */
export interface Drop {
  readonly path: string;
  readonly body: Uint8Array;
}

/** The settings of the example's dataset are a file beside its documents, and no document themselves. */
export const settings: Drop = { path: 'dataset.yaml', body: example('dataset.yaml') };

/** The examples, and one under a name that is easily spoilt on its way through URLs, events and keys. */
export const documents: readonly Drop[] = [
  ...readdirSync(folder)
    .filter((name) => name !== settings.path)
    .map((path) => ({ path, body: example(path) })),
  { path: 'Gepäck & Maße/Was ist neu + 100% klar 行李.md', body: example('glossary.md') },
];

/** What must end as a rejection, by the reason for it. */
export const badDocuments: Readonly<Record<string, Drop>> = {
  empty: { path: 'empty.txt', body: new Uint8Array() },
  corrupt: { path: 'truncated.docx', body: example('refunds-and-compensation.docx').slice(0, 2000) },
};

/** As consoles make a folder. */
export const folderMarker: Drop = { path: 'archive/', body: new Uint8Array() };
