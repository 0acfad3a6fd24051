import { foldDigits } from './fold-digits.ts';
import { lookalikes } from './lookalikes.ts';

/** A text as detectors read it, and the way back from its offsets to those of the text itself. */
export interface FoldedText {
  readonly text: string;
  /** Where the folded character at `index` begins in the original; `text.length` maps to the original's length. */
  originalStart(index: number): number;
  /** Where the original text of the folded characters before `index` ends. */
  originalEnd(index: number): number;
}

/**
 * Undoes what hides an identifier from a pattern without hiding it from a reader: full-width and other decimal digits,
 * letters of other scripts that look Latin, letters that look like a digit in a number, characters that are invisible or
 * only set the direction of text, unusual spaces and hyphens, markdown escapes and emphasis, character references,
 * percent-encoding, inline tags, defanged dots and numbers that were broken over a line at a hyphen or slash. The result is
 * for matching only and is never written anywhere.
 */
export const foldText = (original: string): FoldedText => {
  if (!needsFolding.test(original)) return { ...unchanged(original), text: foldDigits(original) };
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  for (let index = 0; index < original.length; ) {
    const [length, folded] = foldAt(original, index);
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(index);
      ends.push(index + length);
    }
    text += folded;
    index += length;
  }
  return {
    text: foldDigits(text),
    originalStart: (index) => starts[index] ?? original.length,
    originalEnd: (index) => (index === 0 ? 0 : (ends[index - 1] ?? original.length)),
  };
};

const unchanged = (text: string): FoldedText => ({
  text,
  originalStart: (index) => index,
  originalEnd: (index) => index,
});

/** Anything beyond ASCII and accented Latin letters, markdown escapes and emphasis, references, markup, brackets that defang, broken lines. */
const needsFolding =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range begins at U+0000 on purpose
  /[^\u0000-\u009f\u00a1-\u00ac\u00ae-\u024f]|\\[!-/:-@[-`{-~]|&[#a-zA-Z]|%[2345][\dA-Fa-f]|<\/?[a-zA-Z]|\*\*|\[\.\]|[-/][ ]?\r?\n/;

const characterReference = /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/iy;
const namedReference = /&([a-z]{2,8});/iy;
/** The named references of HTML that stand between the parts of an identifier. */
const references: Readonly<Record<string, string>> = {
  commat: '@',
  period: '.',
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwj: '',
  zwnj: '',
  lrm: '',
  rlm: '',
  lowbar: '_',
  hyphen: '-',
  dash: '-',
  ndash: '-',
  mdash: '-',
  minus: '-',
  plus: '+',
  colon: ':',
  sol: '/',
  num: '#',
  lpar: '(',
  rpar: ')',
};
/** RFC 3986, section 2.1, for what identifiers are made of and only inside a word: "50%20" is a discount. */
const percentEncoded = /(?<=[\p{L}\p{N}])%(20|2B|2D|2E|40|5F)(?=[\p{L}\p{N}])/iuy;
const lineBreakTag = /<br[ ]?\/?>/iy;
const inlineTag = /<\/?(?:b|i|u|em|strong|span|wbr|mark|small|sub|sup|font|code)(?:[ ][^<>]{0,120})?\/?>/iy;
/** Two asterisks with a letter or digit on one side: strong emphasis, not a mask and not a power. */
const emphasis =
  /(?<![*])\*\*(?![*])(?:(?<=[\p{L}\p{N}]\*\*)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}]\*\*)(?=[\p{L}\p{N}]))/uy;
const defangedDot = /(?<=[\p{L}\p{N}])\[\.\](?=[\p{L}\p{N}])/uy;
/** Not at a dot, which more often ends a sentence. */
const lineBreakInNumber = /(?<=[A-Z\d][-/\u2010\u2011][ ]?)\r?\n[ \t>]{0,8}(?=\d)/y;

/** What stands at `index` where a pattern matches right there. */
const at = (pattern: RegExp, original: string, index: number): RegExpExecArray | null => {
  pattern.lastIndex = index;
  return pattern.exec(original);
};
const invisible = /\p{Default_Ignorable_Code_Point}/u;
const decimalDigit = /\p{Nd}/u;
const compatibleLatin = /[\uff01-\uff5e\u{1d400}-\u{1d7ff}\u2460-\u249b\u24b6-\u24e9]/u;
const space = /\p{Zs}/u;
const dash = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/u;

/** The length of what stands at `index`, in UTF-16 code units, and what detectors read in its place. */
const foldAt = (original: string, index: number): readonly [number, string] => {
  const character = String.fromCodePoint(original.codePointAt(index) ?? 0);
  switch (character) {
    case '\\':
      if (/[!-/:-@[-`{-~]/.test(original[index + 1] ?? '')) return [1, ''];
      break;
    case '&':
      return foldReference(original, index) ?? [1, character];
    case '%': {
      const encoded = at(percentEncoded, original, index);
      if (encoded) return [3, String.fromCharCode(Number.parseInt(encoded[1] ?? '', 16))];
      break;
    }
    case '<': {
      const lineBreak = at(lineBreakTag, original, index);
      if (lineBreak) return [lineBreak[0].length, ' '];
      const tag = at(inlineTag, original, index);
      if (tag) return [tag[0].length, ''];
      break;
    }
    case '\r':
    case '\n': {
      const lineBreak = at(lineBreakInNumber, original, index);
      if (lineBreak) return [lineBreak[0].length, ''];
      break;
    }
    case '*':
      if (at(emphasis, original, index)) return [2, ''];
      break;
    case '[':
      if (at(defangedDot, original, index)) return [3, '.'];
      break;
  }
  return [character.length, foldCharacter(character)];
};

const foldReference = (original: string, index: number): readonly [number, string] | undefined => {
  const numeric = at(characterReference, original, index);
  if (numeric) {
    const codePoint = Number.parseInt(numeric[1] ?? numeric[2] ?? '', numeric[1] ? 16 : 10);
    const isCharacter = codePoint > 0 && codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
    return isCharacter ? [numeric[0].length, foldCharacter(String.fromCodePoint(codePoint))] : undefined;
  }
  const named = at(namedReference, original, index);
  const character = references[named?.[1]?.toLowerCase() ?? ''];
  return named && character !== undefined ? [named[0].length, character] : undefined;
};

const foldCharacter = (character: string): string => {
  if (character <= '\u009f') return character;
  if (invisible.test(character)) return '';
  if (decimalDigit.test(character)) return String(digitValue(character));
  if (space.test(character)) return ' ';
  if (dash.test(character)) return '-';
  if (compatibleLatin.test(character)) return character.normalize('NFKC');
  return lookalikes.get(character) ?? character;
};

/** Decimal digits of every script stand in runs of ten, from zero to nine (Unicode Standard, section 4.6). */
const digitValue = (character: string): number => {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint >= 0x1d7ce && codePoint <= 0x1d7ff) return (codePoint - 0x1d7ce) % 10;
  let zero = codePoint;
  while (codePoint - zero < 9 && decimalDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return codePoint - zero;
};
