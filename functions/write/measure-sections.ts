import { countCoverage } from '#shared/dataset/count-coverage.ts';
import { sectionOf } from '#shared/domain/assign-split.ts';
import { factIds } from '#shared/domain/fact-id.ts';
import type { SectionCoverage } from '#shared/domain/outcome.ts';
import type { AnyRow } from '#shared/domain/row.ts';
import type { JudgedPassage } from './build-rows.ts';

/** The coverage of a document section by section, in its order. */
export const measureSections = (
  judged: readonly JudgedPassage[],
  rows: readonly AnyRow[],
): SectionCoverage[] => {
  const sections = new Map<string, SectionCoverage>();
  for (const { passage, enforcement } of judged) {
    const name = sectionOf(passage.headingPath);
    const known = sections.get(name);
    sections.set(name, {
      headingPath: passage.headingPath.slice(0, 2),
      passages: (known?.passages ?? 0) + 1,
      covered: 0,
      facts: (known?.facts ?? 0) + factIds(passage.id, enforcement).length,
      coveredFacts: 0,
    });
  }
  return countCoverage([...sections.values()], rows);
};
