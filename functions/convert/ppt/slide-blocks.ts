import type { ElementContent } from 'hast';
import { element, text } from '../hast.ts';
import { joinCode } from '../join-code.ts';
import { type FlatItem, nestList } from '../nest-list.ts';
import type { PptSlide } from './read-presentation.ts';
import { isText } from './slide-shapes.ts';
import { tableOfCells } from './table-of-cells.ts';
import { lineBreak, type PptParagraph, type PptRun, type PptText } from './texts.ts';

/** What stands on a slide as the pipeline's tree, its title first and what the speaker says last. */
export const slideBlocks = (
  { shapes, notes }: PptSlide,
  monospacedFonts: ReadonlySet<number>,
): ElementContent[] => {
  const title = titleOf(shapes.filter(isText));
  const heading = title?.paragraphs.map((paragraph) => paragraph.text).join(' ') ?? '';
  const blocksOf = (each: PptText) => textBlocks(each, monospacedFonts);
  const spoken = notes.flatMap(blocksOf);
  return [
    ...(heading ? [element('h1', [text(heading)])] : []),
    ...shapes
      .filter((each) => each !== title)
      .flatMap((shape) =>
        isText(shape) ? blocksOf(shape) : [tableOfCells(shape.cells, (cell) => cell.texts.flatMap(blocksOf))],
      ),
    ...(spoken.length > 0 ? [element('blockquote', spoken)] : []),
  ];
};

const maxHeadingLetters = 120;

/** LibreOffice keeps no title on a slide whose layout it does not know: there the first line may stand out as one. */
const titleOf = (texts: readonly PptText[]): PptText | undefined =>
  texts.find(({ kind }) => kind === 'title') ?? (standsOut(texts) ? texts[0] : undefined);

const standsOut = ([first, ...others]: readonly PptText[]): boolean => {
  const [line, ...more] = first?.paragraphs ?? [];
  if (!line || more.length > 0 || line.isItem || line.text.length > maxHeadingLetters) return false;
  const below = others.flatMap(({ paragraphs }) => paragraphs);
  if (below.length === 0) return false;
  return isBold(line) || smallest([line]) > largest(below);
};

const sizes = (paragraphs: readonly PptParagraph[]): number[] =>
  paragraphs.flatMap(({ runs }) => runs.map(({ shape }) => shape.size ?? 0));
const smallest = (paragraphs: readonly PptParagraph[]): number =>
  sizes(paragraphs).reduce((least, size) => Math.min(least, size), Number.POSITIVE_INFINITY);
const largest = (paragraphs: readonly PptParagraph[]): number =>
  sizes(paragraphs).reduce((most, size) => Math.max(most, size), 0);

const isBold = ({ runs }: PptParagraph): boolean =>
  runs.every((run) => run.shape.isBold || run.text.trim() === '');

const minPointsAbove = 10;

/** A bold line that is set off from what stands above, more than other lines are. */
const subheadings = (paragraphs: readonly PptParagraph[]): ((paragraph: PptParagraph) => boolean) => {
  const usual = paragraphs.reduce(
    (most, each) => (isBold(each) ? most : Math.max(most, each.pointsBefore)),
    0,
  );
  return (paragraph) =>
    paragraph.pointsBefore >= minPointsAbove &&
    paragraph.pointsBefore > usual &&
    paragraph.text.length <= maxHeadingLetters &&
    isBold(paragraph);
};

/** Runs of items are lists; what stands between them are paragraphs. */
const textBlocks = ({ paragraphs }: PptText, monospacedFonts: ReadonlySet<number>): ElementContent[] => {
  const blocks: ElementContent[] = [];
  const isSubheading = subheadings(paragraphs);
  let items: FlatItem[] = [];
  for (const paragraph of paragraphs) {
    const children = inline(paragraph.runs, monospacedFonts);
    if (paragraph.isItem) {
      items.push({ level: paragraph.level, isOrdered: false, children });
      continue;
    }
    const block = isSubheading(paragraph) ? element('h2', [text(paragraph.text)]) : element('p', children);
    blocks.push(...nestList(items), block);
    items = [];
  }
  return joinCode([...blocks, ...nestList(items)]);
};

const inline = (runs: readonly PptRun[], monospacedFonts: ReadonlySet<number>): ElementContent[] =>
  runs.flatMap(({ text: words, shape }) => {
    const isCode = shape.font !== null && monospacedFonts.has(shape.font);
    return words
      .split(lineBreak)
      .flatMap((line, index): ElementContent[] => [
        ...(index > 0 ? [element('br')] : []),
        ...(line ? [isCode ? element('code', [text(line)]) : marked(line, shape)] : []),
      ]);
  });

const marked = (words: string, { isBold: bold, isItalic, script }: PptRun['shape']): ElementContent => {
  let node: ElementContent = text(words);
  if (isItalic) node = element('em', [node]);
  if (bold) node = element('strong', [node]);
  return script ? element(script, [node]) : node;
};
