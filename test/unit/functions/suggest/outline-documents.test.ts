import { describe, expect, it } from 'vitest';
import { outlineDocuments } from '../../../../functions/suggest/outline-documents.ts';
import { aPassage } from '../../../support/a-passage.ts';

describe('outlineDocuments', () => {
  it('tells each document by its headings, once each, and how it begins', () => {
    const outline = outlineDocuments([
      [
        aPassage({ headingPath: ['Baggage', 'Weight'], text: 'A bag may\nweigh 23 kg.' }),
        aPassage({ headingPath: ['Baggage', 'Size'], text: 'Not shown.' }),
      ],
      [aPassage({ headingPath: [], text: 'A note without headings.' })],
    ]);
    expect(outline).toBe('- Baggage\n- Weight\n- Size\nA bag may weigh 23 kg.\n\nA note without headings.');
  });

  it('leaves out a document without passages', () => {
    expect(outlineDocuments([[], [aPassage({ headingPath: [], text: 'One.' })]])).toBe('One.');
  });

  it('stays small however many and however long the documents are, and shows first and late ones', () => {
    const documents = Array.from({ length: 1000 }, (_, index) => [
      aPassage({ headingPath: [`Document ${index}`], text: 'word '.repeat(500) }),
    ]);
    const outline = outlineDocuments(documents);
    expect(outline.length).toBeLessThanOrEqual(12_000);
    expect(outline).toContain('Document 0\n');
    const shown = [...outline.matchAll(/Document (\d+)\n/g)].map(([, index]) => Number(index));
    expect(Math.max(...shown)).toBeGreaterThan(900);
  });
});
