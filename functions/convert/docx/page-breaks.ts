import type { Package } from '../ooxml/open-package.ts';
import { childOf, descendantsOf, type XmlElement, xmlText } from '../text/parse-xml.ts';

/**
 * Counts pages along the text. Word marks where it began a page when it last laid the document out, also after a break
 * that the author put in, which is one page start and not two.
 */
export interface PageBreaks {
  /** A page break of the author, or where Word began a page. */
  turn(by: 'author' | 'layout'): void;
  /** Text of which the next break parts what follows. */
  sawText(): void;
  /** The page that has begun since this was last asked. Inside a row no page begins: it is taken once the row is read. */
  takeStart(): number | null;
  /**
   * Reads cells that stand side by side: they begin on one page, and the text goes on on the last that one of them
   * reaches. Returns the page that begins with them.
   */
  readRow(readers: readonly (() => void)[]): number | null;
}

const pageBreaks = (): PageBreaks => {
  let page = 1;
  let taken = 0;
  let isBroken = false;
  let rowDepth = 0;
  let hasRowText = false;
  let rowStart: number | null = null;
  const take = (): number | null => {
    if (page === taken) return null;
    taken = page;
    return page;
  };
  return {
    turn(by) {
      if (by === 'author' || !isBroken) page += 1;
      isBroken = by === 'author';
      if (rowDepth > 0 && !hasRowText) rowStart = page;
    },
    sawText() {
      isBroken = false;
      hasRowText = true;
    },
    takeStart: () => (rowDepth > 0 ? null : take()),
    readRow(readers) {
      const first = page;
      let last = page;
      if (rowDepth === 0) {
        hasRowText = false;
        rowStart = null;
      }
      rowDepth += 1;
      for (const read of readers) {
        page = first;
        read();
        last = Math.max(last, page);
      }
      rowDepth -= 1;
      page = rowDepth > 0 ? last : (rowStart ?? first);
      const start = rowDepth > 0 ? null : take();
      page = last;
      return start;
    },
  };
};

/**
 * The pages of a document; null where they cannot be known: a file has no pages before a program lays it out. Without
 * the marks of that program the author's breaks only count where the file's properties say that there are no other pages.
 */
export const pagesOf = (body: XmlElement, pack: Package): PageBreaks | null => {
  if (descendantsOf(body, 'w:lastRenderedPageBreak').length > 0) return pageBreaks();
  const breaks =
    descendantsOf(body, 'w:br').filter(isPageBreak).length + descendantsOf(body, 'w:pageBreakBefore').length;
  return breaks > 0 && countedPages(pack) === breaks + 1 ? pageBreaks() : null;
};

/** How many pages the program that saved the file has counted; most that are not word processors write a 1. */
const countedPages = (pack: Package): number | null => {
  const name = 'docProps/app.xml';
  const properties = pack.archive.has(name) ? pack.part(name) : null;
  return Number(xmlText(childOf(properties ?? undefined, 'Pages'))) || null;
};

export const isPageBreak = ({ name, attributes }: XmlElement): boolean =>
  name === 'w:br' && attributes['w:type'] === 'page';
