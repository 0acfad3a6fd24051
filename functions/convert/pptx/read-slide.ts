import type { ElementContent } from 'hast';
import { element, isElement, text, textOf } from '../hast.ts';
import { joinCode } from '../join-code.ts';
import { chartBlocks } from '../ooxml/chart-blocks.ts';
import type { Package, Relationship } from '../ooxml/open-package.ts';
import { readChart } from '../ooxml/read-chart.ts';
import { childOf, descendantsOf, elementsOf, type XmlElement, xmlText } from '../text/parse-xml.ts';
import { declaredCells } from './declared-cells.ts';
import { type Placed, readingOrder } from './reading-order.ts';
import { type SlideLayout, slideLayout } from './slide-layout.ts';
import { readSlideTable } from './slide-table.ts';
import { textBodyBlocks } from './text-body.ts';

export interface Slide {
  readonly blocks: ElementContent[];
  /** Every text of the slide itself, also those that are left out. */
  readonly words: string;
  /** Cells of its tables and charts that hold something. */
  readonly cells: number;
  readonly pictures: number;
}

interface SlideContext {
  readonly pack: Package;
  readonly relationships: Map<string, Relationship>;
  readonly layout: SlideLayout;
}

/** One slide, its title first. Running feet, dates and slide numbers are left out. */
export const readSlide = (pack: Package, partName: string): Slide => {
  const part = pack.part(partName) ?? undefined;
  const relationships = pack.relationships(partName);
  const context: SlideContext = { pack, relationships, layout: slideLayout(pack, relationships) };
  const shapes = shapesOf(childOf(part, 'p:cSld', 'p:spTree'));
  const titles = shapes.filter((shape) => isTitle(shape));
  const rest = inReadingOrder(
    shapes.filter((shape) => !isTitle(shape) && !isRunning(shape)),
    context,
  );
  const blocks = [
    ...titles.flatMap((shape) => titleOf(shape, context)),
    ...rest.flatMap((shape) => shapeBlocks(shape, context)),
    ...notesOf(pack, relationships),
  ];
  const words = descendantsOf(childOf(part, 'p:cSld'), 'a:t').map(xmlText).join(' ');
  return {
    blocks,
    words,
    cells: declaredCells(childOf(part, 'p:cSld'), context),
    pictures: rest.filter((shape) => shape.name === 'p:pic').length,
  };
};

const shapesOf = (tree: XmlElement | undefined): XmlElement[] =>
  elementsOf(tree).flatMap((shape) => {
    if (shape.name === 'p:grpSp') return shapesOf(shape);
    if (shape.name === 'mc:AlternateContent')
      return shapesOf(childOf(shape, 'mc:Choice') ?? childOf(shape, 'mc:Fallback'));
    return /^p:(sp|pic|graphicFrame|cxnSp)$/.test(shape.name) ? [shape] : [];
  });

/** Shapes are stored in the order in which they are drawn, which need not be the one in which they are read. */
const inReadingOrder = (shapes: XmlElement[], { layout }: SlideContext): XmlElement[] => {
  const placed = shapes.map((thing): Placed<XmlElement> => {
    const own = placeholder(thing);
    const frame =
      childOf(thing, 'p:spPr', 'a:xfrm') ??
      childOf(thing, 'p:xfrm') ??
      (own && layout.frameOf(own.attributes));
    const offset = childOf(frame, 'a:off')?.attributes;
    const extent = childOf(frame, 'a:ext')?.attributes;
    const left = Number(offset?.x ?? 0);
    const top = Number(offset?.y ?? 0);
    return { thing, left, top, right: left + Number(extent?.cx ?? 0), bottom: top + Number(extent?.cy ?? 0) };
  });
  return readingOrder(placed).map(({ thing }) => thing);
};

const placeholder = (shape: XmlElement): XmlElement | undefined =>
  childOf(
    shape,
    shape.name === 'p:graphicFrame'
      ? 'p:nvGraphicFramePr'
      : shape.name === 'p:pic'
        ? 'p:nvPicPr'
        : 'p:nvSpPr',
    'p:nvPr',
    'p:ph',
  );

const isTitle = (shape: XmlElement): boolean =>
  /^(title|ctrTitle)$/.test(placeholder(shape)?.attributes.type ?? '');
const isRunning = (shape: XmlElement): boolean =>
  /^(ftr|hdr|dt|sldNum)$/.test(placeholder(shape)?.attributes.type ?? '');

const titleOf = (shape: XmlElement, { relationships, layout }: SlideContext): ElementContent[] => {
  const lines = textBodyBlocks(childOf(shape, 'p:txBody'), relationships, () => 'none');
  const words = lines.map(spacedText).join(' ').replace(/\s+/g, ' ').trim();
  return words ? [element(layout.opensSection ? 'h1' : 'h2', [text(words)])] : [];
};

const spacedText = (node: ElementContent): string =>
  isElement(node, 'br') ? ' ' : isElement(node) ? node.children.map(spacedText).join('') : textOf(node);

const shapeBlocks = (shape: XmlElement, context: SlideContext): ElementContent[] => {
  if (shape.name === 'p:pic') return pictureOf(shape);
  if (shape.name === 'p:graphicFrame') return frameBlocks(shape, context);
  const { relationships, layout } = context;
  const own = placeholder(shape);
  const blocks = textBodyBlocks(childOf(shape, 'p:txBody'), relationships, (level) =>
    own ? layout.bulletOf(own.attributes, level) : 'none',
  );
  return joinCode(blocks);
};

const pictureOf = (shape: XmlElement): ElementContent[] => {
  const alt = childOf(shape, 'p:nvPicPr', 'p:cNvPr')?.attributes.descr?.trim();
  return alt ? [element('p', [element('img', [], { alt })])] : [];
};

const frameBlocks = (frame: XmlElement, { pack, relationships }: SlideContext): ElementContent[] => {
  const data = childOf(frame, 'a:graphic', 'a:graphicData');
  const table = childOf(data, 'a:tbl');
  if (table) return [readSlideTable(table, relationships)];
  const chartPart = relationships.get(childOf(data, 'c:chart')?.attributes['r:id'] ?? '')?.target;
  const chart = chartPart
    ? readChart(pack.part(chartPart) ?? { name: '', attributes: {}, children: [] })
    : null;
  if (chart) return chartBlocks(chart);
  const diagramPart = relationships.get(childOf(data, 'dgm:relIds')?.attributes['r:dm'] ?? '')?.target;
  const points = diagramPart ? descendantsOf(pack.part(diagramPart) ?? undefined, 'dgm:pt') : [];
  const items = points
    .map((point) => descendantsOf(point, 'a:t').map(xmlText).join(''))
    .filter((item) => item.trim());
  return items.length > 0
    ? [
        element(
          'ul',
          items.map((item) => element('li', [text(item)])),
        ),
      ]
    : [];
};

/** What the speaker says stands below the slide as a quotation. */
const notesOf = (pack: Package, relationships: Map<string, Relationship>): ElementContent[] => {
  const target = [...relationships.values()].find(({ type }) => type === 'notesSlide')?.target;
  if (!target) return [];
  const shapes = shapesOf(childOf(pack.part(target) ?? undefined, 'p:cSld', 'p:spTree'));
  const body = shapes.find((shape) => placeholder(shape)?.attributes.type === 'body');
  const blocks = textBodyBlocks(childOf(body, 'p:txBody'), pack.relationships(target), () => 'none');
  return blocks.length > 0 ? [element('blockquote', blocks)] : [];
};
