import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Conversion, Source } from './conversion.ts';

export interface ChildLimits {
  readonly seconds: number;
  /** Of JavaScript objects. */
  readonly heapMegabytes: number;
  /** By how much the process may grow while it converts, memory of engines included. */
  readonly growthMegabytes: number;
}

export const defaultChildLimits: ChildLimits = { seconds: 120, heapMegabytes: 1024, growthMegabytes: 2048 };

const watchMilliseconds = 100;
const maxIdle = 2;
const idle: Worker[] = [];

/**
 * `convertDocument` in a thread that is killed at a limit of time or memory, so that no document can take the others
 * down with it. A thread that has served is kept warm for the next document.
 */
export const convertInChild = async (source: Source, limits = defaultChildLimits): Promise<Conversion> => {
  const worker = idle.pop() ?? startWorker(limits);
  worker.ref();
  const outcome = await watch(worker, source, limits);
  if (outcome === 'timeout' || outcome === 'out-of-memory') {
    await worker.terminate();
    return outcome === 'timeout' ? timedOut(source, limits) : tooLarge(source, limits);
  }
  if (idle.length < maxIdle) {
    worker.unref();
    idle.push(worker);
  } else await worker.terminate();
  return outcome;
};

const watch = (worker: Worker, source: Source, limits: ChildLimits) =>
  new Promise<Conversion | 'timeout' | 'out-of-memory'>((resolve, reject) => {
    const before = process.memoryUsage.rss();
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      clearInterval(watcher);
      worker.off('message', onMessage);
      worker.off('error', onError);
      act();
    };
    const onMessage = (conversion: Conversion): void => settle(() => resolve(conversion));
    const onError = (error: Error): void =>
      settle(() => (isExhausted(error) ? resolve('out-of-memory') : reject(error)));
    const timer = setTimeout(() => settle(() => resolve('timeout')), limits.seconds * 1000);
    const watcher = setInterval(() => {
      const grown = (process.memoryUsage.rss() - before) / 1024 / 1024;
      if (grown > limits.growthMegabytes) settle(() => resolve('out-of-memory'));
    }, watchMilliseconds);
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(source);
  });

/** The heap at its limit, an array past what V8 allows, or a nesting past its stack: the document is too much. */
const isExhausted = (error: Error): boolean =>
  (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ||
  error instanceof RangeError ||
  error.name === 'RangeError';

const timedOut = (source: Source, { seconds }: ChildLimits): Conversion => ({
  status: 'rejected',
  rejection: {
    reason: 'timeout',
    detail: `${source.fileName}: it was not converted within ${seconds} seconds; split the document or simplify its drawings.`,
  },
});

const tooLarge = (source: Source, { heapMegabytes }: ChildLimits): Conversion => ({
  status: 'rejected',
  rejection: {
    reason: 'too-large',
    detail: `${source.fileName}: converting it takes more memory than the ${heapMegabytes} MB that a document may; split it.`,
  },
});

const startWorker = ({ heapMegabytes }: ChildLimits): Worker => {
  const here = dirname(fileURLToPath(import.meta.url));
  const resourceLimits = { maxOldGenerationSizeMb: heapMegabytes };
  const bundled = bundledNames.map((name) => join(here, name)).find(existsSync);
  if (bundled) return new Worker(bundled, { resourceLimits });
  const loader = pathToFileURL(
    join(dirname(createRequire(import.meta.url).resolve('tsx/package.json')), tsxApi),
  ).href;
  const entry = pathToFileURL(join(here, 'convert-worker.ts')).href;
  return new Worker(fromSource, { eval: true, execArgv: [], workerData: { loader, entry }, resourceLimits });
};

/** A bundle has the worker's bundle beside it. */
const bundledNames = ['convert-worker.mjs', 'convert-worker.js'];

/** What the package exports as `tsx/esm/api` to an import, which a thread made from text cannot look up by name. */
const tsxApi = 'dist/esm/api/index.mjs';

/** From source the worker is TypeScript, which a thread can only load once tsx is at work in it. */
const fromSource = `
const { loader, entry } = require('node:worker_threads').workerData;
import(loader).then(({ register }) => {
  register();
  return import(entry);
});
`;
