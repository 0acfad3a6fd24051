import { describe, expect, it } from 'vitest';
import { noUsage } from '#shared/domain/usage.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import type { LanguageModel, StructuredRequest } from '#shared/ports/language-model.ts';
import { enforcePair } from '../../../../functions/enforce/enforce-pair.ts';
import { judgePairs } from '../../../../functions/enforce/judge-pairs.ts';
import { judgePrompts } from '../../../../local/judge-prompts.ts';
import { aPair, aPassage } from '../../../support/a-passage.ts';
import { engineOf } from '../../../support/policies.ts';

const engine = engineOf(`
  - { id: rude, kind: judge, title: No rudeness, severity: low, action: reject, instruction: The answer is rude., threshold: 0.6 }
  - { id: dull, kind: judge, title: No dullness, severity: low, action: flag, instruction: The answer is dull. }`);
const usage = { ...noUsage, calls: 1, inputTokens: 100, outputTokens: 20 };

const prompts = judgePrompts();

const good = {
  pair: 1,
  support: 'supported',
  quote: 'up to 23 kg',
  answersQuestion: true,
  standsAlone: true,
  score: 0.9,
  violations: [],
  reason: 'fine',
};

/** A judge that gives one reply and keeps what it was asked. */
const judgeThatSays = (...judgements: unknown[]) => {
  const requests: StructuredRequest<unknown>[] = [];
  const model: LanguageModel = {
    provider: 'scripted',
    price: null,
    modelId: 'judge-1',
    answer: async (request) => {
      requests.push(request as StructuredRequest<unknown>);
      return { status: 'answered', value: request.schema.parse({ judgements }), usage };
    },
  };
  return { model, requests };
};

const judgeOne = async (judgement: Record<string, unknown>): Promise<Verdict> => {
  const verdict = await enforcePair(aPair(), aPassage(), engine);
  const { verdicts } = await judgePairs([verdict], aPassage(), engine, {
    model: judgeThatSays({ ...good, ...judgement }).model,
    prompts,
  });
  return verdicts[0] as Verdict;
};

describe('judgePairs', () => {
  it('keeps a supported pair and its score', async () => {
    expect(await judgeOne({})).toMatchObject({ decision: 'pass', scores: { judge: 0.9 }, rejections: [] });
  });

  it.each([
    [{ support: 'partial' }, 'judged-unsupported'],
    [{ support: 'contradicted' }, 'judged-unsupported'],
    [{ answersQuestion: false }, 'judged-unsupported'],
    [{ standsAlone: false }, 'not-standalone'],
  ])('rejects on %j as %s', async (judgement, reason) => {
    const verdict = await judgeOne(judgement);

    expect(verdict.decision).toBe('rejected');
    expect(verdict.rejections.map((rejection) => rejection.reason)).toEqual([reason]);
    expect(verdict.findings).toMatchObject([{ ruleId: reason, action: 'reject', field: 'answer' }]);
  });

  it('holds a violation against the pair with the place of its quote, the model and the prompt', async () => {
    const verdict = await judgeOne({ violations: [{ rule: 1, quote: 'up to 23 kg', score: 0.8 }] });

    expect(verdict.rejections).toEqual([{ reason: 'policy', detail: 'test@1.0.0 rude: No rudeness' }]);
    expect(verdict.findings).toMatchObject([
      { ruleId: 'rude', field: 'answer', start: 24, end: 35, score: 0.8 },
    ]);
    expect(verdict.findings[0]?.detector).toMatch(/^judge judge-1 judge-[0-9a-f]{8}$/);
  });

  it.each([
    ['an invented quote', { rule: 1, quote: 'you fool', score: 1 }],
    ['too low a score', { rule: 1, quote: 'up to 23 kg', score: 0.5 }],
    ['an unknown rule', { rule: 9, quote: 'up to 23 kg', score: 1 }],
  ])('drops a violation with %s', async (_what, violation) => {
    expect(await judgeOne({ violations: [violation] })).toMatchObject({ decision: 'pass', findings: [] });
  });

  it('only flags where the rule only flags', async () => {
    const verdict = await judgeOne({ violations: [{ rule: 2, quote: 'A checked bag', score: 0.9 }] });

    expect(verdict.decision).toBe('pass');
    expect(verdict.findings.map(({ action }) => action)).toEqual(['flag']);
  });

  it('asks once about all pairs of a passage that are still in', async () => {
    const pass = await enforcePair(aPair(), aPassage(), engine);
    const rejected = await enforcePair(aPair({ answer: 'Up to 99 kg.' }), aPassage(), engine);
    const { model, requests } = judgeThatSays(good, { ...good, pair: 2 });

    const { verdicts } = await judgePairs([rejected, pass, pass], aPassage(), engine, { model, prompts });

    expect(requests).toHaveLength(1);
    expect(requests[0]?.prompt).not.toContain('99 kg');
    expect(verdicts[0]).toBe(rejected);
  });

  it('asks about every rule in plain words and every topic, with their examples', async () => {
    const all = engineOf(`
  - { id: tone, kind: judge, title: Tone, severity: low, action: flag, instruction: It is rude., examples: { violates: [Read the rules.], complies: [One bag is free.] } }
  - { id: mergers, kind: topic, title: Mergers, severity: low, action: reject, definition: Talks about mergers., examples: [Whom do we buy?] }`);
    const { model, requests } = judgeThatSays(good);
    await judgePairs([await enforcePair(aPair(), aPassage(), all)], aPassage(), all, { model, prompts });
    expect(requests).toHaveLength(1);
    for (const asked of [
      '<rule number="1">\nTone. Broken when: It is rude.\nBreaks it: Read the rules.\nDoes not break it: One bag is free.',
      '<rule number="2">\nMergers. Broken when: The pair is about this topic: Talks about mergers.\nBreaks it: Whom do we buy?',
    ])
      expect(requests[0]?.prompt).toContain(asked);
  });

  it.each(['', ' ', '**'])('takes "%s" for no quote', async (quote) => {
    expect(await judgeOne({ violations: [{ rule: 1, quote, score: 1 }] })).toMatchObject({
      decision: 'pass',
      findings: [],
    });
  });

  describe('on a question that is meant to have no answer', () => {
    const open = aPair({
      question: 'May a parrot travel in the cabin?',
      answer: 'The documents do not say whether a parrot may travel in the cabin.',
      evidence: [],
      questionType: 'unanswerable',
    });
    const other = aPassage({ headingPath: ['Birds'], text: 'A parrot may travel beside its owner.' });
    const judgeOpen = async (judgement: object) => {
      const { model, requests } = judgeThatSays({ ...good, quote: '', ...judgement });
      const verdict = await enforcePair(open, aPassage(), engine);
      const source = { ...aPassage(), others: [other] };
      const { verdicts } = await judgePairs([verdict], source, engine, { model, prompts });
      return { verdict: verdicts[0], prompt: requests[0]?.prompt ?? '' };
    };

    it('shows the passages that may hold one, and of which type the pair is', async () => {
      const { prompt } = await judgeOpen({ answerable: false });
      expect(prompt).toMatch(/"Birds"\n\n<other-1-\w+>\nA parrot may travel beside its owner\.\n<\/other-1-/);
      expect(prompt).toContain('Type: unanswerable\nQuestion: May a parrot');
    });

    it('keeps it where no passage answers it', async () => {
      expect((await judgeOpen({ answerable: false })).verdict).toMatchObject({ decision: 'pass' });
    });

    it('turns it down where one does, with a quote of that passage, and does not have it mended', async () => {
      const quote = 'A parrot may travel';
      expect((await judgeOpen({ answerable: true, support: 'contradicted', quote })).verdict).toMatchObject({
        decision: 'rejected',
        rejections: [{ reason: 'maybe-answerable', detail: 'by the judge: fine' }],
        findings: [{ ruleId: 'maybe-answerable' }],
        complaint: null,
      });
    });

    it('turns it down where it does not say, or quotes what no passage has', async () => {
      for (const judgement of [{}, { answerable: false, quote: 'No birds at all.' }])
        expect((await judgeOpen(judgement)).verdict).toMatchObject({
          rejections: [{ reason: 'detector-failed' }],
        });
    });
  });

  it('judges all turns of a pair, and finds its quotes in each of them', async () => {
    const turns = aPair({
      followUps: [
        {
          question: 'And what does a heavier one cost?',
          answer: 'A bag over 23 kg costs $75.',
          evidence: ['A bag over 23 kg costs $75.'],
        },
      ],
    });
    const verdict = await enforcePair(turns, aPassage(), engine);
    const violations = [{ rule: 1, quote: 'costs $75', score: 1 }];
    const { model, requests } = judgeThatSays({ ...good, violations });
    const { verdicts } = await judgePairs([verdict], aPassage(), engine, { model, prompts });
    expect(requests[0]?.prompt).toContain(
      'up to 23 kg.\nQuestion: And what does a heavier one cost?\nAnswer: A bag over 23 kg costs $75.',
    );
    const answers = `${turns.answer}\nA bag over 23 kg costs $75.`;
    const [finding] = verdicts[0]?.findings ?? [];
    expect(answers.slice(finding?.start, finding?.end)).toBe('costs $75');
  });

  it('rejects what the judge leaves out, and everything when its reply cannot be used', async () => {
    const verdict = await enforcePair(aPair(), aPassage(), engine);
    const silent: LanguageModel = {
      provider: 'scripted',
      price: null,
      modelId: 'judge-1',
      answer: async () => ({ status: 'failed', detail: 'no JSON', usage }),
    };

    for (const model of [judgeThatSays().model, silent]) {
      const { verdicts } = await judgePairs([verdict], aPassage(), engine, { model, prompts });
      expect(verdicts[0]?.rejections.map(({ reason }) => reason)).toEqual(['detector-failed']);
    }
  });
});

describe('a quote of the judge', () => {
  it('that is not in the passage makes its verdict count for nothing', async () => {
    const verdict = await judgeOne({ ...good, quote: 'Each passenger may check nine bags.' });
    expect(verdict).toMatchObject({ decision: 'rejected', rejections: [{ reason: 'detector-failed' }] });
  });

  it('must be there where an answer is found supported, and only there', async () => {
    expect(await judgeOne({ quote: '' })).toMatchObject({ rejections: [{ reason: 'detector-failed' }] });
    expect(await judgeOne({ quote: '', support: 'unsupported' })).toMatchObject({
      rejections: [{ reason: 'judged-unsupported' }],
    });
  });

  it('that is in the passage, however it is set, lets the pair through', async () => {
    const verdict = await judgeOne({ ...good, quote: 'Each  passenger may check **one** bag' });
    expect(verdict.decision).toBe('pass');
  });
});
