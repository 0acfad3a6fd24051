import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import type { PageReading } from '#shared/domain/page-reading.ts';
import type { PageImage } from '#shared/ports/page-reader.ts';

/** The picture of a page that has no usable text layer. */
export interface PageToRead {
  readonly page: number;
  readonly image: PageImage;
  /** How many of the document's pages have to be read so, and the how manieth this is, from 1. */
  readonly ofPages: number;
  readonly index: number;
}

export type ReadPage = (page: PageToRead) => Promise<PageReading>;

/** What reads the pages of a document that have no usable text layer. */
export interface Ocr {
  readonly engine: string;
  readonly readPage: ReadPage;
}

/**
 * The document's side of the line over which its pages are read: readers need the network, a cache, and threads of
 * their own, none of which a thread that is killed with its document should hold.
 */
export const readPageOver =
  (line: MessagePort): ReadPage =>
  async (page) => {
    line.postMessage(page, [page.image.grey.buffer as ArrayBuffer]);
    const [reading] = await once(line, 'message');
    return reading;
  };
