import type { Root } from 'hast';
import type { ConversionFacts, OcrFacts } from '#shared/domain/document.ts';
import type { DocumentRejection } from '#shared/domain/rejection.ts';
import type { Ocr } from './ocr/page-line.ts';

/** A document as it was uploaded. The name is used for messages and to break ties of detection, never as a path. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** Opens an encrypted PDF, or an encrypted file of Office 2010 or later. It is written nowhere. */
  readonly password?: string;
  /** How a person gives it, where there is a way. */
  readonly passwordHint?: string;
  /** Reads pages without a usable text layer; left out, they are rejected. */
  readonly ocr?: Ocr;
}

export type Conversion =
  | { status: 'converted'; markdown: string; facts: ConversionFacts }
  | { status: 'rejected'; rejection: DocumentRejection; ocr?: OcrFacts };

/**
 * What a reader makes of a source. A part is a tree that still goes through the shared pipeline, or finished Markdown
 * where a tree would only cost memory (the rows of a sheet). Parts are made one at a time, so that a large document
 * never stands in memory as one tree.
 */
export interface Reading {
  readonly parts: Iterable<Root | string>;
  /** The library or reader that did the work. */
  readonly engine: string;
  readonly title?: string | null;
  /** What the source holds, counted apart from the walk that made the parts; null where it cannot be known. */
  readonly sourceLetters: (() => number) | null;
  /** The text itself, likewise, where it fits into memory. */
  readonly sourceText?: () => readonly string[];
  /** The text of each page, by its number. */
  readonly sourcePages?: () => ReadonlyMap<number, string>;
  /** Table cells that hold something: declared, or seen on a page apart from the reading of its tables. */
  readonly sourceCells?: () => number;
  /** Of the text of a page layout, the share in lines that keep together. */
  readonly layout?: number;
  /** Sentences; may grow while the parts are drawn. */
  readonly repairs: readonly string[];
  readonly warnings: readonly string[];
  /** Pages in the source, and those of them without any text; 0 where the format has no pages. */
  readonly pageCount?: number;
  readonly blankPages?: number;
  /** What OCR made of pages; left out where none needed it. */
  readonly ocr?: OcrFacts;
}

/** One format: how much of it is taken, and how it is read. `read` throws `RejectedSource` for what cannot be read. */
export interface Reader {
  readonly maxBytes: number;
  read(source: Source): Promise<Reading> | Reading;
}

/** An expected end of a conversion, thrown from the depth of a reader and made data at its door. */
export class RejectedSource extends Error {
  override readonly name = 'RejectedSource';
  readonly reason: DocumentRejection['reason'];
  readonly ocr: OcrFacts | undefined;

  constructor(reason: DocumentRejection['reason'], detail: string, ocr?: OcrFacts) {
    super(detail);
    this.reason = reason;
    this.ocr = ocr;
  }
}
