import { numberedDepth } from './line-shapes.ts';
import type { PageBlock } from './page-blocks.ts';
import { textOf } from './text-lines.ts';
import { rounded, type TypeSizes } from './type-sizes.ts';

type Found = PageBlock & { kind: 'heading' };

/** A block whose heading, if it is one, has its level. */
export type LevelledBlock = Exclude<PageBlock, { kind: 'heading' }> | (Found & { readonly level: number });

const isMost = 0.7;
const maxRepeats = 6;

/**
 * Gives headings their level: by size, the largest first, and those of one size by the depth of their numbers. What only
 * looked like a heading becomes a paragraph: a label that repeats, a line in plain letters where headings are bold.
 */
export const settleHeadings = (
  blocks: readonly PageBlock[],
  { body, displayFamilies }: TypeSizes,
): LevelledBlock[] => {
  const candidates = blocks.filter((block) => block.kind === 'heading');
  const largest = Math.max(...candidates.map(({ size }) => size));
  const bold = candidates.filter(({ isBold }) => isBold).length;
  const repeats = new Map<string, number>();
  for (const block of candidates) repeats.set(textOfBlock(block), (repeats.get(textOfBlock(block)) ?? 0) + 1);
  const isFalse = (block: Found): boolean => !block.tag && isFalseByLook(block);
  const isFalseByLook = (block: Found): boolean =>
    (repeats.get(textOfBlock(block)) ?? 0) > maxRepeats ||
    (!block.isBold &&
      block.size < largest &&
      rounded(block.size) > body &&
      !displayFamilies.has(block.lines[0]?.family ?? '') &&
      candidates.length > 3 &&
      bold >= isMost * candidates.length);
  const headings = candidates.filter((block) => !isFalse(block));
  const sizes = [...new Set(headings.map(styleOf))].sort((a, b) => b - a);
  const shallowest = new Map<number, number>();
  for (const heading of headings) {
    const depth = numberedDepth(textOfBlock(heading));
    const style = styleOf(heading);
    if (depth !== null) shallowest.set(style, Math.min(depth, shallowest.get(style) ?? depth));
  }
  const levelOf = (heading: Found): number => {
    const style = styleOf(heading);
    const depth = numberedDepth(textOfBlock(heading));
    const extra = depth === null ? 0 : depth - (shallowest.get(style) ?? depth);
    return Math.min(6, sizes.indexOf(style) + 1 + extra);
  };
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    if (!isFalse(block)) return { ...block, level: block.tag?.level ?? levelOf(block) };
    return {
      kind: 'paragraph',
      lines: block.lines,
      left: block.lines[0]?.left ?? 0,
      startsPages: block.startsPages,
    };
  });
};

const textOfBlock = (block: Found): string => block.lines.map(textOf).join(' ');

/** Of one size, bold stands above italic, and that above plain letters. */
const styleOf = ({ size, lines }: Found): number =>
  rounded(size) + (lines[0]?.isBold ? 0.2 : lines[0]?.isItalic ? 0.1 : 0);
