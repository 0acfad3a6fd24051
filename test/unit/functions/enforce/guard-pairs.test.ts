import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pair } from '#shared/domain/pair.ts';
import { textsOf } from '#shared/domain/pair-texts.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { ThrottledError } from '#shared/errors.ts';
import { matchHasher } from '#shared/policy/match-hash.ts';
import { blankPlaceholders, placeholderLedger } from '#shared/policy/placeholders.ts';
import { enforcePair } from '../../../../functions/enforce/enforce-pair.ts';
import { guardPairs } from '../../../../functions/enforce/guard-pairs.ts';
import { type FieldHit, placeHits } from '../../../../functions/enforce/place-hits.ts';
import { aPair, aPassage } from '../../../support/a-passage.ts';
import { auditKey, engineOf } from '../../../support/policies.ts';
import {
  type ScriptedFilter,
  type ScriptedGuardrailOptions,
  scriptedGuardrail,
} from '../../../support/scripted-guardrail.ts';

const engine = engineOf('');
const passage = aPassage({
  text: 'Ask Tern Halloway about bags of up to 23 kg. The desk of Tern Halloway opens at eight.',
});
const pair = aPair({
  question: 'Whom can I ask about bags?',
  answer: 'Ask Tern Halloway about bags of up to 23 kg.',
  evidence: ['The desk of Tern Halloway opens at eight.', 'Ask Tern Halloway about bags of up to 23 kg.'],
});
const maskName: ScriptedFilter = {
  ruleId: 'pii-name',
  action: 'redact',
  entity: 'PERSON',
  phrase: 'Tern Halloway',
};

const guard = async (
  filters: readonly ScriptedFilter[],
  {
    pairs = [pair],
    by = engine,
    ...options
  }: ScriptedGuardrailOptions & { pairs?: Pair[]; by?: typeof engine } = {},
) => {
  const guardrail = scriptedGuardrail(filters, options);
  const verdicts: Verdict[] = [];
  for (const one of pairs) verdicts.push(await enforcePair(one, passage, by));
  return { guardrail, ...(await guardPairs(verdicts, passage, by, guardrail)) };
};

describe('a pair before a guardrail', () => {
  it('is shown as what a person says and what a model says, quotes included, in two calls', async () => {
    const { guardrail, usage } = await guard([]);
    expect(guardrail.requests).toEqual([
      { source: 'input', texts: [pair.question] },
      { source: 'output', texts: [pair.answer, ...pair.evidence] },
    ]);
    expect(usage).toMatchObject({ calls: 2, sensitiveUnits: 2 });
  });

  it('passes unchanged where nothing is found', async () => {
    const { verdicts } = await guard([]);
    expect(verdicts).toMatchObject([{ decision: 'pass', pair, findings: [], rejections: [] }]);
  });

  it('has what is masked replaced in every field, by a placeholder that the passage does not use', async () => {
    const { verdicts } = await guard([maskName]);
    expect(verdicts[0]).toMatchObject({
      decision: 'redacted',
      pair: {
        answer: 'Ask [PERSON_1] about bags of up to 23 kg.',
        evidence: ['The desk of [PERSON_1] opens at eight.', 'Ask [PERSON_1] about bags of up to 23 kg.'],
      },
      rejections: [],
    });
  });

  it('has each place on record with the version of the guardrail and a keyed hash, and without the match', async () => {
    const { verdicts } = await guard([maskName], { id: 'abc123@7' });
    const findings = verdicts[0]?.findings ?? [];
    expect(findings.map(({ field, start, end }) => [field, start, end])).toEqual([
      ['answer', 4, 17],
      ['evidence', 12, 25],
      ['evidence', 46, 59],
    ]);
    const quotes = pair.evidence.join('\n');
    expect(quotes.slice(46, 59)).toBe('Tern Halloway');
    expect(findings[0]).toEqual({
      pack: 'abc123@7',
      ruleId: 'pii-name',
      action: 'redact',
      severity: 'medium',
      entity: 'PERSON',
      field: 'answer',
      start: 4,
      end: 17,
      matchHash: engine.hashMatch('Tern Halloway'),
      detector: 'scripted-guardrail',
      score: 1,
    });
    expect(JSON.stringify(findings)).not.toContain('Halloway');
  });

  it('has every further turn judged and redacted with it', async () => {
    const turns = {
      ...pair,
      followUps: [
        {
          question: 'When does the desk of Tern Halloway open?',
          answer: 'The desk of Tern Halloway opens at eight.',
          evidence: ['The desk of Tern Halloway opens at eight.'],
        },
      ],
    };
    const { guardrail, verdicts } = await guard([maskName], { pairs: [turns] });
    expect(guardrail.requests.map(({ source, texts }) => [source, texts.length])).toEqual([
      ['input', 2],
      ['output', 5],
    ]);
    expect(verdicts[0]?.pair.followUps).toEqual([
      {
        question: 'When does the desk of [PERSON_1] open?',
        answer: 'The desk of [PERSON_1] opens at eight.',
        evidence: ['The desk of [PERSON_1] opens at eight.'],
      },
    ]);
    const inAnswers = verdicts[0]?.findings.filter(({ field }) => field === 'answer');
    const answers = `${pair.answer}\nThe desk of Tern Halloway opens at eight.`;
    expect(inAnswers?.map(({ start, end }) => answers.slice(start, end))).toEqual([
      'Tern Halloway',
      'Tern Halloway',
    ]);
  });

  it('gives one value one placeholder in all pairs of its passage', async () => {
    const other = aPair({
      question: 'When does the desk of Tern Halloway open?',
      answer: 'The desk of Tern Halloway opens at eight.',
      evidence: ['The desk of Tern Halloway opens at eight.'],
    });
    const { verdicts } = await guard([maskName], { pairs: [pair, other] });
    expect(verdicts.map((verdict) => verdict.pair.answer)).toEqual([
      'Ask [PERSON_1] about bags of up to 23 kg.',
      'The desk of [PERSON_1] opens at eight.',
    ]);
  });

  it('is rejected for what is blocked, and the quarantine does not hold it either', async () => {
    const { verdicts } = await guard([{ ...maskName, action: 'reject' }], { id: 'abc123@7' });
    expect(verdicts[0]).toMatchObject({
      decision: 'rejected',
      rejections: [{ reason: 'policy', detail: 'abc123@7 pii-name: blocked by the guardrail' }],
    });
    expect(JSON.stringify(verdicts)).not.toContain('Halloway');
  });

  it('is rejected for its topic, held against the field that was judged', async () => {
    const topic = { ruleId: 'topic-bags', action: 'reject', phrase: 'bags', isAboutWholeText: true } as const;
    const { verdicts } = await guard([{ ...topic, source: 'input' }]);
    expect(verdicts[0]).toMatchObject({
      decision: 'rejected',
      findings: [
        { ruleId: 'topic-bags', severity: 'high', entity: null, field: 'question', start: 0, end: 26 },
      ],
    });
  });

  it('is only flagged for what is only detected', async () => {
    const { verdicts } = await guard([{ ...maskName, action: 'flag' }]);
    expect(verdicts[0]).toMatchObject({ decision: 'pass', pair, rejections: [] });
    expect(verdicts[0]?.findings).toHaveLength(3);
  });

  it('is rejected as hollow when nothing is left to learn', async () => {
    const named = aPair({
      question: 'Who opens the desk of bags at eight?',
      answer: 'Tern Halloway.',
      evidence: ['The desk of Tern Halloway opens at eight.'],
    });
    const { verdicts } = await guard([maskName], { pairs: [named] });
    expect(verdicts[0]?.rejections.map(({ reason }) => reason)).toContain('hollow-after-redaction');
  });

  it('is withheld when what must be hidden stands nowhere in it', async () => {
    const guardrail = {
      ...scriptedGuardrail(),
      check: async () => ({
        status: 'checked' as const,
        hits: [
          { ruleId: 'pii-name', action: 'redact' as const, entity: 'PERSON', match: 'T. Halloway', score: 1 },
        ],
        usage: { ...(await scriptedGuardrail().check({ source: 'input', texts: [] })).usage },
      }),
    };
    const verdict = await enforcePair(pair, passage, engine);
    const { verdicts } = await guardPairs([verdict], passage, engine, guardrail);
    expect(verdicts[0]).toMatchObject({
      decision: 'rejected',
      pair: { question: '[WITHHELD_1]', answer: '[WITHHELD_1]', evidence: [] },
      rejections: [{ reason: 'detector-failed' }],
    });
  });

  it('does not suffer for a placeholder that is taken for a name', async () => {
    const redacted = aPair({
      question: 'Whom can I ask about bags?',
      answer: 'Ask [PERSON_1] about bags of up to 23 kg.',
      evidence: ['Ask [PERSON_1] about bags of up to 23 kg.'],
    });
    const where = { ...passage, text: 'Ask [PERSON_1] about bags of up to 23 kg.' };
    const verdict = await enforcePair(redacted, where, engine);
    const guardrail = scriptedGuardrail([{ ...maskName, action: 'reject', phrase: 'PERSON_1' }]);
    const { verdicts } = await guardPairs([verdict], where, engine, guardrail);
    expect(verdicts[0]).toMatchObject({ decision: 'pass', pair: redacted, findings: [] });
  });

  it('is rejected when the guardrail gives no verdict on one of its sides', async () => {
    const { verdicts } = await guard([maskName], { failures: { 1: 'unreadable' } });
    expect(verdicts[0]).toMatchObject({
      decision: 'rejected',
      rejections: [{ reason: 'detector-failed' }],
      findings: [{ ruleId: 'detector-failed', action: 'reject', detector: 'scripted-guardrail' }],
    });
  });

  it('is only flagged for that where the packs say so', async () => {
    const by = engineOf('', 'onDetectorError: flag');
    const { verdicts } = await guard([maskName], { failures: { 1: 'unreadable' }, by });
    expect(verdicts[0]).toMatchObject({
      decision: 'pass',
      findings: [{ ruleId: 'detector-failed', action: 'flag' }],
    });
  });

  it('still has hidden what one side shows when the other gets no verdict', async () => {
    const by = engineOf('', 'onDetectorError: flag');
    const named = aPair({
      question: 'Why would I ask Tern Halloway about bags?',
      answer: 'Tern Halloway answers about bags of up to 23 kg at the desk.',
      evidence: ['Ask Tern Halloway about bags of up to 23 kg.'],
    });
    const { verdicts } = await guard([maskName], { failures: { 1: 'unreadable' }, by, pairs: [named] });
    expect(JSON.stringify(verdicts[0]?.pair)).not.toContain('Halloway');
    expect(verdicts[0]?.findings.map(({ ruleId }) => ruleId)).toContain('detector-failed');
  });

  it('is not shown when it is rejected already', async () => {
    const { guardrail, verdicts } = await guard([], { pairs: [aPair({ answer: 'Up to 99 kg.' })] });
    expect(guardrail.requests).toEqual([]);
    expect(verdicts[0]?.decision).toBe('rejected');
  });

  it('stops at a guardrail that throttles', () =>
    expect(guard([], { failures: { 0: 'throttled' } })).rejects.toThrow(ThrottledError));
});

describe('what a guardrail has named', () => {
  const word = fc.stringMatching(/^[A-Za-zäöß0-9@.'-]{1,8}$/);
  const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
  const hitOf = (match: string): FieldHit => ({
    ruleId: `pii-${match}`,
    action: 'redact',
    entity: 'PERSON',
    match,
    score: 1,
    field: 'answer',
  });
  const place = (given: Pair, hits: readonly FieldHit[]) =>
    placeHits(textsOf(given), hits, {
      guardrail: { id: 'abc123@7', detector: 'bedrock-guardrail' },
      ledger: placeholderLedger([]),
      hashMatch: matchHasher(auditKey),
    });

  it('stands in no text any more, wherever it stood and whatever it overlapped', () => {
    fc.assert(
      fc.property(fc.array(phrase, { minLength: 1, maxLength: 4 }), fc.array(word), (matches, filler) => {
        const answer = [...matches, ...filler, ...matches.toReversed()].join(' ');
        const question = `Is it ${matches[0]}?`;
        const { texts, isComplete } = place(aPair({ question, answer, evidence: [answer] }), [
          ...matches.map(hitOf),
        ]);
        expect(isComplete).toBe(true);
        for (const match of matches)
          for (const text of texts)
            expect(` ${blankPlaceholders(text)} `.includes(` ${match} `), `${match} in ${text}`).toBe(false);
      }),
    );
  });

  it('is on record where it stood', () => {
    fc.assert(
      fc.property(phrase, fc.array(word), (match, filler) => {
        const answer = [...filler, match, ...filler].join(' ');
        const given = aPair({ answer, evidence: [answer, match] });
        for (const { field, start, end, matchHash } of place(given, [hitOf(match)]).findings) {
          const text = field === 'evidence' ? given.evidence.join('\n') : given[field as 'answer'];
          expect(matchHash).toBe(matchHasher(auditKey)(text.slice(start, end)));
        }
      }),
    );
  });
});
