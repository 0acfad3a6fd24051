import { fileTypeFromBuffer } from 'file-type';
import { openArchive } from './archive/open-archive.ts';
import { isCompoundFile, openCompoundFile } from './cfb/compound-file.ts';
import { RejectedSource, type Source } from './conversion.ts';
import { type Format, takenFormats } from './formats.ts';
import { decodeText } from './text/decode-text.ts';
import { detectTextFormat } from './text/detect-text-format.ts';

/**
 * What a file is by its content. The extension only decides between kinds of text, which look alike. Throws
 * `RejectedSource` for what nobody here reads.
 */
export const detectFormat = async (source: Source): Promise<Format> => {
  const { bytes } = source;
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  if (head.startsWith('%PDF-') || (/%PDF-\d/.test(head) && Buffer.from(bytes).includes('endobj')))
    return 'pdf';
  if (head.startsWith('{\\rtf')) return 'rtf';
  if (isCompoundFile(bytes)) return compoundFormat(source);
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return archiveFormat(source);
  const picture = pictureSignatures.find(([, signature]) => head.startsWith(signature));
  if (picture) return picture[0];
  if (isBinary(bytes))
    throw unsupported(source, (await fileTypeFromBuffer(bytes))?.ext ?? 'unknown binary data');
  return detectTextFormat(decodeText(bytes.subarray(0, 256 * 1024)).text, extensionOf(source.fileName));
};

const pictureSignatures: readonly [Format, string][] = [
  ['png', '\u0089PNG\r\n\u001A\n'],
  ['jpg', '\u00FF\u00D8\u00FF'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
];

const unsupported = (source: Source, found: string): RejectedSource =>
  new RejectedSource(
    'unsupported',
    `${source.fileName}: its content is ${found}; these are taken: ${takenFormats}.`,
  );

const extensionOf = (fileName: string): string => /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';

/** ECMA-376 part 1 names the content type of each kind of main part; templates and macro files differ in a suffix. */
const archiveFormat = (source: Source): Format => {
  const archive = openArchive(source.bytes, source.fileName);
  const readText = (name: string): string => new TextDecoder().decode(archive.read(name) ?? new Uint8Array());
  const types = readText('[Content_Types].xml');
  if (/wordprocessingml\.(document|template)|ms-word\.(document|template)\.macroEnabled/i.test(types))
    return 'docx';
  if (/presentationml\.(presentation|slideshow|template)|ms-powerpoint\.\w+\.macroEnabled/i.test(types))
    return 'pptx';
  if (/spreadsheetml\.(sheet|template)\.main|ms-excel\.(sheet|template)\.macroEnabled/i.test(types))
    return 'xlsx';
  const mime = readText('mimetype').trim();
  if (mime === 'application/epub+zip' || archive.has('META-INF/container.xml')) return 'epub';
  if (/opendocument\.text/.test(mime)) return 'odt';
  throw unsupported(source, mime || 'a zip archive');
};

const compoundFormat = (source: Source): Format => {
  const names = openCompoundFile(source.bytes, source.fileName).names;
  if (names.has('WordDocument')) return 'doc';
  if (names.has('PowerPoint Document')) return 'ppt';
  throw unsupported(
    source,
    names.has('Workbook') || names.has('Book') ? 'an Excel 97 workbook (xls)' : 'an OLE compound file',
  );
};

const isBinary = (bytes: Uint8Array): boolean => {
  const { text, charset } = decodeText(bytes.subarray(0, 8192));
  if (charset.startsWith('utf-16')) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the sign of binary data.
  const controls = text.match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/g)?.length ?? 0;
  return text.includes('\u0000') || controls > text.length * 0.02;
};
