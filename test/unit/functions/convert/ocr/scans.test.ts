import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { convertInChild } from '../../../../../functions/convert/convert-in-child.ts';
import { tesseractReader } from '../../../../../functions/convert/ocr/tesseract-reader.ts';

/** Recognition takes seconds, and more on a busy machine. */
const patience = 180_000;
const folder = new URL('../../../../fixtures/scans/', import.meta.url);
const truth: Record<string, Record<string, string>> = JSON.parse(
  readFileSync(new URL('truth.json', folder), 'utf8'),
);

const convert = (fileName: string, languages = ['eng']) => {
  const reader = tesseractReader(languages);
  const read: number[] = [];
  const bytes = new Uint8Array(readFileSync(new URL(fileName, folder)));
  const ocr = {
    engine: reader.engine,
    readPage: ({ page, image }: { page: number; image: Parameters<typeof reader.read>[0] }) => {
      read.push(page);
      return reader.read(image);
    },
  };
  return convertInChild({ bytes, fileName }, { ocr }).then((conversion) => ({ conversion, read }));
};

const converted = async (fileName: string) => {
  const { conversion, read } = await convert(fileName);
  if (conversion.status === 'rejected') throw new Error(conversion.rejection.detail);
  return { ...conversion, read };
};

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}:]+/gu) ?? [];

/** The words of the page in their order; Markdown's marks are none. */
const expectWords = (markdown: string, expected: string): void =>
  expect(wordsOf(markdown)).toEqual(wordsOf(expected));

describe('a scanned document', () => {
  it(
    'is read page by page: turned upright where it lies on its side, rejected where there is nothing to read',
    async () => {
      const { markdown, facts } = await converted('three-pages.pdf');
      const pages = truth['three-pages.pdf'];
      expectWords(markdown, `${pages?.['1']} ${pages?.['2']}`);
      expect(markdown).toMatch(/^#+ Lounge access$/m);
      expect(markdown).toMatch(/^2\. Wait for the light to turn green\.$/m);
      const second = facts.pages.find(({ page }) => page === 2)?.charStart;
      expect(markdown.slice(second)).toMatch(/^#+ Travelling with animals/);
      expect(facts.ocr?.pages).toMatchObject([
        { page: 1, rotation: 0 },
        { page: 2, rotation: 90 },
      ]);
      expect(facts.ocr?.pages.every(({ confidence }) => (confidence ?? 0) > 0.9)).toBe(true);
      expect(facts.ocr?.rejectedPages).toMatchObject([{ page: 3 }]);
      expect(facts.fidelity).toBeLessThan(0.9);
    },
    patience,
  );

  it(
    'that stands on its head is turned round',
    async () => {
      const { markdown, facts } = await converted('upside-down.pdf');
      expectWords(markdown, truth['upside-down.pdf']?.['1'] ?? '');
      expect(facts.ocr?.pages).toMatchObject([{ rotation: 180 }]);
    },
    patience,
  );

  it(
    'that nobody could read is rejected with its pages and the mend',
    async () => {
      const { conversion } = await convert('illegible.pdf');
      expect(conversion).toMatchObject({
        status: 'rejected',
        rejection: {
          reason: 'unreadable',
          detail: expect.stringMatching(/Page 1 is not legible.*scan it anew/),
        },
        ocr: { rejectedPages: [{ page: 1, reason: 'illegible' }] },
      });
    },
    patience,
  );
});

describe('a picture', () => {
  it.each(['page.png', 'page.jpg', 'page.tiff'])(
    '%s is read as a document of one page',
    async (fileName) => {
      const { markdown, facts } = await converted(fileName);
      expectWords(markdown, truth[fileName]?.['1'] ?? '');
      expect(markdown).toMatch(/^# Lounge access$/m);
      expect(facts).toMatchObject({ format: fileName.split('.')[1], pages: [{ page: 1 }] });
    },
    patience,
  );
});

describe('a document of text and scans', () => {
  it(
    'has only its scans read, and a blank sheet not at all',
    async () => {
      const { markdown, facts, read } = await converted('mixed.pdf');
      expect(read).toEqual([2]);
      expect(markdown).toMatch(/^#+ Refunds\n\nA refund takes seven days/);
      expectWords(markdown.slice(facts.pages[1]?.charStart), truth['mixed.pdf']?.['2'] ?? '');
      expect(facts.warnings).toEqual(['Page 3 is blank.']);
    },
    patience,
  );

  it(
    'is read as a picture where its text is only a stamp',
    async () => {
      const { markdown } = await converted('stamped.pdf');
      expectWords(markdown, `${truth['stamped.pdf']?.['1']} ARCHIVE 000123`);
    },
    patience,
  );

  it(
    'is read as a picture where no letter of its font can be told',
    async () => {
      const { markdown } = await converted('garbled.pdf');
      expectWords(markdown, truth['garbled.pdf']?.['1'] ?? '');
    },
    patience,
  );
});

describe('the embedded reader', () => {
  it('says how to get a language that is not installed', () => {
    expect(() => tesseractReader(['eng', 'tlh'])).toThrow(
      /tlh is not installed; npm install @tesseract\.js-data\/tlh/,
    );
  });

  it(
    'gives up on a page that takes too long, and reads the next',
    async () => {
      const image = { width: 400, height: 400, grey: new Uint8Array(160_000).fill(255) };
      expect(await tesseractReader(['eng'], { secondsPerPage: 0.001 }).read(image)).toMatchObject({
        status: 'failed',
        reason: 'timeout',
      });
      expect(await tesseractReader(['eng']).read(image)).toMatchObject({ status: 'words', words: [] });
    },
    patience,
  );
});
