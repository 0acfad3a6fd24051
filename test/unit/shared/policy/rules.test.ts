import { describe, expect, it } from 'vitest';
import { checkText } from '#shared/policy/check-text.ts';
import { aPair, aPassage } from '../../../support/a-passage.ts';
import { aPack, engineOf, loaderOf, loadShippedPacks } from '../../../support/policies.ts';

const ruleIds = (engine: Parameters<typeof checkText>[0], text: string) =>
  checkText(engine, text).map(({ ruleId }) => ruleId);

describe('actions', () => {
  const rule = (id: string, action: string) =>
    `  - { id: ${id}, kind: entity, title: ${id}, severity: low, action: ${action}, entities: [EMAIL] }`;

  it('take the strictest of several rules for one match', () => {
    const engine = engineOf(
      [rule('flag-it', 'flag'), rule('reject-it', 'reject'), rule('redact-it', 'redact')].join('\n'),
    );

    const review = engine.reviewPair(aPair({ answer: 'Ask jo@example.org.' }), aPassage());

    expect(review.pair.answer).toBe('Ask [EMAIL_1].');
    expect(review.rejections).toEqual([{ reason: 'policy', detail: 'test@1.0.0 reject-it: reject-it' }]);
    expect(review.findings.map(({ ruleId }) => ruleId).sort()).toEqual(['flag-it', 'redact-it', 'reject-it']);
  });

  it('leave the text alone where they only flag', () => {
    const { text, findings } = engineOf(rule('flag-it', 'flag')).redactPassage('Ask jo@example.org.');

    expect(text).toBe('Ask jo@example.org.');
    expect(findings).toHaveLength(1);
  });
});

describe('operators', () => {
  const redact = (operator: string, entity: string, text: string) =>
    engineOf(
      `  - { id: x, kind: entity, title: X, severity: low, action: redact, entities: [${entity}], redact: ${operator} }`,
    ).redactPassage(text).text;

  it.each([
    ['{ operator: mask }', 'PAYMENT_CARD', 'Pay 4111 1111 1111 1111.', 'Pay ************1111.'],
    ['{ operator: mask, keepLast: 8 }', 'US_SSN', 'SSN 536-22-1234', 'SSN ******234'],
    ['{ operator: generalize, to: year }', 'DATE', 'On March 4, 2021.', 'On 2021.'],
    ['{ operator: generalize, to: year }', 'DATE', 'On March 4.', 'On [DATE_1].'],
    ['{ operator: generalize, to: zip3 }', 'POSTAL_CODE', 'Boston, MA 02139', 'Boston, MA 021**'],
    ['{ operator: generalize, to: zip3 }', 'POSTAL_CODE', 'Keene, NH 03601', 'Keene, NH 000**'],
    ['{ operator: generalize, to: age-band }', 'AGE_OVER_89', 'She is aged 93.', 'She is aged 90 or older.'],
    [
      '{ operator: generalize, to: state }',
      'POSTAL_ADDRESS',
      'At 1 Elm Street, Springfield, IL 62704 now',
      'At IL now',
    ],
  ])('%s of %s in %j', (operator, entity, text, expected) => {
    expect(redact(operator, entity, text)).toBe(expected);
  });

  it('hash the same value to the same placeholder', () => {
    const text = redact('{ operator: hash }', 'EMAIL', 'a@example.org, b@example.org, a@example.org');

    const [first, second, third] = text.split(', ');
    expect(first).toMatch(/^\[EMAIL_#[0-9a-f]{12}\]$/);
    expect(third).toBe(first);
    expect(second).not.toBe(first);
  });
});

describe('conditions', () => {
  it('hold special categories against a person only', async () => {
    const engine = await loadShippedPacks(['gdpr']);

    expect(ruleIds(engine, 'Maria Lopez was diagnosed with asthma.')).toContain('special-categories');
    expect(ruleIds(engine, 'Whoever is diagnosed with asthma may board first.')).toEqual([]);
  });

  it('know a person who was redacted before the pair was made', async () => {
    const engine = await loadShippedPacks(['gdpr']);

    const review = engine.reviewPair(aPair({ answer: '[PERSON_1] was diagnosed with asthma.' }), aPassage());

    expect(review.rejections.map(({ detail }) => detail)).toEqual([
      'gdpr@1.1.0 special-categories: Special categories of data beside a person',
    ]);
  });

  it('let Safe Harbor keep no year that tells an age over 89, and no city', async () => {
    const engine = await loadShippedPacks(['hipaa-safe-harbor']);

    expect(engine.redactPassage('DOB 03/04/1931').text).toBe('DOB [DATE_1]');
    expect(engine.redactPassage('DOB 03/04/1956').text).toBe('DOB 1956');
    expect(engine.redactPassage('She was born in 1931 and moved to Salem, OR.').text).toBe(
      'She was born in [BIRTH_YEAR_1] and moved to [CITY_1], OR.',
    );
  });

  it('let Safe Harbor keep years, ages below 90 and dates of no individual', async () => {
    const engine = await loadShippedPacks(['hipaa-safe-harbor']);

    expect(engine.redactPassage('The patient, 45 years old, was admitted on March 4, 2021.').text).toBe(
      'The patient, 45 years old, was admitted on 2021.',
    );
    expect(engine.redactPassage('The rule is in force since April 14, 2003.').text).toBe(
      'The rule is in force since April 14, 2003.',
    );
  });
});

describe('exceptions', () => {
  const pack = aPack(
    '  - { id: mail, kind: entity, title: Mail, severity: low, action: redact, entities: [EMAIL] }',
    'exceptions: [{ ruleId: mail, match: help@example.com, reason: public, approvedBy: me, expires: 2027-01-01 }]',
  );

  it('spare what they name until they expire', async () => {
    const before = await loaderOf({ test: pack }, '2026-12-31')(['test']);
    const after = await loaderOf({ test: pack }, '2027-01-01')(['test']);

    expect(before.redactPassage('help@example.com, jo@example.com').text).toBe('help@example.com, [EMAIL_1]');
    expect(after.redactPassage('help@example.com').text).toBe('[EMAIL_1]');
    expect(after.policyId).not.toBe(before.policyId);
  });
});

describe('packs that extend', () => {
  it('replace a rule by one of their own with the same id', async () => {
    const base = aPack(
      '  - { id: mail, kind: entity, title: Mail, severity: low, action: reject, entities: [EMAIL] }',
    );
    const own = aPack(
      '  - { id: mail, kind: entity, title: Mail, severity: low, action: flag, entities: [EMAIL] }',
      'extends: [test]',
    ).replace('id: test', 'id: own');
    const engine = await loaderOf({ test: base, own })(['own']);

    expect(checkText(engine, 'jo@example.org').map(({ pack, action }) => [pack, action])).toEqual([
      ['own@1.0.0', 'flag'],
    ]);
    expect(engine.packs).toEqual(['test@1.0.0', 'own@1.0.0']);
  });
});
