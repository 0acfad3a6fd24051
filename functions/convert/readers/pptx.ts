import type { Reader } from '../conversion.ts';
import { root, textOf } from '../hast.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { openPackage } from '../ooxml/open-package.ts';
import { pageMarkBlock } from '../page-marks.ts';
import { readSlide } from '../pptx/read-slide.ts';
import { childOf, elementsOf } from '../text/parse-xml.ts';

/** PowerPoint 2007 and later: a slide is a page, in the order of the show; hidden slides are shown too. */
export const pptxReader: Reader = {
  maxBytes: 128 * 1024 * 1024,
  read(source) {
    const pack = openPackage(source);
    const targets = pack.relationships(pack.mainPart);
    const names = elementsOf(childOf(pack.part(pack.mainPart) ?? undefined, 'p:sldIdLst')).flatMap(
      ({ attributes }) => {
        const target = targets.get(attributes['r:id'] ?? '')?.target;
        return target && pack.archive.has(target) ? [target] : [];
      },
    );
    const slides = names.map((name) => readSlide(pack, name));
    const blank = slides.filter(({ blocks }) => blocks.every((block) => textOf(block).trim() === '')).length;
    const pictures = slides.reduce((sum, slide) => sum + slide.pictures, 0);
    return {
      parts: [root(slides.flatMap(({ blocks }, index) => [pageMarkBlock(index + 1), ...blocks]))],
      engine: 'pptx reader',
      sourceLetters: () => countLetters(slides.map(({ words }) => words).join(' ')),
      sourceCells: () => slides.reduce((sum, { cells }) => sum + cells, 0),
      repairs: [],
      warnings:
        pictures > 0
          ? [`${pictures} picture${pictures === 1 ? '' : 's'} left out; their alternative texts are kept.`]
          : [],
      pageCount: slides.length,
      blankPages: blank,
    };
  },
};
