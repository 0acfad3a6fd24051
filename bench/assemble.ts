/**
 * Peak memory and seconds of the assembly of a version, in a process of its own, over a synthetic dataset in a folder:
 * `npx tsx bench/assemble.ts [documents] [rows per document] [folder, kept and used again, or -] [modes, for example
 * instruction,context-grounded]`.
 */
import { fork } from 'node:child_process';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileObjectStore } from '#shared/adapters/file-object-store.ts';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import { type Mode, modeSchema } from '#shared/domain/dataset-settings.ts';
import { assembleStep } from '../functions/assemble/step.ts';
import { writeSyntheticDataset } from './assemble/synthetic-dataset.ts';

const dataset = 'bench';

const assemble = async (folder: string, mode: Mode) => {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const store = fileObjectStore('dataset', folder);
  const { detail } = await assembleStep.run(
    {
      dataset,
      resultsPrefix: datasetKeys(dataset).results('bench'),
      suggestion: { status: 'not-needed', detail: null },
    },
    {
      source: fileObjectStore('source', join(folder, 'no-source')),
      dataset: store,
      deployment: { overrides: { mode } },
    },
  );
  const { user, system } = process.cpuUsage(before);
  return {
    ...detail,
    seconds: Math.round((performance.now() - start) / 100) / 10,
    cpuSeconds: Math.round((user + system) / 1e5) / 10,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
};

const inChild = (folder: string, mode: Mode): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['assemble', folder, mode]);
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the assembly ended with code ${code} and no figures`)));
  });

const [first = '2000', second = '25', third = '-', modes = 'instruction'] = process.argv.slice(2);
if (first === 'assemble') process.send?.(await assemble(second, modeSchema.parse(third)));
else {
  const kept = third === '-' ? undefined : third;
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'quarry-bench-')));
  const isThere = await access(join(folder, dataset)).then(
    () => true,
    () => false,
  );
  if (!isThere)
    await writeSyntheticDataset(fileObjectStore('dataset', folder), dataset, {
      documents: Number(first),
      rowsPerDocument: Number(second),
    });
  for (const mode of modes.split(',').map((name) => modeSchema.parse(name)))
    console.log(mode, await inChild(folder, mode));
  if (kept === undefined) await rm(folder, { recursive: true });
}
