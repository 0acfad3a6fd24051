import type { Root } from 'hast';
import { isElement, textOf, walkElements } from '../hast.ts';

/** Table cells that hold something, before anything is done to the tree. */
export const filledCells = (tree: Root): number => {
  let cells = 0;
  walkElements(tree, (node) => {
    if (isElement(node, 'td', 'th') && textOf(node).trim() !== '') cells += 1;
  });
  return cells;
};
