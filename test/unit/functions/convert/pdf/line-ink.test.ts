import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inkOf, inksWithoutEach } from '../../../../../functions/convert/pdf/line-ink.ts';
import { lineOf } from '../../../../../functions/convert/pdf/text-lines.ts';
import type { Word } from '../../../../../functions/convert/pdf/word.ts';

const word = fc.record({ left: fc.integer({ min: 0, max: 60 }), width: fc.integer({ min: 1, max: 12 }) }).map(
  ({ left, width }): Word => ({
    ...{ left, right: left + width, top: 0, bottom: 10, size: 10, text: 'w', family: '', href: null },
    ...{ isBold: false, isItalic: false, isMono: false },
  }),
);
const lines = fc.array(fc.array(word, { minLength: 1, maxLength: 5 }).map(lineOf), {
  minLength: 1,
  maxLength: 6,
});
const points = Array.from({ length: 72 }, (_, point) => point + 0.5);

it('covers what a word of any line covers, and nothing else', () => {
  fc.assert(
    fc.property(lines, (all) => {
      const ink = inkOf(all);
      for (const point of points) {
        const isInked = all.some(({ words }) =>
          words.some(({ left, right }) => left < point && point < right),
        );
        expect(ink.some(({ from, to }) => from < point && point < to)).toBe(isInked);
      }
    }),
  );
});

it('leaves each line out in turn', () => {
  fc.assert(
    fc.property(lines, (all) => {
      expect(inksWithoutEach(all)).toEqual(all.map((line) => inkOf(all.filter((each) => each !== line))));
    }),
  );
});
