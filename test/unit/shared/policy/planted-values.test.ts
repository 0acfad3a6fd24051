import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pair } from '#shared/domain/pair.ts';
import { applyEdits } from '#shared/policy/edits.ts';
import { foldText } from '#shared/policy/fold-text.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';
import { engineOf, loadShippedPacks } from '../../../support/policies.ts';

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));

/** ISO/IEC 7812, annex B. */
const luhnDigit = (number: string): number => {
  const sum = [...number].reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === number.length % 2 ? 1 : 2);
    return total + doubled - (doubled > 9 ? 9 : 0);
  }, 0);
  return (10 - (sum % 10)) % 10;
};
/** ISO 13616: 98 less the remainder of the number with country and `00` behind it. */
const ibanOfGermany = (account: string): string =>
  `DE${String(98n - (BigInt(`${account}131400`) % 97n)).padStart(2, '0')}${account}`;

const byte = fc.integer({ min: 1, max: 254 });
const kinds = {
  EMAIL: fc
    .tuple(fc.stringMatching(/^[a-z]{2,8}$/), fc.stringMatching(/^[a-z]{3,8}$/))
    .map(([name, host]) => `${name}@${host}.example.org`),
  PHONE: fc
    .tuple(fc.integer({ min: 201, max: 989 }), digits(4))
    .map(([area, line]) => `(${area}) 555-${line}`),
  US_SSN: fc
    .tuple(
      fc.integer({ min: 101, max: 665 }),
      fc.integer({ min: 10, max: 99 }),
      fc.integer({ min: 1000, max: 9999 }),
    )
    .map((groups) => groups.join('-')),
  PAYMENT_CARD: digits(14).map((rest) => `4${rest}${luhnDigit(`4${rest}`)}`),
  IBAN: digits(18).map(ibanOfGermany),
  IP_ADDRESS: fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join('.')),
} satisfies Record<string, fc.Arbitrary<string>>;
const planted = fc.oneof(...Object.values(kinds));

/** Any Unicode but digits, which would make another number of the one beside it, and what folds into them or into an address. */
const filler = fc
  .string({ unit: 'grapheme', maxLength: 10 })
  .map((text) => (/[\p{N}@.+%<>&\\*[\](){}#=:;/_|,$€£-]/u.test(foldText(text).text) ? '' : text));
/** A value between words, as a text has it. */
const textWith = (value: string) =>
  fc.tuple(filler, filler).map(([before, after]) => `${before} . ${value} . ${after}`);

const everything = planted.chain((value) =>
  fc.record({
    value: fc.constant(value),
    passage: textWith(value),
    question: textWith(value),
    answer: textWith(value),
    evidence: textWith(value),
  }),
);

const operators = engineOf(`
  - { id: hashed, kind: entity, title: T, severity: low, action: redact, entities: [EMAIL, PHONE, PAYMENT_CARD, IBAN], redact: { operator: hash } }
  - { id: year, kind: entity, title: T, severity: low, action: redact, entities: [DATE], redact: { operator: generalize, to: year, earliest: 1936 } }
  - { id: zip, kind: entity, title: T, severity: low, action: redact, entities: [POSTAL_CODE], redact: { operator: generalize, to: zip3 } }
  - { id: age, kind: entity, title: T, severity: low, action: redact, entities: [AGE_OVER_89], redact: { operator: generalize, to: age-band } }
  - { id: rest, kind: entity, title: T, severity: low, action: redact, entities: [US_SSN, IP_ADDRESS] }`);

const engines: readonly (readonly [string, PolicyEngine])[] = [
  ['pii', await loadShippedPacks(['pii'])],
  ['gdpr', await loadShippedPacks(['gdpr'])],
  ['hipaa-safe-harbor', await loadShippedPacks(['hipaa-safe-harbor'])],
  ['the operators hash and generalize', operators],
];
const numRuns = 40;

const pairOf = ({
  question,
  answer,
  evidence,
}: Record<'question' | 'answer' | 'evidence', string>): Pair => ({
  question,
  answer,
  evidence: [evidence],
  questionType: 'factual',
  audience: null,
  facts: [],
  followUps: [],
});

describe.each(engines)('redaction by %s', (_name, engine) => {
  it('leaves no planted value in passage, question, answer or evidence', () => {
    fc.assert(
      fc.property(everything, ({ value, passage, ...texts }) => {
        const { pair } = engine.reviewPair(pairOf(texts), { text: '', redactions: [], findings: [] });

        expect(foldText(engine.redactPassage(passage).text).text).not.toContain(value);
        expect(foldText(JSON.stringify(pair)).text).not.toContain(value);
      }),
      { numRuns },
    );
  });

  const dated = fc.constantFrom(
    'born 12 March 1931',
    'on 2021-03-04',
    'Boston, MA 02139',
    'aged 93',
    'MRN: 83-114-20',
  );
  const mixed = fc
    .array(fc.tuple(fc.string({ unit: 'binary', maxLength: 10 }), fc.oneof(planted, dated)), { maxLength: 4 })
    .map((parts) => parts.flat().join(' '));

  it('is idempotent, and its offsets lead from the source to the redacted text', () => {
    fc.assert(
      fc.property(mixed, (source) => {
        const { text, redactions, findings } = engine.redactPassage(source);

        expect(engine.redactPassage(text).text).toBe(text);
        expect(applyEdits(source, redactions)).toBe(text);
        for (const { start, end } of findings) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(source.length);
        }
      }),
      { numRuns },
    );
  });
});
