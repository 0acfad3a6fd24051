import { MessageChannel, type Worker } from 'node:worker_threads';
import { computingClock } from './computing-clock.ts';
import type { Conversion, Source } from './conversion.ts';
import type { Ocr, PageToRead } from './ocr/page-line.ts';
import { startThread } from './start-thread.ts';

export interface ChildLimits {
  /** Of computing, between two signs of life; the time in which a page is read outside does not count. */
  readonly seconds: number;
  /** Of the clock, likewise: for what hangs, or gets too little of a machine. */
  readonly clockSeconds: number;
  /** Of JavaScript objects. */
  readonly heapMegabytes: number;
  /** By how much the process may grow while it converts, memory of engines included. */
  readonly growthMegabytes: number;
}

export const defaultChildLimits: ChildLimits = {
  seconds: 120,
  clockSeconds: 600,
  heapMegabytes: 1024,
  growthMegabytes: 2048,
};

const watchMilliseconds = 100;
const maxIdle = 2;
let underWay = 0;
/** Warm threads, by the limit of memory that they were started with, which cannot be changed later. */
const idle: { readonly worker: Worker; readonly heapMegabytes: number }[] = [];

/**
 * `convertDocument` in a thread that is killed at a limit of time or memory, so that no document can take the others
 * down with it. A thread that has served is kept warm for the next document. Pages that need OCR are read out
 * here; what the reader throws ends the conversion and is thrown again.
 */
export const convertInChild = async (
  source: Source,
  { ocr, limits = defaultChildLimits }: { ocr?: Ocr | undefined; limits?: ChildLimits } = {},
): Promise<Conversion> => {
  const worker = warmThread(limits) ?? newThread(limits);
  worker.ref();
  underWay += 1;
  try {
    const outcome = await watch(worker, source, limits, ocr);
    if (outcome === 'timeout' || outcome === 'out-of-memory') {
      await worker.terminate();
      return outcome === 'timeout' ? timedOut(source, limits) : tooLarge(source, limits);
    }
    if (idle.length < maxIdle) {
      worker.unref();
      idle.push({ worker, heapMegabytes: limits.heapMegabytes });
    } else await worker.terminate();
    return outcome;
  } catch (error) {
    await worker.terminate();
    throw error;
  } finally {
    underWay -= 1;
  }
};

const warmThread = ({ heapMegabytes }: ChildLimits): Worker | undefined => {
  const at = idle.findIndex((each) => each.heapMegabytes === heapMegabytes);
  return at < 0 ? undefined : idle.splice(at, 1)[0]?.worker;
};

const newThread = ({ heapMegabytes }: ChildLimits): Worker =>
  startThread('convert-worker', { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } });

const watch = (worker: Worker, source: Source, limits: ChildLimits, ocr: Ocr | undefined) =>
  new Promise<Conversion | 'timeout' | 'out-of-memory'>((resolve, reject) => {
    const before = process.memoryUsage.rss();
    const computing = computingClock(() => underWay);
    let lastSign = performance.now();
    const { port1: line, port2: childsEnd } = new MessageChannel();
    let isReading = false;
    const settle = (act: () => void): void => {
      clearInterval(watcher);
      worker.off('message', onMessage);
      worker.off('error', onError);
      line.close();
      act();
    };
    const onMessage = (conversion: Conversion): void => settle(() => resolve(conversion));
    const onError = (error: Error): void =>
      settle(() => (isExhausted(error) ? resolve('out-of-memory') : reject(error)));
    const watcher = setInterval(() => {
      const grown = (process.memoryUsage.rss() - before) / 1024 / 1024;
      const waited = (performance.now() - lastSign) / 1000;
      const computed = computing.advance(!isReading);
      if (grown > limits.growthMegabytes) settle(() => resolve('out-of-memory'));
      else if (!isReading && (computed > limits.seconds || waited > limits.clockSeconds))
        settle(() => resolve('timeout'));
    }, watchMilliseconds);
    worker.on('message', onMessage);
    worker.on('error', onError);
    line.on('message', async (page: PageToRead) => {
      isReading = true;
      try {
        line.postMessage(await ocr?.readPage(page));
        isReading = false;
        lastSign = performance.now();
        computing.restart();
      } catch (error) {
        settle(() => reject(error));
      }
    });
    worker.postMessage(
      { source, ...(ocr && { ocr: { engine: ocr.engine, line: childsEnd } }) },
      ocr ? [childsEnd] : [],
    );
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
    detail: `${source.fileName}: it was not converted within ${seconds} seconds of computing; split the document or simplify its drawings.`,
  },
});

const tooLarge = (source: Source, { heapMegabytes }: ChildLimits): Conversion => ({
  status: 'rejected',
  rejection: {
    reason: 'too-large',
    detail: `${source.fileName}: converting it takes more memory than the ${heapMegabytes} MB that a document may; split it.`,
  },
});
