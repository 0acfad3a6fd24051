// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
const noise = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u200B\u2060\uFEFF\uFDD3-\uFDEF]/g;
const otherSpaces = /[\u00A0\u2000-\u200A\u202F\u205F]/g;

/** Bullets of the Symbol and Wingdings fonts, which lie in the private use area. */
const symbolBullets = /[\uF0A7\uF0A8\uF0B7\uF0D8\uF0FC]/g;

/** Takes out what no reader sees (controls, soft hyphens, zero-width spaces) and makes every space a plain one. */
export const cleanText = (value: string): string =>
  value.replace(noise, '').replace(otherSpaces, ' ').replaceAll('\u2011', '-').replace(symbolBullets, '•');

/** Whether a reader sees anything of it. */
export const isFilled = (value: string): boolean => /[!-~]/.test(value) || cleanText(value).trim() !== '';

/** Whether a UTF-16 code unit is a letter or a digit, asked of Unicode once: 0 not yet, 1 no, 2 yes. */
const kinds = new Uint8Array(0x10000);

const isLetter = (code: number): boolean => {
  if (kinds[code] === 0) kinds[code] = /[\p{L}\p{N}]/u.test(String.fromCharCode(code)) ? 2 : 1;
  return kinds[code] === 2;
};

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code < 0xdc00;

/** Letters and digits, in UTF-16 code units: the measure by which source and Markdown are compared. */
export const countLetters = (value: string): number => {
  let letters = 0;
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (isLetter(code)) letters += 1;
    else if (isHighSurrogate(code) && /^[\p{L}\p{N}]/u.test(value.slice(index, index + 2))) {
      letters += 2;
      index += 1;
    }
  }
  return letters;
};
