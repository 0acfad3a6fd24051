import { positionOf } from './hash.ts';

/** Names the section of a passage within its document: the part under one heading of the first two levels. */
export const sectionOf = (headingPath: readonly string[]): string => JSON.stringify(headingPath.slice(0, 2));

/**
 * Decides by hash to which split the pairs of a section belong. Its passages speak of the same thing, so they stay
 * together and nothing leaks from train into validation. The decision depends on nothing else, so it survives edits elsewhere.
 */
export const assignSplit = (
  documentId: string,
  headingPath: readonly string[],
  validationShare: number,
): 'train' | 'validation' => {
  const section = JSON.stringify([documentId, ...headingPath.slice(0, 2)]);
  return positionOf(section) < validationShare ? 'validation' : 'train';
};
