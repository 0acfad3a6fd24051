import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { convertDocument } from '../../../../../functions/convert/convert-document.ts';
import { readPng } from '../../../../../functions/convert/picture/read-png.ts';
import { readTiff } from '../../../../../functions/convert/picture/read-tiff.ts';
import { aPng, aTiff } from '../../../../support/small-pictures.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../../fixtures/scans/${name}`, import.meta.url)));

const greyOf = (bytes: Uint8Array) => [...readPng({ bytes, fileName: 'a.png' }).grey];

describe('a PNG', () => {
  it.each([
    ['grey', aPng({ width: 2, height: 1, lines: [[10, 200]] }), [10, 200]],
    [
      'one bit a pixel',
      aPng({ width: 3, height: 2, depth: 1, lines: [[0xa0], [0x40]] }),
      [255, 0, 255, 0, 255, 0],
    ],
    ['sixteen bits', aPng({ width: 2, height: 1, depth: 16, lines: [[0, 0, 255, 255]] }), [0, 255]],
    [
      'a palette',
      aPng({
        width: 3,
        height: 1,
        depth: 2,
        colourType: 3,
        palette: [0, 0, 0, 255, 255, 255],
        lines: [[0b01000100]],
      }),
      [255, 0, 255],
    ],
    [
      'ink on nothing',
      aPng({ width: 2, height: 1, colourType: 6, lines: [[0, 0, 0, 0, 0, 0, 0, 255]] }),
      [255, 0],
    ],
  ])('of %s is read in grey', (_, bytes, grey) => {
    expect(greyOf(new Uint8Array(bytes))).toEqual(grey);
  });
});

describe('a TIFF', () => {
  it('is read page by page, its thumbnails left out', () => {
    const bytes = aTiff([
      { width: 2, grey: [1, 2, 3, 4] },
      { width: 1, grey: [9], tags: { 254: 1 } },
      { width: 3, grey: [5, 6, 7] },
    ]);
    const pages = [...readTiff({ bytes: new Uint8Array(bytes), fileName: 'a.tiff' })];
    expect(pages.map(({ width, grey }) => [width, ...grey])).toEqual([
      [2, 1, 2, 3, 4],
      [3, 5, 6, 7],
    ]);
  });
});

/** The file with other bytes from `at` on. */
const patched = (bytes: Uint8Array, at: number, ...values: number[]): Uint8Array => {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
};

const frameOf = (jpeg: Uint8Array): number => Buffer.from(jpeg).indexOf(Buffer.from([0xff, 0xc0]));

describe('a hostile picture', () => {
  const jpeg = fixture('page.jpg');
  const page = { width: 2, grey: [1, 2] };
  it.each([
    ['a PNG cut short', 'corrupt', fixture('page.png').slice(0, 9000)],
    ['a PNG cut short in its header', 'corrupt', fixture('page.png').slice(0, 20)],
    ['a PNG of fewer lines than it declares', 'corrupt', aPng({ width: 1, height: 9, lines: [[1]] })],
    ['a PNG of ten thousand million pixels', 'too-large', aPng({ width: 100_000, height: 100_000 })],
    ['a PNG without a size', 'corrupt', aPng({ width: 0, height: 5 })],
    ['a JPEG cut short', 'corrupt', jpeg.slice(0, 20_000)],
    [
      'a JPEG of four thousand million pixels',
      'too-large',
      patched(jpeg, frameOf(jpeg) + 5, 255, 255, 255, 255),
    ],
    ['a JPEG that is only its mark', 'corrupt', jpeg.slice(0, 3)],
    ['a TIFF cut short', 'corrupt', fixture('page.tiff').slice(0, 3000)],
    [
      'a TIFF of ten thousand million pixels',
      'too-large',
      aTiff([{ ...page, tags: { 256: 100_000, 257: 100_000 } }]),
    ],
    ['a TIFF whose directories run in a circle', 'corrupt', aTiff([page, page], { isCircular: true })],
    ['a TIFF in tiles', 'unsupported', aTiff([{ ...page, tags: { 322: 16 } }])],
    ['a TIFF in the colours of print', 'unsupported', aTiff([{ ...page, tags: { 262: 5 } }])],
    [
      'a TIFF of a compression that nobody here knows',
      'unsupported',
      aTiff([{ ...page, tags: { 259: 34676 } }]),
    ],
  ])('%s is rejected as %s', async (_, reason, bytes) => {
    const conversion = await convertDocument({ bytes: new Uint8Array(bytes), fileName: 'a.bin' });
    expect(conversion).toMatchObject({
      status: 'rejected',
      rejection: { reason, detail: expect.stringMatching(/^a\.bin: \S.*\.$/) },
    });
  });
});
