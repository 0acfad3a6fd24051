import { openArchive } from '../archive/open-archive.ts';
import { type Reader, RejectedSource } from '../conversion.ts';
import { footnote, isElement, root } from '../hast.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { mathmlToLatex } from '../math/mathml-to-latex.ts';
import { readOdtBlocks } from '../odt/blocks.ts';
import type { OdtContext } from '../odt/inline.ts';
import { readOdtStyles } from '../odt/styles.ts';
import { childOf, descendantsOf, elementsOf, parseXml, type XmlElement, xmlText } from '../text/parse-xml.ts';

/** OpenDocument text. */
export const odtReader: Reader = {
  maxBytes: 64 * 1024 * 1024,
  read(source) {
    const archive = openArchive(source.bytes, source.fileName);
    const part = (name: string): XmlElement | null => {
      const content = archive.read(name);
      return content && parseXml(content);
    };
    const manifest = archive.has('META-INF/manifest.xml') ? part('META-INF/manifest.xml') : null;
    if (manifest && descendantsOf(manifest, 'manifest:encryption-data').length > 0) {
      throw new RejectedSource(
        'encrypted',
        `${source.fileName}: the document is encrypted; save it without a password and upload it again.`,
      );
    }
    const content = part('content.xml');
    const body = childOf(content ?? undefined, 'office:body', 'office:text');
    if (!content || !body)
      throw new RejectedSource('corrupt', `${source.fileName}: it has no text body; save it again.`);
    const styles = part('styles.xml');
    const parts = [...(styles ? [styles] : []), content];
    const context: OdtContext = {
      styleOf: readOdtStyles(parts),
      numberingOf: listNumbering(parts),
      formula: (frame) => {
        const href = childOf(frame, 'draw:object')?.attributes['xlink:href']?.replace(/^\.\/|\/$/g, '');
        const object = href ? part(`${href}/content.xml`) : null;
        return object && /math$/.test(object.name) ? mathmlToLatex(object) : null;
      },
      notes: [],
      boxes: [],
      nextNumbers: new Map(),
    };
    const blocks = readOdtBlocks(body, context);
    for (let index = 0; index < context.notes.length; index += 1) {
      const note = context.notes[index] as XmlElement;
      const noteBody = childOf(note, 'text:note-body');
      if (noteBody)
        blocks.push(
          footnote(note.attributes['text:id'] ?? `n${index + 1}`, readOdtBlocks(noteBody, context)),
        );
    }
    return {
      parts: [root(shiftBelowTitle(blocks, body, context))],
      engine: 'odt reader',
      title: xmlText(descendantsOf(part('meta.xml') ?? undefined, 'dc:title')[0]).trim() || null,
      sourceLetters: () => countLetters(bodyText(body)),
      sourceText: () => [bodyText(body)],
      sourceCells: () =>
        descendantsOf(body, 'table:table-cell').filter((cell) => bodyText(cell).trim() !== '').length,
      repairs: [],
      warnings: [],
    };
  },
};

/** Where the document has a title, its first headings stand below it. */
const shiftBelowTitle = (blocks: ReturnType<typeof readOdtBlocks>, body: XmlElement, context: OdtContext) => {
  const hasTitle = elementsOf(body, 'text:p').some(
    (node) => context.styleOf(node.attributes['text:style-name']).isTitle && xmlText(node).trim() !== '',
  );
  if (!hasTitle) return blocks;
  let isFirst = true;
  for (const block of blocks) {
    if (!isElement(block, 'h1', 'h2', 'h3', 'h4', 'h5')) continue;
    if (isFirst) isFirst = false;
    else (block as { tagName: string }).tagName = `h${Number(block.tagName.slice(1)) + 1}`;
  }
  return blocks;
};

const listNumbering = (parts: readonly XmlElement[]): OdtContext['numberingOf'] => {
  const starts = new Map<string, number>();
  for (const style of parts.flatMap((part) => descendantsOf(part, 'text:list-style'))) {
    for (const { attributes } of elementsOf(style, 'text:list-level-style-number')) {
      if (attributes['style:num-format'] !== '')
        starts.set(
          `${style.attributes['style:name']} ${attributes['text:level']}`,
          Number(attributes['text:start-value'] ?? 1),
        );
    }
  }
  return (name, level) => starts.get(`${name} ${level}`) ?? null;
};

const unread = new Set([
  'text:table-of-content',
  'text:alphabetical-index',
  'text:tracked-changes',
  'office:annotation',
  'svg:title',
  'svg:desc',
]);

const bodyText = (node: XmlElement): string =>
  node.children
    .map((child) => (typeof child === 'string' ? child : unread.has(child.name) ? '' : `${bodyText(child)} `))
    .join('');
