/**
 * A text as it is compared with another: what Unicode, typesetting and markdown write in several ways becomes one.
 * Letters keep their case, so a quote stays a quote.
 */
export const comparable = (text: string): string =>
  unify(text.normalize('NFKC').replace(escaped, '$1')).replace(/\s+/g, ' ').trim();

const escaped = /\\([!-/:-@[-`{-~])/g;

const unify = (text: string): string =>
  text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[*`_]+/g, '');

/** A comparable text with, for each of its UTF-16 code units, the span of the original that it stands for. */
export interface TextWithOffsets {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** As `comparable`, with the way back; slower, because it goes character by character as a reader sees them. */
export const comparableWithOffsets = (original: string): TextWithOffsets => {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  const characters = [...graphemes.segment(original)];
  let isEscape = false;
  for (const [position, { segment, index }] of characters.entries()) {
    const next = characters[position + 1]?.segment.normalize('NFKC') ?? '';
    // What a backslash has escaped escapes nothing itself.
    isEscape = !isEscape && segment.normalize('NFKC') === '\\' && /^[!-/:-@[-`{-~]/.test(next);
    const folded = isEscape ? '' : unify(segment.normalize('NFKC')).replace(/\s+/g, ' ');
    const added = text === '' || text.endsWith(' ') ? folded.trimStart() : folded;
    for (let unit = 0; unit < added.length; unit += 1) {
      starts.push(index);
      ends.push(index + segment.length);
    }
    text += added;
  }
  const kept = text.trimEnd().length;
  return { text: text.slice(0, kept), starts: starts.slice(0, kept), ends: ends.slice(0, kept) };
};
