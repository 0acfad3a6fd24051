import { documentKeys } from '#shared/domain/dataset-keys.ts';
import type { OcrSettings } from '#shared/domain/dataset-settings.ts';
import { documentId } from '#shared/domain/document.ts';
import { UnfinishedError } from '#shared/errors.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { PageReaderFor } from '#shared/ports/page-reader.ts';
import { keptReadings } from './kept-readings.ts';
import type { Ocr, PageToRead } from './page-line.ts';

interface OcrDependencies {
  readonly dataset: ObjectStore;
  readonly pageReaderFor: PageReaderFor;
  readonly secondsForOcr?: number;
  readonly onPage?: (sourceKey: string, progress: Pick<PageToRead, 'index' | 'ofPages'>) => void;
}

/**
 * What reads the pages of one document: the reader that its dataset names, behind the readings that are kept; undefined
 * where that is `off`. When its time is up it throws `UnfinishedError`, and the next call finds what it kept; every call
 * reads a page, so that calls come to an end.
 */
export const openOcr = async (
  settings: OcrSettings,
  dataset: string,
  sourceKey: string,
  { dataset: store, pageReaderFor, secondsForOcr = Number.POSITIVE_INFINITY, onPage }: OcrDependencies,
): Promise<(Ocr & { dropStale(): Promise<void> }) | undefined> => {
  const reader = await pageReaderFor(settings);
  if (reader === undefined) return undefined;
  const kept = keptReadings(reader, store, documentKeys(dataset, documentId(sourceKey)));
  const until = performance.now() + secondsForOcr * 1000;
  let hasRead = false;
  return {
    engine: kept.engine,
    dropStale: kept.dropStale,
    readPage: ({ page, image, index, ofPages }) =>
      kept.read(image, () => {
        if (hasRead && performance.now() >= until)
          throw new UnfinishedError(
            `${sourceKey}: ${ofPages - index + 1} of ${ofPages} pages are still to be read by OCR, from page ${page} on`,
          );
        hasRead = true;
        onPage?.(sourceKey, { index, ofPages });
      }),
  };
};
