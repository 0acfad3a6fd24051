import { parentPort } from 'node:worker_threads';
import type { Source } from './conversion.ts';
import { convertDocument } from './convert-document.ts';

/** The child's side of `convertInChild`: one document at a time. What it throws ends it, and is thrown again outside. */
parentPort?.on('message', async (source: Source) => {
  parentPort?.postMessage(await convertDocument(source));
});
