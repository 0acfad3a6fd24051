import { parentPort } from 'node:worker_threads';
import type { PageImage } from '#shared/ports/page-reader.ts';
import { readWithTesseract } from './ocr/tesseract-engine.ts';

// Tesseract remarks on every page to the console, and nobody needs it; errors travel as events.
process.stderr.write = () => true;

/** One page at a time, in a thread that can be killed: recognition is one long call that heeds no signal. */
parentPort?.on('message', async ({ image, languages }: { image: PageImage; languages: string[] }) => {
  parentPort?.postMessage(await readWithTesseract(image, languages));
});
