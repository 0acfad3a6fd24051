import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignSplit } from '#shared/domain/assign-split.ts';
import { compareUtf8 } from '#shared/domain/compare-utf8.ts';
import { documentKeys, sourceKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import { canonicalJson, contentId } from '#shared/domain/hash.ts';

describe('content ids', () => {
  it('do not depend on the order of keys, and depend on everything else', () => {
    expect(contentId({ a: 1, b: [2, { c: 3, d: 4 }] })).toBe(contentId({ b: [2, { d: 4, c: 3 }], a: 1 }));
    expect(contentId({ a: [1, 2] })).not.toBe(contentId({ a: [2, 1] }));
  });

  it('canonical JSON parses back to the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('the id of a document', () => {
  it('can be read by a person and is a safe file name for any key', () => {
    expect(documentId('air/Baggage Policy (v2).pdf')).toMatch(/^baggage-policy-v2-pdf-[0-9a-f]{10}$/);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        expect(documentId(`air/${name}`)).toMatch(/^[a-z0-9-]+$/);
      }),
    );
  });

  it('tells keys apart that read alike', () => {
    expect(documentId('air/a b.md')).not.toBe(documentId('air/a+b.md'));
    expect(documentId('air/文書.md')).not.toBe(documentId('air/書文.md'));
  });

  it('keeps every key of a document inside its dataset', () => {
    const keys = documentKeys('air', documentId('air/../../etc/passwd'));
    expect(keys.markdown).toMatch(/^air\/documents\/[a-z0-9-]+\/document\.md$/);
  });
});

describe('source keys', () => {
  it.each([
    ['air/policy.pdf', 'air'],
    ['air/sub/folder/policy.pdf', 'air'],
    ['policy.pdf', undefined],
    ['air/', undefined],
    ['air/sub/', undefined],
    ['/policy.pdf', undefined],
  ])('%s belongs to the dataset %s', (key, dataset) => {
    expect(sourceKeys.datasetOf(key)).toBe(dataset);
  });

  it('tell a dataset’s settings and packs from its documents', () => {
    expect(sourceKeys.isControlFile('air/dataset.yaml')).toBe(true);
    expect(sourceKeys.isControlFile('policies/company.yaml')).toBe(true);
    for (const leftover of [
      'air/.DS_Store',
      'air/sub/~$fares.docx',
      'air/sub/Thumbs.db',
      'air/.git/fares.md',
    ])
      expect(sourceKeys.isControlFile(leftover)).toBe(true);
    expect(sourceKeys.isControlFile('air/sub/dataset.yaml')).toBe(false);
    expect(sourceKeys.isControlFile('air/policies/travel.md')).toBe(false);
  });
});

describe('the split', () => {
  it('is the same for all passages of a section', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.string()), (first, second, deeper) => {
        const section = assignSplit('doc', [first, second], 0.5);
        expect(assignSplit('doc', [first, second, ...deeper], 0.5)).toBe(section);
      }),
    );
  });

  it('gives validation about the share that was asked for', () => {
    const sections = Array.from({ length: 4000 }, (_, index) =>
      assignSplit('doc', [`Section ${index}`], 0.1),
    );
    const share = sections.filter((split) => split === 'validation').length / sections.length;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.12);
    expect(
      sections.filter((_, index) => assignSplit('doc', [`Section ${index}`], 0) === 'validation'),
    ).toEqual([]);
  });
});

describe('the order of keys', () => {
  it('is that of UTF-8 bytes, where JavaScript has another', () => {
    expect(['😀', 'Ａ'].sort()).toEqual(['😀', 'Ａ']);
    expect(['😀', 'Ａ'].sort(compareUtf8)).toEqual(['Ａ', '😀']);
  });
});
