import type { Reader } from './conversion.ts';
import { csvReader } from './readers/csv.ts';
import { docReader } from './readers/doc.ts';
import { docxReader } from './readers/docx.ts';
import { emlReader } from './readers/eml.ts';
import { epubReader } from './readers/epub.ts';
import { htmlReader } from './readers/html.ts';
import { jsonlReader, jsonReader } from './readers/json.ts';
import { markdownReader } from './readers/markdown.ts';
import { odtReader } from './readers/odt.ts';
import { pdfReader } from './readers/pdf.ts';
import { jpegReader, pngReader, tiffReader } from './readers/picture.ts';
import { pptReader } from './readers/ppt.ts';
import { pptxReader } from './readers/pptx.ts';
import { rtfReader } from './readers/rtf.ts';
import { textReader } from './readers/text.ts';
import { xlsxReader } from './readers/xlsx.ts';

export type Format =
  | 'md'
  | 'txt'
  | 'html'
  | 'pdf'
  | 'docx'
  | 'doc'
  | 'pptx'
  | 'ppt'
  | 'xlsx'
  | 'csv'
  | 'epub'
  | 'odt'
  | 'rtf'
  | 'eml'
  | 'json'
  | 'jsonl'
  | 'png'
  | 'jpg'
  | 'tiff';

/** Every format that is taken, and who reads it. */
export const formats: Record<Format, Reader> = {
  md: markdownReader,
  txt: textReader,
  html: htmlReader,
  pdf: pdfReader,
  docx: docxReader,
  doc: docReader,
  pptx: pptxReader,
  ppt: pptReader,
  xlsx: xlsxReader,
  odt: odtReader,
  rtf: rtfReader,
  csv: csvReader,
  epub: epubReader,
  eml: emlReader,
  json: jsonReader,
  jsonl: jsonlReader,
  png: pngReader,
  jpg: jpegReader,
  tiff: tiffReader,
};

export const takenFormats = Object.keys(formats).join(', ');
