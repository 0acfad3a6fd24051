import type { Reader } from './conversion.ts';
import { docxReader } from './readers/docx.ts';
import { htmlReader } from './readers/html.ts';
import { markdownReader } from './readers/markdown.ts';
import { pdfReader } from './readers/pdf.ts';
import { textReader } from './readers/text.ts';

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
  | 'jsonl';

/** Every format that is taken, and who reads it. */
export const formats: Partial<Record<Format, Reader>> = {
  md: markdownReader,
  txt: textReader,
  html: htmlReader,
  pdf: pdfReader,
  docx: docxReader,
};

export const takenFormats = Object.keys(formats).join(', ');
