import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import { openArchive } from '../archive/open-archive.ts';
import { type Reader, RejectedSource } from '../conversion.ts';
import { isElement, textOf, walkElements } from '../hast.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { decodeText } from '../text/decode-text.ts';
import { filledCells } from '../text/filled-cells.ts';
import { parseHtml } from '../text/html-tree.ts';
import { childOf, descendantsOf, elementsOf, parseXml, type XmlElement, xmlText } from '../text/parse-xml.ts';
import { prepareHtml } from '../text/prepare-html.ts';

/** EPUB 2 and 3: the chapters of the spine in their order, without the pages that only navigate. */
export const epubReader: Reader = {
  maxBytes: 128 * 1024 * 1024,
  read(source) {
    const archive = openArchive(source.bytes, source.fileName);
    const xml = (name: string): XmlElement => {
      const content = archive.read(name);
      if (content) return parseXml(content);
      throw new RejectedSource(
        'corrupt',
        `${source.fileName}: the list of its chapters is missing from the book; export it again.`,
      );
    };
    if (archive.has('META-INF/encryption.xml') && archive.has('META-INF/rights.xml')) {
      throw new RejectedSource(
        'encrypted',
        `${source.fileName}: the book is protected by DRM; give one without protection.`,
      );
    }
    const opfName =
      descendantsOf(xml('META-INF/container.xml'), 'rootfile')[0]?.attributes['full-path'] ?? 'content.opf';
    const opf = xml(opfName);
    const folder = opfName.slice(0, opfName.lastIndexOf('/') + 1);
    const title = xmlText(descendantsOf(opf, 'dc:title')[0]).trim() || null;
    const chapters = chapterNames(opf).map((href) => folder + decodeURIComponent(href));
    const missing = chapters.flatMap((name, index) => (archive.has(name) ? [] : [index + 1]));
    const repairs: string[] = [];
    let letters = 0;
    let cells = 0;

    function* parts() {
      for (const name of chapters) {
        const content = archive.read(name);
        if (!content) continue;
        const tree = parseHtml(decodeText(content).text, true);
        letters += countLetters(
          tree.children
            .filter((child) => !isElement(child, 'head'))
            .map(textOf)
            .join(' '),
        );
        cells += filledCells(tree);
        prepareHtml(tree);
        if (dropTitleOverPreface(tree, title))
          repairs.push('Title over the text before the first chapter removed.');
        if (!isTitlePage(tree)) yield tree;
      }
    }
    return {
      parts: parts(),
      engine: 'epub reader',
      title,
      sourceLetters: () => letters,
      sourceCells: () => cells,
      repairs,
      warnings: missing.map((chapter) => `Chapter ${chapter} is missing from the book.`),
    };
  },
};

/** The title is known from the package; a page that only shows it says nothing more. */
const isTitlePage = (tree: Root): boolean => {
  let found = false;
  walkElements(tree, (node) => {
    if (/^(titlepage|cover)$/.test(String(node.properties.epubType ?? ''))) found = true;
  });
  return found && textOf(tree).trim().length < 300;
};

/**
 * Pandoc's books have their title again over text that stands before the first heading of its source. Beside the chapters
 * it would pass for one of them.
 */
const dropTitleOverPreface = (tree: Root, title: string | null): boolean => {
  const headings: { node: Element; parent: Root | Element }[] = [];
  visit(tree, 'element', (node, _, parent) => {
    if (/^h[1-6]$/.test(node.tagName) && parent) headings.push({ node, parent });
  });
  const [first, ...others] = headings;
  if (!first || others.length > 0 || first.node.tagName !== 'h1' || textOf(first.node).trim() !== title)
    return false;
  const classes = (first.node.properties.className as string[] | undefined) ?? [];
  if (!classes.includes('unnumbered')) return false;
  first.parent.children = first.parent.children.filter((child) => child !== first.node);
  return true;
};

const chapterNames = (opf: XmlElement): string[] => {
  const manifest = new Map(
    elementsOf(childOf(opf, 'manifest')).map(({ attributes }) => [attributes.id ?? '', attributes] as const),
  );
  return elementsOf(childOf(opf, 'spine')).flatMap(({ attributes }) => {
    const item = manifest.get(attributes.idref ?? '');
    const isNavigation =
      item?.properties?.split(' ').includes('nav') || /(^|\/)(nav|toc)\.x?html?$/i.test(item?.href ?? '');
    return item?.href && /html|xml/.test(item['media-type'] ?? 'html') && !isNavigation ? [item.href] : [];
  });
};
