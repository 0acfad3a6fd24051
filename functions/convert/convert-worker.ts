import { type MessagePort, parentPort } from 'node:worker_threads';
import type { Source } from './conversion.ts';
import { convertDocument } from './convert-document.ts';
import { readPageOver } from './ocr/page-line.ts';

interface Order {
  readonly source: Source;
  /** Where pages can be read. */
  readonly ocr?: { readonly engine: string; readonly line: MessagePort };
}

/** The child's side of `convertInChild`: one document at a time. What it throws ends it, and is thrown again outside. */
parentPort?.on('message', async ({ source, ocr }: Order) => {
  const readable = ocr
    ? { ...source, ocr: { engine: ocr.engine, readPage: readPageOver(ocr.line) } }
    : source;
  parentPort?.postMessage(await convertDocument(readable));
});
