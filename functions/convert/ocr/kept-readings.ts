import { deleteAll } from '#shared/dataset/delete-all.ts';
import { readJson, writeJson } from '#shared/dataset/json-object.ts';
import type { documentKeys } from '#shared/domain/dataset-keys.ts';
import { contentId, sha256 } from '#shared/domain/hash.ts';
import { pageReadingSchema } from '#shared/domain/page-reading.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { PageImage, PageReader } from '#shared/ports/page-reader.ts';

/**
 * A reader that keeps what it read of a picture beside the document, so that converting it again pays for no page twice,
 * and one that was stopped goes on where it was. A page that took too long is not kept: another day it may not.
 */
export const keptReadings = (
  reader: PageReader,
  store: ObjectStore,
  keys: Pick<ReturnType<typeof documentKeys>, 'pageReadings' | 'pageReading'>,
) => {
  const used = new Set<string>();
  return {
    engine: reader.engine,
    /** `beforeReading` is called when the page was not read before; what it throws is thrown. */
    read: async (image: PageImage, beforeReading: () => void) => {
      const key = keys.pageReading(pictureHash(image), contentId(reader.engine));
      used.add(key);
      const kept = await readJson(store, key, pageReadingSchema);
      if (kept) return kept;
      beforeReading();
      const reading = await reader.read(image);
      if (reading.status !== 'failed' || reading.reason !== 'timeout') await writeJson(store, key, reading);
      return reading;
    },
    /** Deletes what was kept of pages that the document has no more, or that another engine read. */
    dropStale: () => dropReadings(store, keys.pageReadings, used),
  };
};

export const dropReadings = async (
  store: ObjectStore,
  folder: string,
  used: ReadonlySet<string> = new Set(),
): Promise<void> => {
  const unused: string[] = [];
  for await (const { key } of store.list(folder)) if (!used.has(key)) unused.push(key);
  await deleteAll(store, unused);
};

const pictureHash = ({ width, height, grey }: PageImage): string =>
  sha256(`${width} ${height} ${sha256(grey)}`).slice(0, 16);
