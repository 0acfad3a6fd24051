import * as z from 'zod';
import { datasetSettingsSchema } from './dataset-settings.ts';
import { fidelityPartsSchema } from './fidelity.ts';
import { contentId } from './hash.ts';
import { rotationSchema } from './page-reading.ts';
import { documentRejectionSchema, lineRejectionSchema, pageRejectionSchema } from './rejection.ts';
import { usageSchema } from './usage.ts';

/** Where a page of a paged format begins in `document.md`, in UTF-16 code units. Pages count from 1. */
export const pageStartSchema = z.strictObject({
  page: z.number().int().positive(),
  charStart: z.number().int().nonnegative(),
});
export type PageStart = z.infer<typeof pageStartSchema>;

/** What became of the pages that have no usable text layer: pictures of pages, mostly scans. */
export const ocrFactsSchema = z.strictObject({
  /** What read them; null where the settings say `off`. */
  engine: z.string().nullable(),
  pages: z.array(
    z.strictObject({
      page: z.number().int().positive(),
      /** Mean over the words, 0 to 1; null where the reader does not say. */
      confidence: z.number().min(0).max(1).nullable(),
      /** By how much the page was turned, and was turned back. */
      rotation: rotationSchema,
    }),
  ),
  rejectedPages: z.array(pageRejectionSchema),
  usage: usageSchema,
});
export type OcrFacts = z.infer<typeof ocrFactsSchema>;

/** What is known of a conversion without a reference: how the markdown came about and how much it may be trusted. */
export const conversionSchema = z.strictObject({
  /** The detected format, for example `docx`; not the file's extension. */
  format: z.string(),
  /** The library or reader that did the work, with its version where it has one. */
  engine: z.string(),
  /** As the document has it, like `document.md`; what is shown of it is the title of its passages, which policy has redacted. */
  title: z.string().nullable(),
  /** Empty where the format has no pages. */
  pages: z.array(pageStartSchema),
  /** Sentences on what was mended, for example a skipped heading level. */
  repairs: z.array(z.string()),
  /** Sentences on what was lost or doubtful, for example a page without text. */
  warnings: z.array(z.string()),
  /** Fidelity, 0 to 1, from what can be known without a reference. */
  fidelity: z.number().min(0).max(1),
  fidelityParts: fidelityPartsSchema,
  /** Only where pages went through OCR or should have. */
  ocr: ocrFactsSchema.optional(),
  /** Only of saved prompts. */
  prompts: z
    .strictObject({
      /** Lines that hold something. */
      lines: z.number().int().nonnegative(),
      rejectedLines: z.array(lineRejectionSchema),
    })
    .optional(),
});
export type ConversionFacts = z.infer<typeof conversionSchema>;

const documentIdentity = {
  documentId: z.string(),
  dataset: z.string(),
  sourceKey: z.string(),
  sourceUri: z.string(),
  sha256: z.string(),
  bytes: z.number().int().nonnegative(),
};

/** `source.json`: one document, either converted or rejected. */
export const documentSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('converted'),
    ...documentIdentity,
    /** The dataset's settings as resolved when the document was read; every later step of this document uses them. */
    settings: datasetSettingsSchema,
    conversion: conversionSchema,
  }),
  z.strictObject({
    status: z.literal('rejected'),
    ...documentIdentity,
    rejection: documentRejectionSchema,
    /** Only where the pages of the document were read before it was rejected. */
    ocr: ocrFactsSchema.optional(),
  }),
]);
export type Document = z.infer<typeof documentSchema>;
export type ConvertedDocument = Extract<Document, { status: 'converted' }>;

/**
 * A document's id is a function of its key, not of its content: a changed document replaces its rows, and a deleted one
 * can be erased when only its key is known. The readable part helps a person who looks into the bucket.
 */
export const documentId = (sourceKey: string): string => {
  const name = sourceKey.split('/').at(-1) ?? sourceKey;
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${slug || 'document'}-${contentId(sourceKey).slice(0, 10)}`;
};
