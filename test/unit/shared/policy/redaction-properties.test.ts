import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '#shared/policy/edits.ts';
import { foldText } from '#shared/policy/fold-text.ts';
import { loadShippedPacks } from '../../../support/policies.ts';

const engine = await loadShippedPacks(['pii', 'secrets', 'pci']);

const identifier = fc.constantFrom(
  'jo.doe@example.org',
  '+44 20 7946 0958',
  '(212) 555-0134',
  'SSN 536-22-1234',
  '4111 1111 1111 1111',
  '４１１１ １１１１ １１１１ １１１１',
  'GB82 WEST 1234 5698 7654 32',
  '203.0.113.7',
  'AKIAIOSFODNN7EXAMPLE',
  'password: Tr0ub4dor&3',
  'exp. 09/27',
  '[EMAIL_1]',
);
/** Identifiers between any Unicode, with nothing, a space or a line end between them. */
const text = fc
  .array(
    fc.tuple(fc.string({ unit: 'binary', maxLength: 12 }), identifier, fc.constantFrom('', ' ', '\n', ', ')),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.map((part) => part.join('')).join(' '));

describe('redaction', () => {
  it('is idempotent: a redacted text has nothing left to redact', () => {
    fc.assert(
      fc.property(text, (source) => {
        const once = engine.redactPassage(source).text;
        const again = engine.redactPassage(once);

        expect(again.text).toBe(once);
        expect(again.findings.filter(({ action }) => action !== 'flag')).toEqual([]);
      }),
    );
  });

  it('reports redactions that lead from the source to the redacted text', () => {
    fc.assert(
      fc.property(text, (source) => {
        const { redactions, ...redacted } = engine.redactPassage(source);

        expect(applyEdits(source, redactions)).toBe(redacted.text);
        for (const [index, { start, end }] of redactions.entries()) {
          expect(start).toBeLessThan(end);
          expect(start).toBeGreaterThanOrEqual(redactions[index - 1]?.end ?? 0);
        }
      }),
    );
  });

  it('keeps every finding inside the source', () => {
    fc.assert(
      fc.property(text, (source) => {
        for (const { start, end } of engine.redactPassage(source).findings) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(source.length);
        }
      }),
    );
  });
});

describe('foldText', () => {
  it('maps every offset back to where its character stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (source) => {
        const folded = foldText(source);

        for (let index = 0; index < folded.text.length; index += 1) {
          const start = folded.originalStart(index);
          const end = folded.originalEnd(index + 1);
          expect(foldText(source.slice(start, end)).text).toContain(folded.text[index]);
        }
      }),
    );
  });
});
