import { describe, expect, it } from 'vitest';
import { policyEngineLoader } from '#shared/policy/load-policy-engine.ts';
import { matchHasher } from '#shared/policy/match-hash.ts';
import { aPair, aPassage } from '../../../support/a-passage.ts';
import { auditKey, engineOf, loadShippedPacks, readShippedPack, today } from '../../../support/policies.ts';

const employeeNumber = `
  - { id: employee-number, kind: pattern, title: Employee numbers, severity: low, action: redact,
      pattern: 'EMP-\\d{6}', entity: EMPLOYEE_NUMBER }`;

describe('redactPassage', () => {
  it('gives one value one placeholder, however it is written', async () => {
    const engine = await loadShippedPacks(['pii']);

    const { text } = engine.redactPassage('Jo@example.org, JO@EXAMPLE.ORG, al@example.org');

    expect(text).toBe('[EMAIL_1], [EMAIL_1], [EMAIL_2]');
  });

  it('reports spans of the text as it was and a keyed hash in place of the match', async () => {
    const engine = await loadShippedPacks(['pii']);
    const source = 'Ask 🙂 jo@example.org today.';

    const { redactions, findings } = engine.redactPassage(source);

    expect(redactions).toEqual([{ start: 7, end: 21, replacement: '[EMAIL_1]' }]);
    expect(source.slice(7, 21)).toBe('jo@example.org');
    expect(findings).toEqual([
      {
        pack: 'pii@1.0.0',
        ruleId: 'email-address',
        action: 'redact',
        severity: 'medium',
        entity: 'EMAIL',
        field: 'passage',
        start: 7,
        end: 21,
        matchHash: matchHasher(auditKey)('jo@example.org'),
        detector: 'email',
        score: 1,
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain('jo@example');
  });

  it('redacts headings and lead together with the text: one value, one placeholder', async () => {
    const engine = await loadShippedPacks(['pii']);

    const redacted = engine.redactPassage('Write to al@example.org or jo@example.org.', {
      headings: ['Contacts', 'Team of jo@example.org'],
      lead: '| al@example.org |\n',
    });

    expect(redacted.text).toBe('Write to [EMAIL_1] or [EMAIL_2].');
    expect(redacted.lead).toBe('| [EMAIL_1] |\n');
    expect(redacted.headings).toEqual(['Contacts', 'Team of [EMAIL_2]']);
    expect(redacted.findings.map(({ field, start, end }) => [field, start, end])).toEqual([
      ['passage', 9, 23],
      ['passage', 27, 41],
      ['heading', 17, 31],
    ]);
  });

  it('hides a secret from the model and keeps the finding that rejects', async () => {
    const engine = await loadShippedPacks(['secrets']);

    const { text, findings } = engine.redactPassage('Sign in with AKIAIOSFODNN7EXAMPLE.');

    expect(text).toBe('Sign in with [ACCESS_KEY_1].');
    expect(findings.map(({ ruleId, action }) => [ruleId, action])).toEqual([['access-key', 'reject']]);
  });

  it('gives up a pattern that hangs again and again, so that the rest of a step is not lost', () => {
    const engine = engineOf(`
  - { id: slow, kind: pattern, title: Slow, severity: low, action: redact, pattern: 'a+a+a+a+a+a+a+a+$', entity: SLOW }`);
    const hang = () => engine.redactPassage(`${'a'.repeat(4000)}!`);
    for (let text = 0; text < 3; text += 1) hang();

    const started = process.hrtime.bigint();
    for (let text = 0; text < 50; text += 1) expect(hang().text).toBe('[WITHHELD_1]');

    expect(Number(process.hrtime.bigint() - started) / 1e9).toBeLessThan(2);
  });

  it('lets no exception spare a match when its pattern hangs', () => {
    const engine = engineOf(
      `
  - { id: letters, kind: pattern, title: Letters, severity: low, action: redact, pattern: 'a+b', entity: LETTERS }`,
      `exceptions: [{ ruleId: letters, mode: pattern, match: 'a+a+a+a+a+a+a+a+c', reason: r, approvedBy: me, expires: 2030-01-01 }]`,
    );

    expect(engine.redactPassage(`${'a'.repeat(4000)}b`).text).toBe('[LETTERS_1]');
  });

  it('withholds the whole text when a detector fails', () => {
    const engine = engineOf(`
  - { id: slow, kind: pattern, title: Slow, severity: low, action: redact, pattern: 'a+a+a+a+a+a+a+a+$', entity: SLOW }`);

    const { text, findings } = engine.redactPassage(`${'a'.repeat(4000)}!`);

    expect(text).toBe('[WITHHELD_1]');
    expect(findings.map(({ ruleId, detector }) => [ruleId, detector])).toEqual([
      ['detector-failed', 'pattern-rules slow'],
    ]);
  });
});

describe('reviewPair', () => {
  it('uses one placeholder for a value in question, answer and evidence', () => {
    const review = engineOf(employeeNumber).reviewPair(
      aPair({ question: 'Who is EMP-123456?', answer: 'EMP-123456 packs.', evidence: ['EMP-123456 packs'] }),
      aPassage(),
    );

    expect(review.pair.question).toBe('Who is [EMPLOYEE_NUMBER_1]?');
    expect(review.pair.answer).toBe('[EMPLOYEE_NUMBER_1] packs.');
    expect(review.pair.evidence).toEqual(['[EMPLOYEE_NUMBER_1] packs']);
    expect(review.isRedacted).toBe(true);
    expect(review.rejections).toEqual([]);
  });

  it('does not give a placeholder of the passage to another value', () => {
    const review = engineOf(employeeNumber).reviewPair(
      aPair({ answer: 'Ask EMP-999999.' }),
      aPassage({ text: 'Ask [EMPLOYEE_NUMBER_1].' }),
    );

    expect(review.pair.answer).toBe('Ask [EMPLOYEE_NUMBER_2].');
  });

  it('says that a pair is redacted when it carries what the passage hides, and attributes the finding', () => {
    const engine = engineOf(employeeNumber);
    const { text, redactions, findings } = engine.redactPassage('Ask EMP-123456 for keys.');

    const review = engine.reviewPair(
      aPair({ answer: 'Ask [EMPLOYEE_NUMBER_1] for keys.' }),
      aPassage({ text, redactions, findings: [...findings] }),
    );

    expect(review.isRedacted).toBe(true);
    expect(review.findings).toEqual(findings);
  });

  it('withholds the pair when a detector fails', () => {
    const engine = engineOf(`
  - { id: slow, kind: pattern, title: Slow, severity: low, action: redact, pattern: 'a+a+a+a+a+a+a+a+$', entity: SLOW }`);

    const review = engine.reviewPair(aPair({ answer: `${'a'.repeat(4000)}!` }), aPassage());

    expect(review.rejections.map(({ reason }) => reason)).toEqual(['detector-failed']);
    expect(review.pair.answer).toBe('[WITHHELD_1]');
    expect(review.findings).toMatchObject([
      { ruleId: 'detector-failed', action: 'reject', severity: 'critical' },
    ]);
  });
});

describe('policyId', () => {
  it('is the same for the same packs and key, and changes with either', async () => {
    const withOtherKey = policyEngineLoader(readShippedPack, { auditKey: 'another key', today: () => today });

    const first = (await loadShippedPacks(['pii'])).policyId;

    expect((await loadShippedPacks(['pii'])).policyId).toBe(first);
    expect((await loadShippedPacks(['pii', 'secrets'])).policyId).not.toBe(first);
    expect((await withOtherKey(['pii'])).policyId).not.toBe(first);
  });
});
