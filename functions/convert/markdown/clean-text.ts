// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
const noise = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u200B\u2060\uFEFF\uFDD2-\uFDEF]/g;
const otherSpaces = /[\u00A0\u2000-\u200A\u202F\u205F]/g;

/** Bullets of the Symbol and Wingdings fonts, which lie in the private use area. */
const symbolBullets = /[\uF0A7\uF0A8\uF0B7\uF0D8\uF0FC]/g;

/** Takes out what no reader sees (controls, soft hyphens, zero-width spaces) and makes every space a plain one. */
export const cleanText = (value: string): string =>
  value.replace(noise, '').replace(otherSpaces, ' ').replaceAll('\u2011', '-').replace(symbolBullets, '•');

/** Letters and digits: the measure by which source and Markdown are compared. */
export const countLetters = (value: string): number => value.replace(/[^\p{L}\p{N}]+/gu, '').length;
