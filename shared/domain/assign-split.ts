import { sha256 } from './hash.ts';

/**
 * Decides by hash to which split the pairs of a section belong. A section is the part of a document under one heading
 * of the first two levels: its passages speak of the same thing, so they stay together and nothing leaks from train
 * into validation. The decision depends on nothing else, so it survives edits elsewhere.
 */
export const assignSplit = (
  documentId: string,
  headingPath: readonly string[],
  validationShare: number,
): 'train' | 'validation' => {
  const section = JSON.stringify([documentId, ...headingPath.slice(0, 2)]);
  const position = Number.parseInt(sha256(section).slice(0, 8), 16) / 2 ** 32;
  return position < validationShare ? 'validation' : 'train';
};
