import { decodeCharset } from './decode-windows-1252.ts';

/** The text of a file, and the charset that it was found to be in. */
export interface DecodedText {
  readonly text: string;
  readonly charset: string;
}

/**
 * Finds the charset: a byte order mark, what the document declares of itself, UTF-8 if the bytes are valid, UTF-16 by its
 * zero bytes, an East Asian charset if the result reads like one, and the Western default of old systems else.
 */
export const decodeText = (bytes: Uint8Array, declared?: string): DecodedText => {
  const marked = byteOrderMark(bytes);
  if (marked) return { text: new TextDecoder(marked).decode(bytes), charset: marked };
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (utf8 !== null && !looksWide(bytes)) return { text: utf8, charset: 'utf-8' };
  const wide = looksWide(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), charset: wide };
  if (declared && !/^utf-?8$/i.test(declared)) {
    const text = decodeStrictly(bytes, declared);
    if (text !== null) return { text, charset: declared.toLowerCase() };
  }
  for (const { charset, reads } of eastAsian) {
    const text = decodeStrictly(bytes, charset);
    if (text !== null && reads(text)) return { text, charset };
  }
  const charset = cyrillicCharset(bytes) ?? 'windows-1252';
  return { text: decodeCharset(bytes, charset), charset };
};

const byteOrderMark = (bytes: Uint8Array): string | null => {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
};

const decodeStrictly = (bytes: Uint8Array, charset: string): string | null => {
  try {
    const text = new TextDecoder(charset, { fatal: true });
    return text.encoding === 'windows-1252' ? decodeCharset(bytes, text.encoding) : text.decode(bytes);
  } catch {
    return null;
  }
};

/** Western text in UTF-16 has a zero in almost every second byte. */
const looksWide = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  if (odd > length * 0.2 && even < length * 0.05) return 'utf-16le';
  if (even > length * 0.2 && odd < length * 0.05) return 'utf-16be';
  return null;
};

const share = (text: string, wanted: RegExp): number => {
  const foreign = text.replace(/\p{ASCII}/gu, '');
  return foreign === '' ? 0 : (foreign.match(wanted)?.length ?? 0) / foreign.length;
};

const readsJapanese = (text: string): boolean =>
  share(text, /[\u3040-\u30FF]/g) > 0.15 && share(text, /[\u3000-\u30FF\u4E00-\u9FFF\uFF00-\uFF9F]/g) > 0.9;

/** Western accents stand alone between letters; an East Asian word is a run of two or more. */
const readsInRuns = (text: string, script: RegExp): boolean => share(text, script) > 0.9;

const eastAsian = [
  { charset: 'shift_jis', reads: readsJapanese },
  { charset: 'euc-jp', reads: readsJapanese },
  { charset: 'euc-kr', reads: (text: string) => readsInRuns(text, /[\uAC00-\uD7A3]{2,}/g) || hangul(text) },
  { charset: 'gb18030', reads: (text: string) => chinese(text) },
  { charset: 'big5', reads: (text: string) => chinese(text) },
];

const hangul = (text: string): boolean =>
  share(text, /[\uAC00-\uD7A3]/g) > 0.8 && /[\uAC00-\uD7A3]{3}/.test(text);
const chinese = (text: string): boolean =>
  share(text, /[\u4E00-\u9FFF\u3000-\u303F\uFF00-\uFFEF]/g) > 0.9 && /[\u4E00-\u9FFF]{3}/.test(text);

/** Most letters of a text are small, and the two charsets have the small and the large letters in each other's place. */
const cyrillicCharset = (bytes: Uint8Array): 'windows-1251' | 'koi8-r' | null => {
  let high = 0;
  let inRuns = 0;
  let upperHalf = 0;
  for (let index = 1; index < bytes.length; index += 1) {
    if ((bytes[index] ?? 0) < 0xc0) continue;
    high += 1;
    if ((bytes[index] ?? 0) >= 0xe0) upperHalf += 1;
    if ((bytes[index - 1] ?? 0) >= 0xc0) inRuns += 1;
  }
  if (high <= bytes.length * 0.3 || inRuns <= high * 0.6) return null;
  return upperHalf * 2 >= high ? 'windows-1251' : 'koi8-r';
};
