import type { ElementContent } from 'hast';
import { type Reader, RejectedSource } from '../conversion.ts';
import { type DocumentContext, readBlocks } from '../docx/body.ts';
import { readNumbering } from '../docx/numbering.ts';
import { pagesOf } from '../docx/page-breaks.ts';
import { readStyles } from '../docx/styles.ts';
import { footnote, root } from '../hast.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { openPackage, type Package, relatedPart } from '../ooxml/open-package.ts';
import { readChart } from '../ooxml/read-chart.ts';
import { childOf, descendantsOf, elementsOf, type XmlElement, xmlText } from '../text/parse-xml.ts';

/** Word 2007 and later, macros or not: a macro is a part that nobody opens. */
export const docxReader: Reader = {
  maxBytes: 64 * 1024 * 1024,
  read(source) {
    const pack = openPackage(source);
    const body = childOf(pack.part(pack.mainPart) ?? undefined, 'w:body');
    if (!body)
      throw new RejectedSource(
        'corrupt',
        `${source.fileName}: its main part has no body; save it again in Word.`,
      );
    const styleOf = readStyles(relatedPart(pack, 'styles'));
    const hasTitle = elementsOf(body, 'w:p').some(
      (paragraph) =>
        styleOf(childOf(paragraph, 'w:pPr', 'w:pStyle')?.attributes['w:val']).headingLevel === 0 &&
        xmlText(paragraph).trim() !== '',
    );
    const relationships = pack.relationships(pack.mainPart);
    const context: DocumentContext = {
      styleOf,
      numbering: readNumbering(relatedPart(pack, 'numbering')),
      relationships,
      chart: (id) => {
        const part = pack.part(relationships.get(id ?? '')?.target ?? '');
        return part && readChart(part);
      },
      headingShift: hasTitle ? 1 : 0,
      pages: pagesOf(body, pack),
    };
    const charts = descendantsOf(body, 'c:chart').flatMap(
      ({ attributes }) => context.chart(attributes['r:id']) ?? [],
    );
    const sourceText = (): string[] => [
      rawText(body),
      ...notesOf(pack).map(({ note }) => rawText(note)),
      ...charts.flatMap(({ title, rows }) => [title, ...rows.flat()]),
    ];
    const blocks = [...readBlocks(body, context), ...readNotes(pack, { ...context, pages: null })];
    return {
      parts: [root(blocks)],
      engine: 'docx reader',
      title: coreTitle(pack),
      sourceLetters: () => countLetters(sourceText().join(' ')),
      sourceText,
      sourceCells: () => descendantsOf(body, 'w:tc').filter(hasText).length,
      repairs: [],
      warnings: pictureWarning(body),
    };
  },
};

const readNotes = (pack: Package, context: DocumentContext): ElementContent[] =>
  notesOf(pack).map(({ label, note }) => footnote(label, readBlocks(note, context)));

/** The notes that authors wrote; those of a type draw the line above the others. */
const notesOf = (pack: Package): { readonly label: string; readonly note: XmlElement }[] =>
  (['footnote', 'endnote'] as const).flatMap((kind) =>
    elementsOf(relatedPart(pack, `${kind}s`) ?? undefined, `w:${kind}`)
      .filter(({ attributes }) => !attributes['w:type'])
      .map((note) => ({ label: `${kind === 'endnote' ? 'end-' : ''}${note.attributes['w:id']}`, note })),
  );

const coreTitle = (pack: Package): string | null => {
  const core = pack.archive.has('docProps/core.xml') ? pack.part('docProps/core.xml') : null;
  return xmlText(childOf(core ?? undefined, 'dc:title')).trim() || null;
};

const pictureWarning = (body: XmlElement): string[] => {
  const pictures = descendantsOf(body, 'a:blip').length;
  return pictures === 0
    ? []
    : [`${pictures} picture${pictures === 1 ? '' : 's'} left out; their alternative texts are kept.`];
};

const apart = new Set(['w:p', 'w:tab', 'w:br', 'w:tc']);
/** A text box is kept twice: as it is, and as older programs draw it. */
const unread = new Set(['mc:Fallback', 'w:del', 'w:moveFrom', 'w:rt']);

const rawText = (node: XmlElement): string =>
  node.children
    .map((child) => {
      if (typeof child === 'string' || unread.has(child.name) || childOf(child, 'w:rPr', 'w:vanish'))
        return '';
      if (child.name === 'w:t') return xmlText(child);
      return (apart.has(child.name) ? ' ' : '') + rawText(child);
    })
    .join('');

const hasText = (cell: XmlElement): boolean =>
  descendantsOf(cell, 'w:t').some((text) => xmlText(text).trim() !== '');
