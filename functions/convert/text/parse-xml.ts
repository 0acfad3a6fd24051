import { Parser } from 'htmlparser2';
import { decodeText } from './decode-text.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
}
export type XmlNode = XmlElement | string;

export interface XmlEvents {
  onOpen(name: string, attributes: Record<string, string>): void;
  onClose(name: string): void;
  onText(text: string): void;
}

/**
 * Reads XML without ever looking at its document type: an entity that a document defines stays as it is written, so
 * nothing expands and nothing is fetched. Namespaces that we know get the prefix that the standard uses.
 */
export const xmlParser = (events: XmlEvents): Parser => {
  const aliases = new Map<string, string>();
  const canonical = (name: string): string => {
    if (aliases.size === 0) return name;
    const colon = name.indexOf(':');
    const alias = aliases.get(colon < 0 ? '' : name.slice(0, colon));
    if (alias === undefined) return name;
    const local = name.slice(colon + 1);
    return alias === '' ? local : `${alias}:${local}`;
  };
  return new Parser(
    {
      onopentag(name, attributes) {
        for (const key in attributes) {
          if (!key.startsWith('xmlns')) continue;
          const prefix = prefixes.get(attributes[key] ?? '');
          if (prefix !== undefined && prefix !== key.slice(6)) aliases.set(key.slice(6), prefix);
        }
        events.onOpen(canonical(name), attributes);
      },
      onclosetag: (name) => events.onClose(canonical(name)),
      ontext: (text) => events.onText(text),
    },
    { xmlMode: true },
  );
};

/** A tree deeper than this is an attack, not a document: what lies deeper joins its ancestor at the limit. */
const maxDepth = 400;

export const parseXml = (bytes: Uint8Array): XmlElement => {
  const top: XmlElement = { name: '', attributes: {}, children: [] };
  const open: XmlElement[] = [top];
  let tooDeep = 0;
  const parser = xmlParser({
    onOpen(name, attributes) {
      if (open.length > maxDepth) {
        tooDeep += 1;
        return;
      }
      const child: XmlElement = { name, attributes, children: [] };
      open.at(-1)?.children.push(child);
      open.push(child);
    },
    onClose() {
      if (tooDeep > 0) tooDeep -= 1;
      else if (open.length > 1) open.pop();
    },
    onText(value) {
      const siblings = open.at(-1)?.children ?? [];
      const last = siblings.at(-1);
      if (typeof last === 'string') siblings[siblings.length - 1] = last + value;
      else siblings.push(value);
    },
  });
  parser.end(decodeText(bytes).text);
  return top.children.find((child) => typeof child !== 'string') ?? top;
};

export const elementsOf = (parent: XmlElement | undefined, ...names: string[]): XmlElement[] =>
  (parent?.children ?? []).filter(
    (child): child is XmlElement =>
      typeof child !== 'string' && (names.length === 0 || names.includes(child.name)),
  );

export const childOf = (parent: XmlElement | undefined, ...path: string[]): XmlElement | undefined => {
  let found = parent;
  for (const name of path) {
    found = found?.children.find(
      (child): child is XmlElement => typeof child !== 'string' && child.name === name,
    );
  }
  return found;
};

export const xmlText = (node: XmlNode | undefined): string =>
  node === undefined ? '' : typeof node === 'string' ? node : node.children.map(xmlText).join('');

/** Every element of a name below a parent, in document order. */
export const descendantsOf = (parent: XmlElement | undefined, name: string): XmlElement[] => {
  const found: XmlElement[] = [];
  const visit = (node: XmlElement): void => {
    for (const child of node.children) {
      if (typeof child === 'string') continue;
      if (child.name === name) found.push(child);
      visit(child);
    }
  };
  if (parent) visit(parent);
  return found;
};

/** ECMA-376 transitional and strict, and OpenDocument 1.3. */
const prefixes = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a'],
  ['http://schemas.openxmlformats.org/presentationml/2006/main', 'p'],
  ['http://purl.oclc.org/ooxml/presentationml/main', 'p'],
  ['http://schemas.openxmlformats.org/spreadsheetml/2006/main', ''],
  ['http://purl.oclc.org/ooxml/spreadsheetml/main', ''],
  ['http://schemas.openxmlformats.org/drawingml/2006/chart', 'c'],
  ['http://purl.oclc.org/ooxml/drawingml/chart', 'c'],
  ['urn:oasis:names:tc:opendocument:xmlns:office:1.0', 'office'],
  ['urn:oasis:names:tc:opendocument:xmlns:text:1.0', 'text'],
  ['urn:oasis:names:tc:opendocument:xmlns:table:1.0', 'table'],
  ['urn:oasis:names:tc:opendocument:xmlns:style:1.0', 'style'],
  ['urn:oasis:names:tc:opendocument:xmlns:drawing:1.0', 'draw'],
  ['http://www.w3.org/1998/Math/MathML', 'math'],
  ['http://www.idpf.org/2007/opf', ''],
  ['urn:oasis:names:tc:opendocument:xmlns:container', ''],
]);
