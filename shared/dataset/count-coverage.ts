import { sectionOf } from '../domain/assign-split.ts';
import type { Coverage, SectionCoverage } from '../domain/outcome.ts';
import { type AnyRow, isRejected } from '../domain/row.ts';
import { sum } from '../domain/sum.ts';

/** Counts anew what of each section has a kept row; how many passages and facts it has does not change. */
export const countCoverage = (
  sections: readonly SectionCoverage[],
  rows: readonly AnyRow[],
): SectionCoverage[] => {
  const spoken = new Map(
    sections.map(({ headingPath }) => [
      sectionOf(headingPath),
      { passages: new Set<string>(), facts: new Set<string>() },
    ]),
  );
  for (const row of rows) {
    const section = isRejected(row) ? undefined : spoken.get(sectionOf(row.heading_path));
    section?.passages.add(row.passage_id);
    for (const fact of row.fact_ids) section?.facts.add(fact);
  }
  return sections.map((section) => {
    const { passages, facts } = spoken.get(sectionOf(section.headingPath)) ?? {};
    return { ...section, covered: passages?.size ?? 0, coveredFacts: facts?.size ?? 0 };
  });
};

export const addCoverage = (parts: readonly Coverage[]): Coverage => ({
  passages: sum(parts.map(({ passages }) => passages)),
  covered: sum(parts.map(({ covered }) => covered)),
  facts: sum(parts.map(({ facts }) => facts)),
  coveredFacts: sum(parts.map(({ coveredFacts }) => coveredFacts)),
});
