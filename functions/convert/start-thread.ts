import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts a thread of this room by the name of its file: from its bundle beside the code, else from source. */
export const startThread = (name: string, options: Pick<WorkerOptions, 'resourceLimits'> = {}): Worker => {
  const here = dirname(fileURLToPath(import.meta.url));
  const bundled = ['mjs', 'js'].map((extension) => join(here, `${name}.${extension}`)).find(existsSync);
  if (bundled) return new Worker(bundled, options);
  const loader = pathToFileURL(
    join(dirname(createRequire(import.meta.url).resolve('tsx/package.json')), tsxApi),
  ).href;
  const entry = pathToFileURL(join(here, `${name}.ts`)).href;
  return new Worker(fromSource, { eval: true, execArgv: [], workerData: { loader, entry }, ...options });
};

/** What the package exports as `tsx/esm/api` to an import, which a thread made from text cannot look up by name. */
const tsxApi = 'dist/esm/api/index.mjs';

/** From source the thread is TypeScript, which it can only load once tsx is at work in it. */
const fromSource = `
const { loader, entry } = require('node:worker_threads').workerData;
import(loader).then(({ register }) => {
  register();
  return import(entry);
});
`;
