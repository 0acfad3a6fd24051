import { describe, expect, it } from 'vitest';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import { ThrottledError } from '#shared/errors.ts';
import type { LanguageModel } from '#shared/ports/language-model.ts';
import { modelGenerator } from '../../functions/generate/model-generator.ts';
import { templates } from '../support/a-request.ts';
import { judgeReply } from '../support/judge-reply.ts';
import { fingerprint, localCase } from '../support/local-case.ts';
import { type ScriptedModel, scriptedModel } from '../support/scripted-model.ts';

const baggage = [
  '# Baggage',
  '## How heavy may a checked bag be?',
  'A checked bag may weigh up to 23 kg on every route. A bag that weighs more is taken to the cargo counter, where its owner pays by the kilogram and signs for its contents.',
  '## What is a codeshare flight?',
  'A codeshare flight is a flight that one airline sells and another airline operates. The rules of the airline that operates the flight hold for every bag, also for one that was paid for elsewhere.',
].join('\n\n');
const policies = 'policies: [quality, ethics]\npassages: { maxTokens: 60 }\n';
const withJudge = `${policies}judge: { provider: openai-compatible, model: judge-1 }\n`;

const aCase = async (judge: LanguageModel, settings = withJudge) => {
  const air = localCase({ judge });
  await air.source.write('air/baggage.md', baggage);
  await air.source.write('air/dataset.yaml', settings);
  return air;
};

it('keeps what the judge supports, with its score, and keeps the rest out with its reason', async () => {
  const judge = scriptedModel(judgeReply('unsupported'), judgeReply('supported'));
  const air = await aCase(judge);
  expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED', output: { failedDocuments: 0 } });

  const rejected = await air.rows('air', 'rejected');
  const kept = [...(await air.rows('air', 'train')), ...(await air.rows('air', 'validation'))];
  expect(rejected.length).toBeGreaterThan(0);
  for (const row of rejected)
    expect(row).toMatchObject({
      policy_decision: 'rejected',
      rejection_reasons: [{ reason: 'judged-unsupported', detail: 'unsupported: the answer is unsupported' }],
    });
  expect(kept.length).toBeGreaterThan(0);
  for (const row of kept) expect(row.scores.judge).toBe(0.9);

  const manifest = await air.manifest('air');
  expect(manifest.rulesNotRun).toEqual([]);
  expect(manifest.usage).toMatchObject({
    generator: { calls: 0, usd: 0 },
    judge: { calls: 2, inputTokens: 200, outputTokens: 40, usd: 0.004 },
  });
});

it('pays the judge once: a second run makes no call and changes no byte', async () => {
  const judge = scriptedModel(judgeReply('supported'));
  const air = await aCase(judge);
  await air.run('air');
  const [before, calls] = [await fingerprint(air.dataset), judge.requests.length];
  expect(calls).toBe(2);
  await air.run('air');
  expect(judge.requests).toHaveLength(calls);
  expect(await fingerprint(air.dataset)).toEqual(before);
});

it('judges anew only the passage that an edit changed', async () => {
  const judge = scriptedModel(judgeReply('supported'));
  const air = await aCase(judge);
  await air.run('air');
  await air.source.write('air/baggage.md', baggage.replace('23 kg', '32 kg'));
  await air.run('air');
  expect(judge.requests).toHaveLength(3);
  expect(judge.requests.at(-1)?.prompt).toContain('32 kg');
});

it('asks a judge that throttles again, and pays for no passage twice', async () => {
  const judge = scriptedModel(judgeReply('supported'));
  let attempts = 0;
  const throttling: LanguageModel = {
    ...judge,
    answer: (request) => {
      attempts += 1;
      if (attempts === 2) throw new ThrottledError('slow down');
      return judge.answer(request);
    },
  };
  const air = await aCase(throttling);
  expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED', output: { failedDocuments: 0 } });
  expect(judge.requests).toHaveLength(2);
});

it('says without a judge which rules did not run, in the manifest, the report and the card', async () => {
  const judge = scriptedModel(judgeReply('supported'));
  const air = await aCase(judge, policies);
  await air.run('air');
  expect(judge.requests).toEqual([]);
  const { rulesNotRun, version } = await air.manifest('air');
  expect(rulesNotRun).toContain('ethics@1.1.0 violent-crimes');
  for (const file of ['report.html', 'README.md']) {
    const text = new TextDecoder().decode(await air.dataset.read(`air/versions/${version}/${file}`));
    expect(text).toContain('ethics@1.1.0 violent-crimes');
  }
});

describe('a pair that the judge turns down', () => {
  const oneTopic = '# Baggage\n\nA checked bag may weigh up to 23 kg on every route.\n';
  const text = 'A checked bag may weigh up to 23 kg on every route.';
  const asked = {
    question: 'How heavy may a checked bag be?',
    answer: 'It may weigh 23 kg.',
    evidence: [text],
  };
  const mended = { ...asked, answer: 'A checked bag may weigh up to 23 kg on every route.' };

  const aRetry = async (judge: ScriptedModel, retries: number, ...replies: unknown[]) => {
    const writer = scriptedModel(
      { facts: [text], pairs: [{ ...asked, questionType: 'factual', facts: [1] }] },
      ...replies,
    );
    const air = localCase({ judge, generator: modelGenerator(writer, templates) });
    await air.source.write('air/baggage.md', oneTopic);
    await air.source.write(
      'air/dataset.yaml',
      `judge: { provider: openai-compatible, model: judge-1, retries: ${retries} }\nquestionTypes: { unanswerable: 0, false-premise: 0, multi-turn: 0, multi-passage: 0 }\n`,
    );
    await air.run('air');
    return { air, writer };
  };

  it('is asked for once more with the judge’s reason, and both attempts are on record', async () => {
    const judge = scriptedModel(judgeReply('partial'), judgeReply('supported'));
    const { air, writer } = await aRetry(judge, 1, { pairs: [{ pair: 1, ...mended }] });
    expect(writer.requests).toHaveLength(2);
    expect(writer.requests[1]?.prompt).toContain('Objection: partial: the answer is partial');
    const [kept] = [...(await air.rows('air', 'train')), ...(await air.rows('air', 'validation'))];
    expect(kept?.messages.at(-1)?.content).toBe(mended.answer);
    expect(kept?.fact_ids).toHaveLength(1);
    const [turnedDown] = await air.rows('air', 'rejected');
    expect(turnedDown?.messages.at(-1)?.content).toBe(asked.answer);
    const { usage, coverage } = await air.manifest('air');
    expect([usage.generator.calls, usage.judge.calls]).toEqual([2, 2]);
    expect(coverage).toEqual({ passages: 1, covered: 1, facts: 1, coveredFacts: 1 });
  });

  it('is paid for once: a second run makes no call and changes no byte', async () => {
    const judge = scriptedModel(judgeReply('partial'), judgeReply('supported'));
    const { air, writer } = await aRetry(judge, 1, { pairs: [{ pair: 1, ...mended }] });
    const before = await fingerprint(air.dataset);
    await air.run('air');
    expect([writer.requests.length, judge.requests.length]).toEqual([2, 2]);
    expect(await fingerprint(air.dataset)).toEqual(before);
  });

  it.each([0, 1, 2])(
    'is asked for again at most %i times, then rejected with the last reason',
    async (retries) => {
      const judge = scriptedModel(judgeReply('partial'));
      const { air, writer } = await aRetry(judge, retries, { pairs: [{ pair: 1, ...mended }] });
      expect(writer.requests).toHaveLength(1 + retries);
      expect(judge.requests).toHaveLength(1 + retries);
      const rejected = await air.rows('air', 'rejected');
      expect(rejected).toHaveLength(1 + retries);
      expect(rejected.at(-1)).toMatchObject({ rejection_reasons: [{ reason: 'judged-unsupported' }] });
      expect((await air.manifest('air')).documents).toMatchObject([
        { uncovered: [{ reason: 'all-pairs-rejected' }] },
      ]);
    },
  );

  it('stays rejected when the generator finds nothing to mend', async () => {
    const judge = scriptedModel(judgeReply('partial'));
    const { air, writer } = await aRetry(judge, 3, { pairs: [] });
    expect(writer.requests).toHaveLength(2);
    expect(await air.rows('air', 'rejected')).toHaveLength(1);
  });
});

it('is shown the question alone first where that is asked for, and what it does not understand is asked for again', async () => {
  const text = 'A checked bag may weigh up to 23 kg on every route.';
  const asked = { question: 'How heavy may the bag in that case be?', answer: text, evidence: [text] };
  const mended = { ...asked, question: 'How heavy may a checked bag be?' };
  const blind = (standsAlone: boolean) => ({
    questions: [{ question: 1, standsAlone, reason: 'Which case?' }],
  });
  const judge = scriptedModel(blind(false), blind(true), judgeReply('supported'));
  const writer = scriptedModel(
    { facts: [], pairs: [{ ...asked, questionType: 'factual' }] },
    { pairs: [{ pair: 1, ...mended }] },
  );
  const air = localCase({ judge, generator: modelGenerator(writer, templates) });
  await air.source.write('air/baggage.md', `# Baggage\n\n${text}\n`);
  await air.source.write(
    'air/dataset.yaml',
    'judge: { provider: openai-compatible, model: judge-1, blindCheck: true }\nquestionTypes: { unanswerable: 0, false-premise: 0, multi-turn: 0, multi-passage: 0 }\n',
  );
  await air.run('air');
  expect(judge.requests.map(({ schemaName }) => schemaName)).toEqual([
    'record_blind_check',
    'record_blind_check',
    'record_judgements',
  ]);
  expect(judge.requests[0]?.prompt).not.toContain('23 kg');
  expect(writer.requests[1]?.prompt).toContain(
    'Objection: by the judge, who saw the question alone: Which case?',
  );
  expect(await air.rows('air', 'rejected')).toMatchObject([
    { rejection_reasons: [{ reason: 'not-standalone' }] },
  ]);
  const { version } = await air.manifest('air');
  const audit = await air.dataset.read(datasetKeys('air').version(version).audit);
  expect(new TextDecoder().decode(audit)).toMatch(
    /"ruleId":"not-standalone".*"judgeModel":"scripted-1","judgePromptHash":"blind-check-[0-9a-f]{8}"/,
  );
  expect((await air.manifest('air')).pairs.kept).toBe(1);
});
