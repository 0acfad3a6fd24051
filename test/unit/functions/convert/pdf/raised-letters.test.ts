import { describe, expect, it } from 'vitest';
import type { Letter } from '../../../../../functions/convert/pdf/letter.ts';
import { raisedLetters } from '../../../../../functions/convert/pdf/raised-letters.ts';

interface Setting {
  readonly text: string;
  readonly size?: number;
  /** Above the line, in points. */
  readonly rise?: number;
  /** White before it, in points. */
  readonly gap?: number;
}

/** Letters one after the other, each half as wide as its font is high; `~` in the text is white of that width. */
const set = (...settings: readonly Setting[]): Letter[] => {
  let at = 72;
  return settings.flatMap(({ text, size = 10, rise = 0, gap = 0 }) => {
    at += gap;
    return [...text].flatMap((character) => {
      const left = at;
      at += size / 2;
      return character === '~' ? [] : [{ text: character, left, right: at, baseline: 100 - rise, size }];
    });
  });
};

/** The letters with `^` before each raised one and `_` before each lowered one. */
const read = (...settings: readonly Setting[]): string => {
  const letters = set(...settings);
  const raised = raisedLetters(letters);
  return letters
    .map((letter) => ({ sup: '^', sub: '_', none: '' })[raised.get(letter)?.script ?? 'none'] + letter.text)
    .join('');
};

describe('letters of a line', () => {
  it('are raised or lowered where they are smaller and off the line', () => {
    expect(read({ text: '10' }, { text: '5', size: 6, rise: 4 }, { text: '~cells' })).toBe('10^5cells');
    expect(read({ text: 'CO' }, { text: '2', size: 6, rise: -2 }, { text: '~here' })).toBe('CO_2here');
  });

  it('may be both beside one letter, and before it', () => {
    expect(
      read(
        { text: 'x' },
        { text: '2', size: 7, rise: 4 },
        { text: 'i', size: 7, rise: -2.5, gap: -3.5 },
        { text: '~is' },
      ),
    ).toBe('x^2_iis');
    expect(read({ text: '14', size: 6, rise: 4 }, { text: 'C~decays' })).toBe('^1^4Cdecays');
  });

  it.each<[string, Setting[]]>([
    ['small capitals', [{ text: 'T' }, { text: 'HE', size: 8 }]],
    ['an initial beside its paragraph', [{ text: 'O', size: 36, rise: -24 }, { text: 'nce~upon~a~time' }]],
    [
      'a line of text beside a large number',
      [{ text: '7', size: 24, rise: -8 }, { text: 'things~that~everybody~should~know' }],
    ],
    ['small letters at a distance', [{ text: 'Total' }, { text: '5', size: 6, rise: 4, gap: 30 }]],
    ['the name of a program', [{ text: 'L' }, { text: 'A', size: 7, rise: 2 }, { text: 'TEX' }]],
    ['another line', [{ text: 'Total' }, { text: 'of~all', size: 8, rise: 12 }]],
  ])('are neither in %s', (_what, settings) => {
    expect(read(...settings)).toBe(settings.map(({ text }) => text.replaceAll('~', '')).join(''));
  });
});
