import type { Passage } from '#shared/domain/passage.ts';

type ShownSource = Pick<Passage, 'headingPath' | 'text' | 'redactions' | 'findings'> &
  Partial<Pick<Passage, 'leadLength'>>;

/** Stands between the passages, and in no quote: none can reach from one into the next. */
const joint = '\n\n\u0001\n\n';

/** What a pair was made of, as one text: its passage, and the neighbours that were shown with it. */
export const shownSource = (passage: Passage, neighbours: readonly Passage[]): ShownSource => {
  if (neighbours.length === 0) return passage;
  const shown = [passage, ...neighbours];
  return {
    headingPath: [...new Set(shown.flatMap(({ headingPath }) => headingPath))],
    text: shown.map(({ text }) => text).join(joint),
    redactions: shown.flatMap(({ redactions }) => redactions),
    findings: shown.flatMap(({ findings }) => findings),
  };
};
