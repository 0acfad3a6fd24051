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
 * letters of other scripts that look Latin, invisible characters, unusual spaces and hyphens, markdown escapes and
 * numeric character references. The result is for matching only and is never written anywhere.
 */
export const foldText = (original: string): FoldedText => {
  if (!needsFolding.test(original)) return unchanged(original);
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
    text,
    originalStart: (index) => starts[index] ?? original.length,
    originalEnd: (index) => (index === 0 ? 0 : (ends[index - 1] ?? original.length)),
  };
};

const unchanged = (text: string): FoldedText => ({
  text,
  originalStart: (index) => index,
  originalEnd: (index) => index,
});

/** Anything beyond ASCII and accented Latin letters, a markdown escape, or a character reference. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range begins at U+0000 on purpose
const needsFolding = /[^\u0000-\u009f\u00a1-\u00ac\u00ae-\u024f]|\\[!-/:-@[-`{-~]|&#/;

const characterReference = /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/iy;
const invisible = /\p{Default_Ignorable_Code_Point}/u;
const decimalDigit = /\p{Nd}/u;
const compatibleLatin = /[\uff01-\uff5e\u{1d400}-\u{1d7ff}\u2460-\u249b\u24b6-\u24e9]/u;
const space = /\p{Zs}/u;
const dash = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/u;

/** The length of what stands at `index`, in UTF-16 code units, and what detectors read in its place. */
const foldAt = (original: string, index: number): readonly [number, string] => {
  const character = String.fromCodePoint(original.codePointAt(index) ?? 0);
  if (character === '\\' && /[!-/:-@[-`{-~]/.test(original[index + 1] ?? '')) return [1, ''];
  if (character === '&') {
    characterReference.lastIndex = index;
    const reference = characterReference.exec(original);
    const codePoint = reference
      ? Number.parseInt(reference[1] ?? reference[2] ?? '', reference[1] ? 16 : 10)
      : 0;
    if (reference && codePoint > 0 && codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff))
      return [reference[0].length, foldCharacter(String.fromCodePoint(codePoint))];
  }
  return [character.length, foldCharacter(character)];
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

/** Cyrillic and Greek letters that are drawn like Latin ones (a part of the table of Unicode TS 39, confusables.txt). */
const lookalikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    е: 'e',
    о: 'o',
    р: 'p',
    с: 'c',
    у: 'y',
    х: 'x',
    ѕ: 's',
    і: 'i',
    ј: 'j',
    һ: 'h',
    ԁ: 'd',
    ԛ: 'q',
    ԝ: 'w',
    А: 'A',
    В: 'B',
    Е: 'E',
    К: 'K',
    М: 'M',
    Н: 'H',
    О: 'O',
    Р: 'P',
    С: 'C',
    Т: 'T',
    У: 'Y',
    Х: 'X',
    Ѕ: 'S',
    І: 'I',
    Ј: 'J',
    α: 'a',
    ο: 'o',
    ν: 'v',
    ρ: 'p',
    ι: 'i',
    Α: 'A',
    Β: 'B',
    Ε: 'E',
    Ζ: 'Z',
    Η: 'H',
    Ι: 'I',
    Κ: 'K',
    Μ: 'M',
    Ν: 'N',
    Ο: 'O',
    Ρ: 'P',
    Τ: 'T',
    Υ: 'Y',
    Χ: 'X',
    '․': '.',
    '。': '.',
    '．': '.',
    '∶': ':',
    '‚': ',',
    '⁄': '/',
    '∕': '/',
    '＠': '@',
    '﹫': '@',
  }),
);
