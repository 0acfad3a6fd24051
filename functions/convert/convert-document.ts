import type { OcrFacts } from '#shared/domain/document.ts';
import { type Conversion, RejectedSource, type Source } from './conversion.ts';
import { detectFormat } from './detect-format.ts';
import { formats } from './formats.ts';
import { markdownWriter } from './markdown/markdown-writer.ts';
import { measureFidelity } from './measure-fidelity.ts';
import { unlockPackage } from './ooxml/unlock-package.ts';

export type { Conversion, Source } from './conversion.ts';

/**
 * Turns an uploaded document into Markdown: found out by its content, read by the reader of its format, and brought
 * through one pipeline. What cannot be converted is a rejection, never an error; a thrown error is a bug.
 */
export const convertDocument = async (source: Source): Promise<Conversion> => {
  try {
    return await convert(source);
  } catch (error) {
    if (!(error instanceof RejectedSource)) throw error;
    const { reason, message: detail, ocr } = error;
    return { status: 'rejected', rejection: { reason, detail }, ...(ocr && { ocr }) };
  }
};

const convert = async (given: Source): Promise<Conversion> => {
  if (given.bytes.length === 0) {
    throw new RejectedSource('empty', `${given.fileName}: the file has no content; upload it again.`);
  }
  const source = unlockPackage(given);
  const format = await detectFormat(source);
  const reader = formats[format];
  if (source.bytes.length > reader.maxBytes) {
    const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
    throw new RejectedSource(
      'too-large',
      `${source.fileName}: it has ${megabytes(source.bytes.length)} MB and ${format} is taken up to ${megabytes(reader.maxBytes)} MB; split the document.`,
    );
  }
  const reading = await reader.read(source);
  const writer = markdownWriter();
  for (const part of reading.parts) {
    if (typeof part === 'string') writer.writeMarkdown(part);
    else writer.writeTree(part);
  }
  const written = writer.finish();
  if (written.markdown.trim() === '') {
    if (reading.ocr) throw new RejectedSource('unreadable', explainPages(source, reading.ocr), reading.ocr);
    throw new RejectedSource(
      'empty',
      `${source.fileName}: the ${format} file holds no text; there is nothing to read in it.`,
    );
  }
  const { fidelity, parts, warnings } = measureFidelity(reading, written);
  return {
    status: 'converted',
    markdown: written.markdown,
    facts: {
      format,
      engine: reading.engine,
      title: reading.title ?? written.title,
      pages: written.pages,
      repairs: [...reading.repairs, ...written.repairs],
      warnings: [...reading.warnings, ...warnings],
      fidelity,
      fidelityParts: parts,
      ...(reading.ocr && { ocr: reading.ocr }),
    },
  };
};

const maxPagesExplained = 3;

/** Why a document has no page left, in the words of its first pages. */
const explainPages = ({ fileName }: Source, { rejectedPages }: OcrFacts): string => {
  const shown = rejectedPages.slice(0, maxPagesExplained).map(({ detail }) => detail);
  const rest = rejectedPages.length - shown.length;
  const more = rest > 0 ? [`So it is with ${rest} more.`] : [];
  return [`${fileName}: none of its pages could be read.`, ...shown, ...more].join(' ');
};
