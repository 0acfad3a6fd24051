import type { Element, ElementContent, Root } from 'hast';
import { visit } from 'unist-util-visit';
import {
  element,
  footnote,
  footnoteReference,
  isElement,
  math,
  text,
  textOf,
  walkElements,
} from '../hast.ts';
import { mathmlToLatex } from '../math/mathml-to-latex.ts';
import type { XmlElement, XmlNode } from './parse-xml.ts';
import { inlineCode, isTypewritten, listingOf } from './typewritten.ts';

/** Brings what HTML says in its own ways (formulas, footnotes, code languages) into the words of the pipeline. */
export const prepareHtml = (tree: Root): void => {
  const noteIds = referencedNotes(tree);
  prepareChildren(tree);
  if (noteIds.size > 0) moveNotes(tree, noteIds);
};

const prepareChildren = (parent: Root | Element): void => {
  const children: ElementContent[] = [];
  for (const child of parent.children as ElementContent[]) {
    if (isElement(child)) {
      if (isElement(child, 'head', 'title') || isBacklink(child) || isRunning(child)) continue;
      if (child.tagName === 'figure') dropRepeatedCaption(child);
      if (child.tagName === 'pre') fence(child);
      else prepareChildren(child);
    }
    children.push(replacementOf(child));
  }
  parent.children = children;
};

const replacementOf = (node: ElementContent): ElementContent => {
  if (isElement(node, 'math')) return formulaOf(node);
  if (!isElement(node)) return node;
  if (isNoteReference(node)) return footnoteReference(noteId(node));
  if (isTypewritten(node)) return inlineCode(node);
  return listingOf(node) ?? node;
};

/** Where LibreOffice puts the running head and foot of its pages. */
const isRunning = (node: Element): boolean =>
  node.tagName === 'div' && /^(header|footer)$/.test(String(node.properties.title ?? ''));

/** A caption that says no more than the picture does by itself. */
const dropRepeatedCaption = (figure: Element): void => {
  let alt = '';
  walkElements(figure, (node) => {
    if (node.tagName === 'img') alt = String(node.properties.alt ?? '');
  });
  const words = (value: string): string => value.replace(/\s+/g, ' ').trim();
  if (words(alt) === '') return;
  figure.children = figure.children.filter(
    (child) => !isElement(child, 'figcaption') || words(textOf(child)) !== words(alt),
  );
};

const formulaOf = (node: Element): Element =>
  math(mathmlToLatex(asXml(node)), node.properties.display === 'block');

const asXml = (node: Element): XmlElement => ({
  name: node.tagName,
  attributes: {
    encoding: String(node.properties.encoding ?? ''),
    linethickness: String(node.properties.linethickness ?? ''),
  },
  children: node.children.flatMap((child): XmlNode[] =>
    child.type === 'text' ? [child.value] : isElement(child) ? [asXml(child)] : [],
  ),
});

const fence = (pre: Element): void => {
  const listings = pre.children.filter((child) => isElement(child, 'code')) as Element[];
  const names = [...classNames(pre), ...classNames(listings[0])];
  const language =
    names
      .map((name) => /^(?:language|lang|brush:?|highlight-source)-?(\w[\w+#-]*)$/i.exec(name)?.[1])
      .find(Boolean) ??
    (names.includes('sourceCode')
      ? names.find((name) => name !== 'sourceCode' && /^[a-z]\w*$/.test(name))
      : undefined);
  // Several listings in one, as for two kinds of modules, of which a page shows one at a time.
  const code =
    listings.length > 1 ? listings.map((each) => codeText(each).trimEnd()).join('\n\n') : codeText(pre);
  pre.children = [element('code', [text(code)], language ? { className: [`language-${language}`] } : {})];
};

const classNames = (node: Element | undefined): string[] =>
  (node?.properties.className as string[] | undefined) ?? [];

const codeText = (node: Element): string =>
  node.children
    .map((child) =>
      child.type === 'text'
        ? child.value
        : isElement(child, 'br')
          ? '\n'
          : isElement(child)
            ? codeText(child)
            : '',
    )
    .join('');

/** DPUB-ARIA 1.1 and EPUB 3.3 name notes by role and by type; pandoc's older books by class. */
const says = (node: Element, role: string, type: string, className: string): boolean =>
  node.properties.role === role || node.properties.epubType === type || classNames(node).includes(className);

const isNoteReference = (node: Element): boolean =>
  node.tagName === 'a' &&
  (says(node, 'doc-noteref', 'noteref', 'footnote-ref') ||
    officeNote.test(String(node.properties.href ?? ''))) &&
  noteId(node) !== '';
const isBacklink = (node: Element): boolean =>
  node.tagName === 'a' && says(node, 'doc-backlink', 'backlink', 'footnote-back');

const noteId = (node: Element): string => {
  const href = String(node.properties.href ?? '');
  const id = href.includes('#') ? href.slice(href.indexOf('#') + 1) : '';
  return officeNote.exec(id)?.[1] ?? id;
};

/** LibreOffice points at the mark of a note, which stands in the note. */
const officeNote = /^#?(sd(?:foot|end)note\d+)sym$/;

const referencedNotes = (tree: Root): Set<string> => {
  const ids = new Set<string>();
  walkElements(tree, (node) => {
    if (isNoteReference(node)) ids.add(noteId(node));
  });
  return ids;
};

const noteMark = /^[\s\d*†‡§[\]().]+$|^\s*(?:[ivxlc]{1,6}|[a-z])\s*$/i;

/** A note may begin with its number, as a link back to where it is referred to. */
const dropMark = (note: Element): boolean => {
  const at = note.children.findIndex((child) => child.type !== 'text' || child.value.trim() !== '');
  const first = note.children[at];
  if (!first || !isElement(first)) return false;
  const isMark =
    first.tagName === 'a' &&
    String(first.properties.href ?? '').startsWith('#') &&
    noteMark.test(textOf(first));
  if (isMark) note.children.splice(at, 1);
  return isMark || dropMark(first);
};

const moveNotes = (tree: Root, ids: ReadonlySet<string>): void => {
  const notes: ElementContent[] = [];
  visit(tree, 'element', (node, index, parent) => {
    const id = String(node.properties.id ?? '');
    if (!parent || index === undefined || !ids.has(id)) return undefined;
    dropMark(node);
    notes.push(footnote(id, node.children));
    parent.children.splice(index, 1);
    return index;
  });
  walkElements(tree, (node) => {
    const isEmptied = says(node, 'doc-endnotes', 'footnotes', 'footnotes') && textOf(node).trim() === '';
    if (isEmptied) node.children = [];
  });
  tree.children.push(...notes);
};
