/** What stands at 0x80 to 0x9F (WHATWG Encoding, index windows-1252). */
const upper =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';
const first = 0x80;

/** Node decodes this charset as Latin-1 in some releases (20.20 among them), which loses quotation marks and dashes. */
export const decodeWindows1252 = (bytes: Uint8Array): string =>
  withoutControls(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));

/** Text that others decoded so: no text holds the control characters that its quotation marks have become. */
export const withoutControls = (text: string): string =>
  text.replace(/[\u0080-\u009F]/g, (character) => upper[character.charCodeAt(0) - first] ?? character);

/** A decoder for one of the charsets of the Encoding standard. */
export const decodeCharset = (bytes: Uint8Array, charset: string): string =>
  charset === 'windows-1252' ? decodeWindows1252(bytes) : new TextDecoder(charset).decode(bytes);
