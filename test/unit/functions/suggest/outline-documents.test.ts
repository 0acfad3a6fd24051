import { describe, expect, it } from 'vitest';
import { mostOutlined, outlineDocuments } from '../../../../functions/suggest/outline-documents.ts';
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

  it('tells of saved prompts how they begin, and not that they have lines', () => {
    const saved = {
      line: 12,
      pair: null,
      isRedacted: false,
      findings: [],
      rejections: [],
      isCorrection: false,
      failedResponse: null,
      isFailedWithheld: false,
      replaces: null,
      withdraws: null,
      asks: null,
    };
    const passage = aPassage({ headingPath: ['line 12'], text: 'May I bring my cello?', saved });
    expect(outlineDocuments([[passage]])).toBe('May I bring my cello?');
  });

  it('stays small however long the documents are, and shows the last as well as the first', () => {
    const documents = Array.from({ length: mostOutlined }, (_, index) => [
      aPassage({ headingPath: [`Document ${index}`], text: 'word '.repeat(500) }),
    ]);
    const outline = outlineDocuments(documents);
    expect(outline.length).toBeLessThanOrEqual(12_000);
    expect(outline).toContain('Document 0\n');
    expect(outline).toContain(`Document ${mostOutlined - 1}\n`);
  });
});
