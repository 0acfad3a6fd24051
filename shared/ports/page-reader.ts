import type { OcrSettings } from '../domain/dataset-settings.ts';
import type { PageReading } from '../domain/page-reading.ts';

/** The picture of one page, as it stands in the document. */
export interface PageImage {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** One byte for each pixel, row by row from the upper left: 0 is black, 255 white. */
  readonly grey: Uint8Array;
}

/**
 * Reads the picture of a page (OCR). What cannot be read is data; throttling and outages are thrown as named errors
 * (`shared/errors.ts`), because the workflow retries them.
 */
export interface PageReader {
  /** Names engine or model with all that decides what it would read; readings are kept under it and not paid for twice. */
  readonly engine: string;
  /** US dollars: 0 where nobody is paid, null where the price is only known once the page was read. */
  readonly usdPerPage: number | null;
  read(image: PageImage): Promise<PageReading>;
}

/** The reader that `dataset.yaml` asks for; undefined for `off`. Throws `InvalidSettingsError` for one that cannot be had here. */
export type PageReaderFor = (settings: OcrSettings) => Promise<PageReader | undefined>;
