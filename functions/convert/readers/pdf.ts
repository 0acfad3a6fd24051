import type { ParseResult } from '@llamaindex/liteparse-wasm';
import { type Reader, type Reading, RejectedSource, type Source } from '../conversion.ts';
import { lockedFile } from '../locked-file.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { documentParts } from '../pdf/document-parts.ts';
import { guardStreams } from '../pdf/guard-streams.ts';
import { pdfEngineName, pdfParser } from '../pdf/pdf-engine.ts';
import { readDetails } from '../pdf/read-details.ts';
import { readScans } from '../pdf/read-scans.ts';

const maxPages = 5000;

export const pdfReader: Reader = {
  maxBytes: 256 * 1024 * 1024,
  async read(source) {
    const result = await parse(source);
    const warnings = result.pageErrors.map(
      ({ pageNum, message }) => `Page ${pageNum} could not be read: ${message}.`,
    );
    if (result.totalPages > result.pages.length + result.pageErrors.length) {
      warnings.push(`Only ${result.pages.length} of ${result.totalPages} pages were read.`);
    }
    const pdf = { ...source, bytes: fromHeader(source.bytes) };
    const scans = await readScans(pdf, result.pages);
    const details = await readDetails(
      pdf,
      scans.pages.map(({ pageNum }) => pageNum),
    );
    for (const page of scans.blankPages) warnings.push(`Page ${page} is blank.`);
    const { parts, repairs, pageTexts, layout, cells } = documentParts(scans.pages, scans.markdown, details);
    const texts = new Map([...pageTexts, ...scans.markdown]);
    return {
      parts,
      engine: pdfEngineName,
      sourceLetters: () => countLetters([...texts.values()].join(' ')),
      sourceText: () => [...texts.values()],
      sourcePages: () => texts,
      sourceCells: () => cells,
      layout,
      repairs,
      warnings,
      pageCount: result.totalPages,
      blankPages: scans.ocr?.rejectedPages.length ?? 0,
      ...(scans.ocr && { ocr: scans.ocr }),
    } satisfies Reading;
  },
};

const parse = async (source: Source): Promise<ParseResult> => {
  const parser = await pdfParser({
    outputFormat: 'json',
    emitWordBoxes: true,
    extractAnnotations: true,
    extractVectorGraphics: true,
    maxPages,
    ...(source.password === undefined ? {} : { password: source.password }),
  });
  try {
    guardStreams(source.bytes, source.fileName);
    return await parser.parse(fromHeader(source.bytes));
  } catch (error) {
    if (error instanceof RejectedSource) throw error;
    throw rejectionOf(error, source);
  } finally {
    parser.free();
  }
};

/** Readers look for the header in the first kilobyte (ISO 32000-1, annex H.3.4.1); the engine wants it at the start. */
const fromHeader = (bytes: Uint8Array): Uint8Array => {
  const at = new TextDecoder('latin1').decode(bytes.subarray(0, 2048)).indexOf('%PDF-');
  return at > 0 ? bytes.subarray(at) : bytes;
};

const rejectionOf = (error: unknown, source: Source): RejectedSource => {
  const message = error instanceof Error ? error.message : String(error);
  if (/password|encrypt/i.test(message)) return lockedFile(source, 'the PDF');
  return new RejectedSource(
    'corrupt',
    `${source.fileName}: the PDF cannot be opened (${message}); it is damaged or was cut short, so upload it again.`,
  );
};
