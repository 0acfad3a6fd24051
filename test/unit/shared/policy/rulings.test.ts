import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entities } from '#shared/policy/entities.ts';
import { parsePack } from '#shared/policy/parse-pack.ts';
import { policyEngine } from '#shared/policy/policy-engine.ts';
import type { Detection } from '#shared/policy/recognizer.ts';
import { coverAll, resolveOverlaps, type Span } from '#shared/policy/resolve-overlaps.ts';
import { aPair, aPassage } from '../../../support/a-passage.ts';
import { aPack, auditKey, engineOf, readShippedPack, today } from '../../../support/policies.ts';

const exception = (ruleId: string) =>
  `exceptions: [{ ruleId: ${ruleId}, mode: pattern, match: '[\\s\\S]+', reason: r, approvedBy: me, expires: 2030-01-01 }]`;
const rule = (id: string, found: readonly string[], action: string, more = '') =>
  `  - { id: ${id}, kind: entity, title: T, severity: low, action: ${action}, entities: [${found.join(', ')}]${more} }`;

/** A shipped pack, and beside it one of which rules or exceptions are given. */
const shippedWith = async (name: string, rules: string, switches = '') =>
  policyEngine(
    [parsePack(name, (await readShippedPack(name)) ?? ''), parsePack('test', aPack(rules, switches))],
    {
      auditKey,
      today,
    },
  );

const address = 'Open https://corvedale.example/form?mail=ann.lee@corvedale.example today.';

describe('a rule that hides nothing', () => {
  it('does not stand in the way of one that hides a part of its match', async () => {
    const engine = await shippedWith('pii', rule('links', ['URL'], 'flag'));

    const { text, findings } = engine.redactPassage(address);

    expect(text).toBe('Open https://corvedale.example/form?mail=[EMAIL_1] today.');
    expect(findings.map(({ ruleId, start, end }) => [ruleId, address.slice(start, end)])).toContainEqual([
      'links',
      'https://corvedale.example/form?mail=ann.lee@corvedale.example',
    ]);
  });

  it('does not either by an exception to it', async () => {
    const engine = await shippedWith('hipaa-safe-harbor', '', exception('n-urls'));

    expect(engine.redactPassage(address).text).toContain('/form?mail=[EMAIL_1]');
  });

  it('leaves a condition that names what lies inside its match', () => {
    const ofPerson = `
  - { id: health, kind: pattern, title: T, severity: high, action: reject, pattern: asthma, entity: HEALTH, when: { anyEntity: [EMAIL] } }`;
    const flagged = engineOf(`${ofPerson}\n${rule('links', ['URL'], 'flag')}`);

    expect(flagged.redactPassage(`${address} Asthma.`).text).toContain('[HEALTH_1]');
  });

  it('is not reported where a reading that is hidden outdoes it', () => {
    const engine = engineOf(
      `${rule('cards', ['PAYMENT_CARD'], 'redact')}\n${rule('phones', ['PHONE'], 'flag')}`,
    );

    const { findings } = engine.redactPassage('Card number: 4111 1111 1111 1111.');

    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['cards']);
  });
});

const found = fc.subarray([...entities], { minLength: 1 });
/** Values of most kinds, alone and one inside the other. */
const value = fc.constantFrom(
  address,
  'ftp://ann:Tr0ub4dor3@203.0.113.7/SSN/536-22-1234',
  'postgres://ann:s3cretpass@db.corvedale.example:5432/claims',
  'password: ann.lee@corvedale.example',
  'Dr. Ann Lee, 12 Elm Street, Springfield, IL 62704',
  'MRN: 536-22-1234',
  'account number 4111 1111 1111 1111',
  'call (212) 555-0134, fax +44 20 7946 0958',
  'GB82 WEST 1234 5698 7654 32',
  'born 12 March 1931, aged 93',
  'AKIAIOSFODNN7EXAMPLE',
  'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF123456',
  '00:1B:44:11:3A:B7',
  'passport no. 123456789',
  'tax id 12-3456789',
  'VIN 1HGCM82633A004352',
);
const text = fc
  .array(fc.tuple(value, fc.constantFrom(' ', '\n', ', ', '. See ')), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.flat().join(''));

/** Ways in which a second rule hides nothing in a passage. */
const idle: Readonly<Record<string, (found: readonly string[]) => [rules: string, switches?: string]>> = {
  flags: (second) => [rule('second', second, 'flag')],
  allows: (second) => [rule('second', second, 'allow')],
  'is excepted': (second) => [rule('second', second, 'reject'), exception('second')],
  'holds for questions': (second) => [rule('second', second, 'redact', ', scope: [question]')],
  'holds under a condition that is not met': (second) => [
    rule('second', second, 'redact', ', when: { anyEntity: [NEVER_SEEN] }'),
  ],
};

describe.each(Object.entries(idle))('a second rule that %s', (_name, second) => {
  it('changes nothing of what the first one hides', () => {
    fc.assert(
      fc.property(found, found, text, (first, others, source) => {
        const hiding = rule('first', first, 'redact');
        const [rules, switches] = second(others);

        const alone = engineOf(hiding).redactPassage(source);
        const beside = engineOf(`${hiding}\n${rules}`, switches).redactPassage(source);

        expect(beside.text).toBe(alone.text);
        expect(beside.redactions).toEqual(alone.redactions);
      }),
      { numRuns: 60 },
    );
  });
});

describe('of two rules that hide what overlaps', () => {
  it('the one that gives way leaves nothing of its match to be seen', () => {
    const engine = engineOf(`${rule('links', ['URL'], 'redact')}\n${rule('numbers', ['US_SSN'], 'redact')}`);

    const { text } = engine.redactPassage('See ftp://203.0.113.7/SSN/536-22-1234 for more.');

    expect(text).toBe('See [US_SSN_1] for more.');
  });

  it('a pattern that rejects does so whoever hides the place', () => {
    const engine = engineOf(`${rule('mail', ['EMAIL'], 'redact')}
  - { id: staff, kind: pattern, title: T, severity: high, action: reject, pattern: '[a-z]+@staff\\.example', entity: STAFF }`);

    const { text, findings } = engine.redactPassage(
      'Write to ann@staff.example or to bob@corvedale.example.',
    );

    expect(text).toBe('Write to [EMAIL_1] or to [EMAIL_2].');
    expect(findings.map(({ ruleId, start, end }) => [ruleId, start, end])).toEqual([
      ['mail', 9, 26],
      ['staff', 9, 26],
      ['mail', 33, 54],
    ]);
  });

  it('the covers hide all that was detected, and no place twice', () => {
    const detection = fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 8 }), fc.nat(3)).map(
      ([start, length, score]): Detection => ({
        start,
        end: start + length,
        score,
        cueDistance: 0,
        entity: 'URL',
        recognizer: 'url',
      }),
    );
    const placesOf = (spans: readonly Span[]) =>
      spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at));
    fc.assert(
      fc.property(fc.array(detection, { maxLength: 8 }), (detections) => {
        const covered = placesOf(coverAll(resolveOverlaps(detections), detections));
        expect(covered).toEqual([...new Set(placesOf(detections))].sort((a, b) => a - b));
      }),
      { numRuns: 500 },
    );
  });
});

describe('terms', () => {
  const hidden = (terms: string, source: string) =>
    engineOf(
      `${rule('all', ['EMAIL', 'PERSON'], 'redact')}
  - { id: words, kind: terms, title: T, severity: low, action: redact, terms: [${terms}] }`,
    ).redactPassage(source).text;

  it('bring nothing back of a match that they stand in', () => {
    expect(hidden('Lee', 'Write to ann.lee@corvedale.example.')).toBe('Write to [EMAIL_1].');
    expect(hidden('Lee', 'Dr. Ann Lee is in.')).toBe('Dr. [PERSON_1] is in.');
  });

  it('bring nothing back of a match that they overlap', () => {
    expect(hidden('example on', 'Write to ann@corvedale.example on Monday.')).toBe(
      'Write to [WORDS_1] Monday.',
    );
  });
});

describe('redaction that is not settled', () => {
  /** Hides the last number that stands alone, and the one before it only in the next round. */
  const backwards = `
  - { id: numbers, kind: pattern, title: T, severity: low, action: redact, pattern: 'EMP-\\d+(?= *($|\\ufffc))', entity: EMPLOYEE }`;
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => `EMP-${index}`).join(' ');

  it('withholds a text in which every round finds more', () => {
    const engine = engineOf(backwards);

    const { text, findings } = engine.redactPassage(numbers(9));

    expect(text).toBe('[WITHHELD_1]');
    expect(findings.map(({ ruleId, action, detector }) => [ruleId, action, detector])).toEqual([
      ['detector-failed', 'reject', 'unsettled-redaction'],
    ]);
    expect(engine.redactPassage(numbers(3)).text).toBe('[EMPLOYEE_3] [EMPLOYEE_2] [EMPLOYEE_1]');
  });

  it('rejects a pair in which every round finds more, and keeps its text nowhere', () => {
    const review = engineOf(backwards).reviewPair(aPair({ answer: numbers(9) }), aPassage());

    expect(review.rejections.map(({ reason }) => reason)).toEqual(['detector-failed']);
    expect(JSON.stringify(review.pair)).not.toContain('EMP-');
  });
});
