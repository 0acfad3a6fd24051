import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageWord, Rotation } from '#shared/domain/page-reading.ts';
import { noUsage } from '#shared/domain/usage.ts';
import { evenLines } from '../../../../../functions/convert/ocr/even-lines.ts';
import { judgePage } from '../../../../../functions/convert/ocr/judge-page.ts';
import { isLegible, legibilityOfText } from '../../../../../functions/convert/ocr/legibility.ts';
import { isBlank } from '../../../../../functions/convert/ocr/page-picture.ts';
import { turnUpright } from '../../../../../functions/convert/ocr/turn-upright.ts';
import { wordsOf } from '../../../../support/a-page-reader.ts';

describe('legibility', () => {
  it.each([
    'Passengers in business class may use the lounge from three hours before departure.',
    'Für jedes weitere Gepäckstück erheben wir eine Gebühr von 40 Euro.',
    'IBAN GB29 NWBK 6016 1331 9268 19, 12.50 EUR, 23 kg, 05:30, O’Brien-Smith, U.S. HTTPS',
    'Правила перевозки багажа действуют с первого января.',
  ])('takes %j for text', (text) => {
    expect(isLegible(legibilityOfText(text))).toBe(true);
  });

  it.each([
    'ONI[ YOO] JaquINU pPIed |] ~~ ©{ xXyYz} 1eyM ;: bZkR',
    '~ | . -- “ ¢ ” ‘ | =. 3% {| vVw\\ ,; rR',
    'wkh txlfn eurzq iRA mxpsV ryhU Wkh odcB grj',
  ])('does not take %j for text', (text) => {
    expect(isLegible(legibilityOfText(text))).toBe(false);
  });
});

describe('the gate behind OCR', () => {
  const reading = (words: PageWord[]) => ({
    status: 'words' as const,
    rotation: 0 as const,
    words,
    usage: noUsage,
  });

  it('keeps a page of words that the engine is sure of', () => {
    expect(judgePage(4, reading(wordsOf('A guest may join them.')))).toEqual({
      isKept: true,
      confidence: 0.95,
    });
  });

  it.each([
    ['no-text', reading([])],
    ['illegible', reading(wordsOf('A guest may join them.', 0.3))],
    ['illegible', reading(wordsOf('¢{ |~ xXyY ;; bZkR'))],
    ['illegible', { status: 'markdown' as const, markdown: '~~ |{ xXyY ;; bZkR', usage: noUsage }],
    [
      'timeout',
      { status: 'failed' as const, reason: 'timeout' as const, detail: 'too slow', usage: noUsage },
    ],
  ])('rejects as %s, and names the page', (reason, page) => {
    expect(judgePage(4, page)).toMatchObject({
      isKept: false,
      rejection: { page: 4, reason, detail: expect.stringMatching(/^Page 4 .*\.$/) },
    });
  });
});

describe('turning a picture upright', () => {
  it('takes as many quarters back as it was turned by', () => {
    const pictures = fc
      .record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
      .chain(({ width, height }) =>
        fc
          .uint8Array({ minLength: width * height, maxLength: width * height })
          .map((grey) => ({ width, height, grey })),
      );
    fc.assert(
      fc.property(pictures, (picture) => {
        const quarter = turnUpright(picture, 90);
        expect(turnUpright(quarter, 270)).toEqual(picture);
        expect(turnUpright(turnUpright(picture, 180), 180)).toEqual(picture);
        expect(turnUpright(quarter, 90)).toEqual(turnUpright(picture, 180));
      }),
    );
  });

  it('turns back what was turned clockwise', () => {
    const onItsSide = { width: 2, height: 3, grey: Uint8Array.from([3, 0, 4, 1, 5, 2]) };
    expect(turnUpright(onItsSide, 90 satisfies Rotation)).toEqual({
      width: 3,
      height: 2,
      grey: Uint8Array.from([0, 1, 2, 3, 4, 5]),
    });
  });
});

describe('the lines of a page', () => {
  const word = (text: string, left: number, top: number, bottom: number): PageWord => ({
    text,
    left,
    top,
    right: left + 20 * text.length,
    bottom,
    confidence: 0.9,
  });

  it('give every word of a line one height, whatever its letters', () => {
    const even = evenLines([
      word('Type', 0, 100, 128),
      word('on', 90, 108, 122),
      word('a', 140, 107, 121),
      word('page', 170, 107, 128),
    ]);
    expect(new Set(even.map(({ top, bottom }) => `${top} ${bottom}`)).size).toBe(1);
  });

  it('keep a heading apart from running text, which has one size', () => {
    const heights = evenLines([
      word('Heading', 0, 20, 76),
      word('some', 0, 108, 122),
      word('words', 90, 100, 122),
      word('Another', 0, 140, 163),
      word('line', 170, 141, 163),
    ]).map(({ top, bottom }) => Math.round(bottom - top));
    expect(new Set(heights.slice(1)).size).toBe(1);
    expect(heights[0]).toBeGreaterThan((heights[1] ?? 0) * 1.5);
  });
});

describe('a blank page', () => {
  const paper = (level: number) => ({ width: 300, height: 300, grey: new Uint8Array(90_000).fill(level) });

  it('is one without ink, be the paper white or grey', () => {
    expect(isBlank(paper(255))).toBe(true);
    expect(isBlank(paper(180))).toBe(true);
  });

  it('is not one with a line of text', () => {
    const page = paper(230);
    page.grey.fill(40, 3000, 3200);
    expect(isBlank(page)).toBe(false);
  });
});
