import type { ParsedPage } from '@llamaindex/liteparse-wasm';
import type { OcrFacts } from '#shared/domain/document.ts';
import type { PageReading } from '#shared/domain/page-reading.ts';
import type { PageRejection } from '#shared/domain/rejection.ts';
import { addUsage, noUsage, type Usage } from '#shared/domain/usage.ts';
import type { PageImage } from '#shared/ports/page-reader.ts';
import type { Source } from '../conversion.ts';
import { judgePage } from '../ocr/judge-page.ts';
import { pageOfWords } from '../ocr/page-of-words.ts';
import { isBlank } from '../ocr/page-picture.ts';
import { drawPage } from './draw-page.ts';
import { pagesToRead } from './pages-to-read.ts';

type Scans = Pick<Source, 'bytes' | 'password' | 'ocr'>;

/** The pages of a document after those without a usable text layer were read by OCR. */
export interface ReadPages {
  /** Every page; one that was kept out is empty. */
  readonly pages: readonly ParsedPage[];
  /** Pages that a model wrote down as Markdown, by number. */
  readonly markdown: ReadonlyMap<number, string>;
  /** Pages without ink. */
  readonly blankPages: readonly number[];
  /** Undefined where every page has its text. */
  readonly ocr: OcrFacts | undefined;
}

/** What became of one page that was looked at as a picture. */
type Outcome =
  | { readonly status: 'blank' }
  | { readonly status: 'rejected'; readonly rejection: PageRejection; readonly usage: Usage }
  | {
      readonly status: 'read';
      readonly fact: OcrFacts['pages'][number];
      readonly page: ParsedPage;
      readonly markdown?: string;
      readonly usage: Usage;
    };

/** Reads the pages that have no usable text layer, and leaves the others alone. */
export const readScans = async (source: Scans, pages: readonly ParsedPage[]): Promise<ReadPages> => {
  const open = await pagesToRead(source, pages);
  const outcomes = new Map<number, Outcome>();
  for (const [index, page] of open.entries())
    outcomes.set(page.pageNum, await readScan(source, page, { index: index + 1, ofPages: open.length }));

  const all = [...outcomes.values()];
  const read = all.filter((outcome) => outcome.status === 'read');
  const rejected = all.filter((outcome) => outcome.status === 'rejected');
  return {
    pages: pages.map((page) => pageAfter(page, outcomes.get(page.pageNum))),
    markdown: new Map(read.flatMap(({ page, markdown }) => (markdown ? [[page.pageNum, markdown]] : []))),
    blankPages: [...outcomes].flatMap(([page, { status }]) => (status === 'blank' ? [page] : [])),
    ocr:
      read.length + rejected.length === 0
        ? undefined
        : {
            engine: source.ocr?.engine ?? null,
            pages: read.map(({ fact }) => fact),
            rejectedPages: rejected.map(({ rejection }) => rejection),
            usage: addUsage([...read, ...rejected].map(({ usage }) => usage)),
          },
  };
};

const readScan = async (
  source: Scans,
  page: ParsedPage,
  progress: { index: number; ofPages: number },
): Promise<Outcome> => {
  const image = await drawPage(source, page);
  if (image === undefined || isBlank(image)) return { status: 'blank' };
  const { pageNum } = page;
  if (source.ocr === undefined) return { status: 'rejected', rejection: notRead(pageNum), usage: noUsage };
  const { width } = image;
  const reading = await source.ocr.readPage({ page: pageNum, image, ...progress });
  return outcomeOf(page, { width }, reading);
};

const outcomeOf = (page: ParsedPage, image: Pick<PageImage, 'width'>, reading: PageReading): Outcome => {
  const { usage } = reading;
  const verdict = judgePage(page.pageNum, reading);
  if (!verdict.isKept) return { status: 'rejected', rejection: verdict.rejection, usage };
  const fact = { page: page.pageNum, confidence: verdict.confidence, rotation: 0 as const };
  if (reading.status === 'words') {
    const { rotation } = reading;
    return { status: 'read', fact: { ...fact, rotation }, page: pageOfWords(page, image, reading), usage };
  }
  const markdown = reading.status === 'markdown' ? reading.markdown : '';
  return { status: 'read', fact, page: withoutText(page), markdown, usage };
};

const pageAfter = (page: ParsedPage, outcome: Outcome | undefined): ParsedPage => {
  if (outcome?.status === 'read') return outcome.page;
  return outcome?.status === 'rejected' ? withoutText(page) : page;
};

const notRead = (page: number): PageRejection => ({
  page,
  reason: 'not-read',
  detail: `Page ${page} is a picture without text, and ocr is off; set ocr.provider in dataset.yaml to have it read.`,
});

const withoutText = (page: ParsedPage): ParsedPage => ({ ...page, text: '', textItems: [] });
