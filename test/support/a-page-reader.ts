import type { PageReading } from '#shared/domain/page-reading.ts';
import { noUsage } from '#shared/domain/usage.ts';
import type { PageImage, PageReader } from '#shared/ports/page-reader.ts';
import { greyPicture, picturePdf } from '../../functions/convert/ocr/picture-pdf.ts';

/** A reader that answers as a test says and records the pictures that it was given. */
export const scriptedPageReader = (
  answer: (image: PageImage, call: number) => PageReading = () => ({
    status: 'words',
    rotation: 0,
    words: wordsOf('A page that somebody scanned says what the rules are.'),
    usage: noUsage,
  }),
  usdPerPage: number | null = 0,
): PageReader & { readonly seen: PageImage[] } => {
  const seen: PageImage[] = [];
  return {
    engine: 'scripted 1',
    usdPerPage,
    seen,
    read: async (image) => {
      seen.push(image);
      return answer(image, seen.length);
    },
  };
};

/** The words of a line as an engine finds them near the upper left of a page. */
export const wordsOf = (line: string, confidence = 0.95) =>
  line.split(' ').map((text, index) => ({
    text,
    left: 150 + index * 110,
    top: 200,
    right: 250 + index * 110,
    bottom: 230,
    confidence,
  }));

/** A PDF of one page that is nothing but a picture, with some ink; another name is another picture. */
export const aScan = (name: string, pages = 1): Uint8Array =>
  picturePdf(
    Array.from({ length: pages }, (_, page) => {
      const grey = new Uint8Array(200 * 280).fill(255);
      for (const [index, letter] of [...`${name} ${page}`].entries())
        grey.fill(letter.charCodeAt(0) % 64, 200 * (20 + index * 4), 200 * (21 + index * 4));
      return { picture: greyPicture({ width: 200, height: 280, grey }), width: 595, height: 842 };
    }),
  );
