import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { noUsage } from '#shared/domain/usage.ts';
import { InvalidSettingsError } from '#shared/errors.ts';
import type { PageReader } from '#shared/ports/page-reader.ts';
import { startThread } from '../start-thread.ts';
import { isLanguageInstalled, tesseractName } from './tesseract-engine.ts';

const maxIdle = 2;
const idle: Worker[] = [];

/** Tesseract in a thread of this process: it calls nobody and costs nothing but time. Throws `InvalidSettingsError`. */
export const tesseractReader = (
  languages: readonly string[],
  { secondsPerPage = 120 }: { secondsPerPage?: number } = {},
): PageReader => {
  for (const language of languages)
    if (!isLanguageInstalled(language))
      throw new InvalidSettingsError(
        `ocr.languages: ${language} is not installed; npm install @tesseract.js-data/${language}, and deploy again`,
      );
  return {
    engine: `${tesseractName} ${languages.join('+')}`,
    usdPerPage: 0,
    read: async (image) => {
      const worker = idle.pop() ?? startThread('tesseract-worker');
      worker.ref();
      try {
        worker.postMessage({ image, languages });
        const signal = AbortSignal.timeout(secondsPerPage * 1000);
        const [{ rotation, words }] = await once(worker, 'message', { signal });
        keepWarm(worker);
        return { status: 'words', rotation, words, usage: noUsage };
      } catch (error) {
        await worker.terminate();
        if ((error as Error).name !== 'AbortError') throw error;
        const detail = `Tesseract did not finish within ${secondsPerPage} seconds`;
        return { status: 'failed', reason: 'timeout', detail, usage: noUsage };
      }
    },
  };
};

const keepWarm = (worker: Worker): void => {
  worker.unref();
  if (idle.length < maxIdle) idle.push(worker);
  else void worker.terminate();
};
