import type { Document } from '#shared/domain/document.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import type { Rejection } from '#shared/domain/rejection.ts';

/** What the document workflow left of one document, without what is as large as the document: its rows and passages. */
export interface FinishedDocument {
  readonly document: Document;
  readonly outcome: Outcome;
  readonly rejections: readonly Rejection[];
}
