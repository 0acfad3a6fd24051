import type { ParsedPage, TextItem } from '@llamaindex/liteparse-wasm';
import type { PageDetails } from '../../functions/convert/pdf/read-details.ts';

export interface PrintedLine {
  readonly text: string;
  readonly x?: number;
  /** Of the baseline, from the top of the page. */
  readonly y: number;
  readonly size?: number;
  readonly font?: string;
  readonly rotation?: number;
  readonly href?: string;
  /** Its level, where the file tags it as a heading. */
  readonly heading?: number;
}

export interface PrintedPage {
  readonly number?: number;
  readonly lines: readonly PrintedLine[];
  /** Straight rules: x1, y1, x2, y2. */
  readonly rules?: readonly (readonly [number, number, number, number])[];
  /** Discs drawn by a browser: x and y of their middle. */
  readonly discs?: readonly (readonly [number, number])[];
}

/** Every letter is half as wide as its font is high, so that widths can be told while reading a test; in ems. */
const advance = 0.5;
const space = (font: string): number => (/mono/i.test(font) ? advance : 0.3);
const margin = 72;

/** A page as the engine hands it over: A4 in points, each word with its box. */
export const aPage = ({ number = 1, lines, rules = [], discs = [] }: PrintedPage): ParsedPage => ({
  pageNum: number,
  width: 595,
  height: 842,
  text: lines.map((line) => line.text).join('\n'),
  markdown: '',
  textItems: lines.map(itemOf),
  annotations: lines.flatMap((line) => {
    if (!line.href) return [];
    const { x, y, width, height } = itemOf(line);
    return [{ subtype: 'link', uri: line.href, rect: { x, y, width, height }, quadpointRects: [] }];
  }),
  vectorGraphics: {
    lines: rules.map(([x1, y1, x2, y2]) => ({
      x1,
      y1,
      x2,
      y2,
      stroke: true,
      strokeWidth: 1,
      strokeColor: undefined,
      fill: false,
      fillColor: undefined,
    })),
    shapes: discs.map(([x, y]) => ({
      bbox: { x: x - 2, y: y - 2, width: 4, height: 4 },
      stroke: false,
      strokeColor: undefined,
      fill: true,
      fillColor: undefined,
      hasCurve: true,
    })),
  },
});

const itemOf = ({
  text,
  x = margin,
  y,
  size = 10,
  font = 'Body-Regular',
  rotation = 0,
}: PrintedLine): TextItem => {
  const box = { y: y - 0.76 * size, height: 0.98 * size };
  let at = x;
  const words = text.split(' ').flatMap((word) => {
    const width = [...word].length * advance * size;
    const left = at;
    at += width + space(font) * size;
    return word === '' ? [] : [{ text: word, x: left, width, ...box }];
  });
  const width = at - x - space(font) * size;
  return { text, x, width, ...box, fontName: font, fontSize: size, rotation, words };
};

/** Lines of text one below the other, from `y` on. */
export const printed = (
  texts: readonly string[],
  { y = 100, pitch = 12, ...rest }: Partial<PrintedLine> & { pitch?: number } = {},
): PrintedLine[] => texts.map((text, index) => ({ text, y: y + index * pitch, ...rest }));

/** The headings of a page as the tags of its file tell them. */
export const detailsOf = ({ lines }: PrintedPage): PageDetails => ({
  letters: [],
  headings: lines.flatMap(({ x = margin, y, heading }, id) =>
    heading ? [{ id, level: heading, x, y }] : [],
  ),
});
