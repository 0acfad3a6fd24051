import { isFilled } from '../markdown/clean-text.ts';
import type { Package, Relationship } from '../ooxml/open-package.ts';
import { readChart } from '../ooxml/read-chart.ts';
import { descendantsOf, elementsOf, type XmlElement, xmlText } from '../text/parse-xml.ts';

/**
 * Cells that hold something, of all tables and charts below a slide's root, wherever they are placed: counted apart from
 * the walk over its shapes. A slide may keep one table twice: as it is, and as older programs draw it.
 */
export const declaredCells = (
  slide: XmlElement | undefined,
  { pack, relationships }: { readonly pack: Package; readonly relationships: Map<string, Relationship> },
): number =>
  elementsOf(slide).reduce((sum, child) => {
    if (child.name === 'mc:Fallback') return sum;
    if (child.name === 'a:tc') return sum + (isCovered(child) || !hasText(child) ? 0 : 1);
    if (child.name !== 'c:chart') return sum + declaredCells(child, { pack, relationships });
    const part = pack.part(relationships.get(child.attributes['r:id'] ?? '')?.target ?? '');
    return sum + ((part && readChart(part))?.rows.flat().filter(isFilled).length ?? 0);
  }, 0);

const hasText = (cell: XmlElement): boolean =>
  descendantsOf(cell, 'a:t').some((part) => isFilled(xmlText(part)));

/** By a merged cell to its left or above. */
const isCovered = ({ attributes }: XmlElement): boolean =>
  [attributes.hMerge, attributes.vMerge].some((value) => value === '1' || value === 'true');
