import type { Element } from 'hast';
import { element } from '../hast.ts';
import type { Relationship } from '../ooxml/open-package.ts';
import { childOf, elementsOf, type XmlElement } from '../text/parse-xml.ts';
import { textBodyBlocks } from './text-body.ts';

/** A table of DrawingML: a merged cell says its spans, and the cells that it covers are marked. */
export const readSlideTable = (table: XmlElement, relationships: Map<string, Relationship>): Element =>
  element(
    'table',
    elementsOf(table, 'a:tr').map((row) =>
      element(
        'tr',
        elementsOf(row, 'a:tc')
          .filter(({ attributes }) => !isTrue(attributes.hMerge) && !isTrue(attributes.vMerge))
          .map((cell) =>
            element(
              'td',
              textBodyBlocks(childOf(cell, 'a:txBody'), relationships, () => 'none'),
              {
                ...(cell.attributes.gridSpan ? { colSpan: cell.attributes.gridSpan } : {}),
                ...(cell.attributes.rowSpan ? { rowSpan: cell.attributes.rowSpan } : {}),
              },
            ),
          ),
      ),
    ),
  );

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';
