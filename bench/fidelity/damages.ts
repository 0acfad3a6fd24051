import type { Element, ElementContent, Root } from 'hast';
import { element, isElement, text, textOf } from '../../functions/convert/hast.ts';

/** A way in which a reader may fail, done to the tree that a good one made. */
export interface Damage {
  readonly name: string;
  damage(tree: Root): Root;
  /** Done to a table that the reader printed itself, which is what it does with a sheet. */
  readonly damagePrinted?: (rows: readonly string[]) => readonly string[];
}

type Parent = Root | Element;

const rebuilt = (parent: Parent, change: (child: ElementContent) => ElementContent[]): void => {
  parent.children = (parent.children as ElementContent[]).flatMap((child) => {
    if (isElement(child)) rebuilt(child, change);
    return change(child);
  });
};

const eachChild =
  (change: (child: ElementContent) => ElementContent[]) =>
  (tree: Root): Root => {
    const copy = structuredClone(tree);
    rebuilt(copy, change);
    return copy;
  };

/** Every so many of the blocks at the top, so that the damage is the same each time. */
const someBlocks =
  (share: number, change: (block: ElementContent) => ElementContent[]) =>
  (tree: Root): Root => {
    const every = Math.round(1 / share);
    return {
      ...tree,
      children: (blocksOf(tree) as ElementContent[]).flatMap((block, index) =>
        index % every === 0 && !isMark(block) ? change(structuredClone(block)) : [structuredClone(block)],
      ),
    };
  };

/** A page or an article wraps its blocks. */
const blocksOf = (tree: Parent): Parent['children'] => {
  const [only, ...others] = tree.children.filter((child) => isElement(child));
  return only && others.length === 0 && isElement(only, 'html', 'body', 'main', 'article', 'div')
    ? blocksOf(only)
    : tree.children;
};

const isMark = (block: ElementContent): boolean => /^\uFDD0/.test(textOf(block));

/** Of a printed row, where its cells part. */
const bar = /(?<!\\)\|/g;
const secondBar = /^(\|.*?)(?<!\\)\|/;

const withoutRows = (table: Element): Element => {
  let rows = 0;
  const kept = (parent: Element): Element => ({
    ...parent,
    children: parent.children.flatMap((child): ElementContent[] => {
      if (!isElement(child)) return [child];
      if (child.tagName === 'tr') {
        rows += 1;
        return rows % 4 === 0 ? [] : [child];
      }
      return [isElement(child, 'thead', 'tbody', 'tfoot') ? kept(child) : child];
    }),
  });
  return kept(table);
};

const joinedCells = (cells: readonly ElementContent[]): ElementContent[] => {
  const [first, second, ...rest] = cells.filter((cell) => isElement(cell));
  if (!first || !second) return [...cells];
  return [{ ...first, children: [...first.children, text(' '), ...second.children] }, ...rest];
};

const glued = (child: ElementContent): ElementContent[] =>
  child.type === 'text' ? [text(child.value.replace(/(?<=\S) (?=\S)/g, ''))] : [child];

export const damages: readonly Damage[] = [
  { name: 'none', damage: (tree) => structuredClone(tree) },
  ...[0.1, 0.2, 0.34, 0.5].map((share) => ({
    name: `${share * 100} % of the blocks lost`,
    damage: someBlocks(share, () => []),
  })),
  ...[0.2, 0.5].map((share) => ({
    name: `${share * 100} % of the blocks twice`,
    damage: someBlocks(share, (block) => [block, structuredClone(block)]),
  })),
  {
    name: 'tables lost',
    damage: eachChild((child) => (isElement(child, 'table') ? [] : [child])),
    damagePrinted: () => [],
  },
  {
    name: 'tables as text',
    damage: eachChild((child) =>
      isElement(child, 'table') ? [element('p', [text(spacedText(child))])] : [child],
    ),
    damagePrinted: (rows) => rows.map((row) => row.replace(bar, ' ')),
  },
  {
    name: 'a column lost',
    damage: eachChild((child) => {
      if (isElement(child, 'tr')) child.children = child.children.slice(0, -1);
      return [child];
    }),
    damagePrinted: (rows) => rows.map((row) => `${row.split(bar).slice(0, -2).join('|')}|`),
  },
  {
    name: 'a row in four lost',
    damage: eachChild((child) => (isElement(child, 'table') ? [withoutRows(child)] : [child])),
    damagePrinted: (rows) => rows.filter((_, index) => index < 2 || index % 4 > 0),
  },
  {
    name: 'two columns joined',
    damage: eachChild((child) => {
      if (isElement(child, 'tr')) child.children = joinedCells(child.children);
      return [child];
    }),
    damagePrinted: (rows) =>
      rows.map((row, index) => (index === 1 ? row.replace(' - |', '') : row.replace(secondBar, '$1 '))),
  },
  { name: 'words run together', damage: eachChild(glued) },
];

const spacedText = (node: ElementContent): string =>
  node.type === 'text' ? `${node.value} ` : 'children' in node ? node.children.map(spacedText).join('') : '';
