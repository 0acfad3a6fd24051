import type { Element, ElementContent, Properties, Root } from 'hast';
import { Parser } from 'htmlparser2';
import { element, root, text } from '../hast.ts';
import { drainLongBlock } from './drain-long-block.ts';

const maxDepth = 200;
const kept: Record<string, string> = {
  href: 'href',
  src: 'src',
  alt: 'alt',
  role: 'role',
  title: 'title',
  face: 'face',
  id: 'id',
  start: 'start',
  type: 'type',
  checked: 'checked',
  hidden: 'hidden',
  colspan: 'colSpan',
  rowspan: 'rowSpan',
  style: 'style',
  display: 'display',
  encoding: 'encoding',
  linethickness: 'linethickness',
  content: 'content',
  name: 'name',
  rel: 'rel',
  accesskey: 'accessKey',
  'epub:type': 'epubType',
  'aria-hidden': 'ariaHidden',
  'data-language': 'language',
};
const invisible = new Set(
  'script style template noscript svg object embed iframe canvas audio video'.split(' '),
);
/** Elements that only group others: what is complete inside them can be handed on while they are still open. */
const groups = new Set('html body div main article section'.split(' '));

export interface HtmlTreeBuilder {
  write(html: string): void;
  /** Takes out everything that is complete so far. */
  drain(): Root;
  end(): Root;
}

/** Builds a tree from HTML as it is found: never fails, never deeper than `maxDepth`, without what nobody sees. */
export const htmlTreeBuilder = (isXml = false): HtmlTreeBuilder => {
  const top = element('body');
  const open: Element[] = [top];
  let hiddenDepth = 0;
  let overflow = 0;

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (hiddenDepth > 0 || invisible.has(name)) hiddenDepth += 1;
        else if (open.length >= maxDepth) overflow += 1;
        else {
          const child = element(name, [], propertiesOf(attributes));
          open.at(-1)?.children.push(child);
          open.push(child);
        }
      },
      onclosetag() {
        if (hiddenDepth > 0) hiddenDepth -= 1;
        else if (overflow > 0) overflow -= 1;
        else if (open.length > 1) open.pop();
      },
      ontext(value) {
        if (hiddenDepth > 0) return;
        const siblings = open.at(-1)?.children ?? [];
        const last = siblings.at(-1);
        if (last?.type === 'text') last.value += value;
        else siblings.push(text(value));
      },
    },
    {
      lowerCaseTags: true,
      lowerCaseAttributeNames: true,
      recognizeSelfClosing: isXml,
      recognizeCDATA: isXml,
    },
  );

  const drain = (): Root => {
    const done: ElementContent[] = [];
    for (let depth = 0; depth < open.length; depth += 1) {
      const parent = open[depth] as Element;
      if (depth > 0 && !groups.has(parent.tagName)) break;
      const next = open[depth + 1];
      const isNextGroup = next !== undefined && groups.has(next.tagName);
      for (const child of parent.children) if (child !== next) done.push(child);
      parent.children = next ? [next] : [];
      if (isNextGroup) continue;
      const part = next && drainLongBlock(next, open.slice(depth + 2));
      if (part) done.push(part);
      break;
    }
    return root(done);
  };

  return {
    write: (html) => parser.write(html),
    drain,
    end() {
      parser.end();
      const rest = root(top.children);
      top.children = [];
      return rest;
    },
  };
};

const propertiesOf = (attributes: Record<string, string>): Properties => {
  const properties: Properties = {};
  for (const name in attributes) {
    const value = attributes[name] ?? '';
    const property = kept[name];
    if (name === 'class') properties.className = value.split(/\s+/).filter(Boolean);
    else if (property === 'checked' || property === 'hidden') properties[property] = true;
    else if (property !== undefined) properties[property] = value;
  }
  return properties;
};

export const parseHtml = (html: string, isXml = false): Root => {
  const builder = htmlTreeBuilder(isXml);
  builder.write(html);
  return builder.end();
};
