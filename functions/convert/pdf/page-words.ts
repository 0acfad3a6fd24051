import type { ParsedPage, TextItem } from '@llamaindex/liteparse-wasm';
import { isInside, type Region } from './page-geometry.ts';
import type { PageDetails } from './read-details.ts';
import { inLogicalOrder, isReadFromRight, mirrored } from './right-to-left.ts';
import type { Word } from './word.ts';
import { type Box, type Piece, pieceFinder } from './word-pieces.ts';

const boldName = /bold|black|heavy|demi|(?:-|,)bd/i;
const italicName = /ital|obli/i;
const monoName =
  /mono|courier|consol|menlo|monaco|typewriter|terminal|sourcecode|firacode|(?:cm|ec|tx|lm)tt/i;

/** How far the widths of letters may part in a font where all are one width. */
const monoSlack = 0.03;

export interface PageWords {
  readonly words: Word[];
  /** Text at another angle than the page, in a margin or across it. */
  readonly turned: Word[];
  /** The words of a page that is read from the right stand as in a mirror. */
  readonly isFromRight: boolean;
}

export const wordsOf = (
  page: ParsedPage,
  { letters, headings }: PageDetails = { letters: [], headings: [] },
): PageWords => {
  const links = (page.annotations ?? []).flatMap(({ uri, rect }) =>
    uri && rect
      ? [{ uri, left: rect.x, top: rect.y, right: rect.x + rect.width, bottom: rect.y + rect.height }]
      : [],
  );
  const words: Word[] = [];
  const turned: Word[] = [];
  const descent = descentOf(page.textItems);
  const isFromRight = isReadFromRight(
    page.textItems.flatMap((item) => boxesOf(item).map(({ text }) => text)),
  );
  const piecesOf = pieceFinder(isFromRight ? [] : letters);
  for (const item of page.textItems) {
    const name = item.fontName ?? '';
    const boxes = boxesOf(item);
    const pieces = boxes.flatMap(piecesOf);
    const { sizeAt, baselineAt } = lineOfItem(item, boxes, pieces, descent);
    const [family, isBold, isItalic] = [familyOf(name), boldName.test(name), italicName.test(name)];
    const isOfOneWidth = isMono(item);
    const isTurned = !isUpright(item);
    const place = isTurned ? turned : words;
    for (const box of pieces) {
      const size = sizeAt(box);
      const baseline = baselineAt(box);
      const isInked = isTurned || baseline === null;
      const top = isInked ? box.y : baseline - ascent * size;
      const bottom = isInked ? box.y + box.height : baseline + descentShare * size;
      const tag = headings.find(
        ({ x, y }) => x > box.x - 1 && x < box.x + box.width && y > box.y && y < box.y + box.height + 1,
      );
      place.push({
        left: box.x,
        right: box.x + box.width,
        top,
        bottom,
        text: box.text.trim(),
        size,
        family,
        isBold,
        isItalic,
        isMono: isOfOneWidth,
        href: linkAt(links, box.x + box.width / 2, (top + bottom) / 2),
        ...(tag ? { heading: tag } : {}),
        ...(box.script ? { script: box.script } : {}),
      });
    }
  }
  const placed = isFromRight ? words.map((word) => mirrored(word, page.width)) : words;
  const ordered = inLogicalOrder(placed, isFromRight);
  return { words: [...ordered, ...drawnBullets(page, ordered, isFromRight)], turned, isFromRight };
};

/**
 * How large the letters of a piece's line are, and where they stand. An item goes by its first letter, so where that is raised,
 * the line's own letters tell.
 */
const lineOfItem = (item: TextItem, boxes: readonly Box[], pieces: readonly Piece[], descent: number) => {
  const first = pieces[0];
  const size = sizeOf(item);
  if (first?.script && first.letter) {
    const { fontSize = 0 } = item;
    const scale = fontSize < minFontSize ? 1 : fontSize / first.letter.size;
    return {
      sizeAt: ({ line }: Piece) => (line ? scale * line.size : size),
      baselineAt: ({ line }: Piece) => line?.baseline ?? null,
    };
  }
  const whole = boxes.filter((box) => pieces.some((piece) => piece.x === box.x && piece.width === box.width));
  const baseline =
    baselineOf(whole, size, descent) ?? pieces.find(({ script }) => script)?.line?.baseline ?? null;
  return { sizeAt: () => size, baselineAt: () => baseline };
};

/** Some writers set all text at one point and scale it. */
const minFontSize = 3;

const sizeOf = ({ fontSize = 0, height }: TextItem): number =>
  fontSize >= minFontSize && fontSize >= 0.6 * height ? fontSize : height;

const isUpright = ({ rotation }: TextItem): boolean => Math.abs(((rotation + 180) % 360) - 180) <= 2;

/** Every word gets a box of this height about its baseline, in ems: boxes around the ink would differ from word to word. */
const ascent = 0.76;
const descentShare = 0.22;
const descending = /[gjpqy()[\]{}|/]/;

const bottomOf = (box: { y: number; height: number }): number => box.y + box.height;

/** How far ink goes below the baseline in this file's boxes, in ems; 0 where all boxes are as high as their font. */
const descentOf = (items: readonly TextItem[]): number => {
  const depths = items
    .filter(isUpright)
    .flatMap((item) => {
      const letters = (item.words ?? []).filter(({ text }) => /^[\p{L}\p{N}()]+$/u.test(text));
      const deep = letters.find(({ text }) => descending.test(text));
      const flat = letters.find(({ text }) => !descending.test(text) && !/[QJ]/.test(text));
      return deep && flat ? [(bottomOf(deep) - bottomOf(flat)) / sizeOf(item)] : [];
    })
    .sort((a, b) => a - b);
  return Math.max(0, depths[Math.floor(depths.length / 2)] ?? 0);
};

/** Where an item's letters stand; null where it has signs only, which stand anywhere. */
const baselineOf = (all: readonly Box[], size: number, descent: number): number | null => {
  const boxes = all.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const flat = boxes.find(({ text }) => !descending.test(text) && !/[QJ,;_@$]/.test(text));
  const fontDepth = descent > 0.05 ? 0 : descentShare * size;
  if (flat) return bottomOf(flat) - fontDepth;
  const deep = boxes[0];
  return deep ? bottomOf(deep) - (descent > 0.05 ? descent * size : fontDepth) : null;
};

/** "NotoSans" of "ABCDEF+NotoSans-BoldItalic". */
const familyOf = (fontName: string): string =>
  fontName
    .replace(/^[A-Z]{6}\+/, '')
    .replace(/[-,].*$/, '')
    .replace(/(?:PS|MT)+$/, '')
    .replace(/\d+$/, '');

const boxesOf = (item: TextItem): readonly Box[] =>
  (item.words?.length ? item.words : [item]).filter(({ text }) => text.trim() !== '');

const linkAt = (links: readonly (Region & { uri: string })[], x: number, y: number): string | null =>
  links.find((link) => isInside(link, x, y))?.uri ?? null;

/** An item goes by the font of its first word, so the name alone does not say that the rest is of one width too. */
const isMono = (item: TextItem): boolean => {
  if (!monoName.test(item.fontName ?? '')) return false;
  const advances = (item.words ?? [])
    .filter((word) => [...word.text].length >= 3)
    .map((word) => word.width / [...word.text].length);
  if (advances.length < 2) return true;
  return Math.max(...advances) - Math.min(...advances) <= monoSlack * Math.max(...advances);
};

const maxBulletWidth = 8;
/** How far before its line a bullet stands, in ems. */
const maxBulletGap = 2.2;

/** Browsers draw the bullets of a list as small discs and squares before its lines. */
const drawnBullets = (page: ParsedPage, words: readonly Word[], isFromRight: boolean): Word[] =>
  (page.vectorGraphics?.shapes ?? []).flatMap(({ bbox, fill, stroke }) => {
    const { y, width, height } = bbox;
    const x = isFromRight ? page.width - bbox.x - width : bbox.x;
    if (width > maxBulletWidth || width < 1.5 || Math.abs(width - height) > 0.2 * width || !(fill || stroke))
      return [];
    const middle = y + height / 2;
    const row = words.filter((word) => word.top < middle && word.bottom > middle);
    const next = row.filter((word) => word.left > x).sort((a, b) => a.left - b.left)[0];
    if (!next || width > 0.7 * next.size || next.left - x - width > maxBulletGap * next.size) return [];
    if (row.some((word) => word.left < x && next.left - word.right < 4 * next.size)) return [];
    return [{ ...next, text: '•', left: x, right: x + width, href: null }];
  });
