import { describe, expect, it } from 'vitest';
import { pairSchema } from '#shared/domain/pair.ts';
import { verdictSchema } from '#shared/domain/verdict.ts';
import { enforcePair } from '../../../../functions/enforce/enforce-pair.ts';
import { aPair, aPassage } from '../../../support/a-passage.ts';
import { engineOf, loadShippedPacks } from '../../../support/policies.ts';

const engine = await loadShippedPacks(['quality', 'pii', 'secrets']);

describe('enforcePair', () => {
  it('passes a pair that the passage bears', async () => {
    const verdict = await enforcePair(aPair(), aPassage(), engine);

    expect(verdictSchema.parse(verdict)).toMatchObject({
      decision: 'pass',
      findings: [],
      rejections: [],
    });
    expect(verdict.scores.grounding).toBeGreaterThan(0.5);
  });

  it.each([
    ['malformed', aPair({ answer: ' ' })],
    ['not-standalone', aPair({ question: 'How heavy may a bag be according to this passage?' })],
    ['wrong-length', aPair({ question: 'Heavy?' })],
    [
      'wrong-language',
      aPair({
        question: 'Wie schwer darf ein aufgegebenes Gepäckstück sein?',
        answer: 'Ein aufgegebenes Gepäckstück darf höchstens 23 kg schwer sein, danach zahlt man zu.',
      }),
    ],
    ['evidence-not-found', aPair({ evidence: ['Each passenger may check two bags of up to 23 kg.'] })],
    ['ungrounded-number', aPair({ answer: 'A checked bag may weigh up to 32 kg.' })],
    ['ungrounded-name', aPair({ answer: 'A checked bag on Contoso Air may weigh up to 23 kg.' })],
    ['policy', aPair({ answer: 'Up to 23 kg; sign in with AKIAIOSFODNN7EXAMPLE to check.' })],
    ['ungrounded-number', aPair({ reasoning: 'The limit was 32 kg before and is 23 kg now.' })],
    ['ungrounded-name', aPair({ reasoning: 'The limit is the one of Contoso Air.' })],
    ['policy', aPair({ reasoning: 'As a login with AKIAIOSFODNN7EXAMPLE shows, it is 23 kg.' })],
    [
      'wrong-language',
      aPair({ reasoning: 'Jeder Fluggast darf ein Gepäckstück aufgeben, das nicht schwerer ist.' }),
    ],
  ] as const)('rejects a pair as %s', async (reason, pair) => {
    const verdict = await enforcePair(pair, aPassage(), engine);

    expect(verdict.decision).toBe('rejected');
    expect(verdict.rejections.map((rejection) => rejection.reason)).toContain(reason);
  });

  it('keeps the secret out of a rejected pair', async () => {
    const pair = aPair({ answer: 'Up to 23 kg; sign in with AKIAIOSFODNN7EXAMPLE to check.' });

    const verdict = await enforcePair(pair, aPassage(), engine);

    expect(JSON.stringify(verdict)).not.toContain('AKIA');
    expect(verdict.pair.answer).toBe('Up to 23 kg; sign in with [ACCESS_KEY_1] to check.');
  });

  it('redacts and keeps a pair that still says something', async () => {
    const text = 'Lost bags are traced within five days. Report them to bags@example.org.';
    const { redactions, findings, ...passage } = engine.redactPassage(text);

    const verdict = await enforcePair(
      aPair({
        question: 'What happens with a lost bag?',
        answer: 'It is traced within five days after a report to [EMAIL_1].',
        evidence: ['Lost bags are traced within five days.'],
      }),
      aPassage({ text: passage.text, redactions, findings: [...findings] }),
      engine,
    );

    expect(verdict.decision).toBe('redacted');
    expect(verdict.findings.map(({ ruleId }) => ruleId)).toEqual(['email-address']);
  });

  it('redacts reasoning with its answer, turn by turn, and keeps what only reasons', async () => {
    const pair = aPair({
      reasoning: 'The desk at desk@corvedale.example confirms 23 kg.',
      followUps: [
        {
          question: 'Who confirms that a bag may weigh 23 kg?',
          answer: 'Ask desk@corvedale.example, where each passenger may check one bag over 23 kg.',
          evidence: ['one bag of up to 23 kg'],
          reasoning: 'The limit for a bag is 23 kg.',
        },
      ],
      questionType: 'multi-turn',
    });
    const verdict = await enforcePair(pair, aPassage(), engine);
    expect(verdict).toMatchObject({ decision: 'redacted', rejections: [] });
    expect(verdict.pair).toMatchObject({
      answer: pair.answer,
      reasoning: 'The desk at [EMAIL_1] confirms 23 kg.',
      followUps: [
        {
          answer: 'Ask [EMAIL_1], where each passenger may check one bag over 23 kg.',
          reasoning: 'The limit for a bag is 23 kg.',
        },
      ],
    });
    const starts = [pair.answer, pair.reasoning].map((text = '') => text.length + 1);
    expect(verdict.findings.map(({ field, start }) => ({ field, start }))).toEqual([
      { field: 'answer', start: (starts[0] ?? 0) + 'The desk at '.length },
      { field: 'answer', start: (starts[0] ?? 0) + (starts[1] ?? 0) + 'Ask '.length },
    ]);
  });

  it('rejects a pair that redaction leaves hollow', async () => {
    const text = 'Write to bags@example.org for help with lost bags.';
    const { redactions, findings, ...passage } = engine.redactPassage(text);

    const verdict = await enforcePair(
      aPair({
        question: 'Where can I write for help with lost bags?',
        answer: 'Write to [EMAIL_1].',
        evidence: ['Write to [EMAIL_1] for help with lost bags.'],
      }),
      aPassage({ text: passage.text, redactions, findings: [...findings] }),
      engine,
    );

    expect(verdict.rejections.map(({ reason }) => reason)).toEqual(['hollow-after-redaction']);
  });

  it('only flags where a pack turns the rejection of a gate into a flag', async () => {
    const lenient = engineOf(`
  - { id: pointers, kind: quality, title: Pointers are tolerated, severity: low, action: flag, check: stands-alone }`);
    const pair = aPair({ question: 'How heavy may a bag be according to this passage?' });

    const verdict = await enforcePair(pair, aPassage(), lenient);

    expect(verdict.decision).toBe('pass');
    expect(verdict.findings).toMatchObject([{ pack: 'test@1.0.0', ruleId: 'pointers', action: 'flag' }]);
  });

  it('names the pair as it was generated, and returns one that holds to the schema', async () => {
    const pair = aPair({ answer: 'Ask jo@example.org about 23 kg bags and their price.' });

    const verdict = await enforcePair(pair, aPassage(), engine);

    expect(verdict.pairId).toBe((await enforcePair(pair, aPassage(), engine)).pairId);
    expect(pairSchema.parse(verdict.pair)).toEqual(verdict.pair);
  });
});
