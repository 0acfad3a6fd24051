import { expect, it } from 'vitest';
import { ThrottledError } from '#shared/errors.ts';
import type { LanguageModel } from '#shared/ports/language-model.ts';
import { fingerprint, localCase } from '../support/local-case.ts';
import { scriptedModel } from '../support/scripted-model.ts';

const baggage = [
  '# Baggage',
  '## How heavy may a checked bag be?',
  'A checked bag may weigh up to 23 kg on every route. A bag that weighs more is taken to the cargo counter, where its owner pays by the kilogram and signs for its contents.',
  '## What is a codeshare flight?',
  'A codeshare flight is a flight that one airline sells and another airline operates. The rules of the airline that operates the flight hold for every bag, also for one that was paid for elsewhere.',
].join('\n\n');
const policies = 'policies: [quality, ethics]\npassages: { maxTokens: 60 }\n';
const withJudge = `${policies}judge: { provider: openai-compatible, model: judge-1 }\n`;

/** What a judge says about every pair of a passage, however many it has. */
const aReply = (support: string) => ({
  judgements: Array.from({ length: 20 }, (_, index) => ({
    pair: index + 1,
    support,
    answersQuestion: true,
    standsAlone: true,
    score: support === 'supported' ? 0.9 : 0.1,
    violations: [],
    reason: `the answer is ${support}`,
  })),
});

const aCase = async (judge: LanguageModel, settings = withJudge) => {
  const air = localCase({ judge });
  await air.source.write('air/baggage.md', baggage);
  await air.source.write('air/dataset.yaml', settings);
  return air;
};

it('keeps what the judge supports, with its score, and keeps the rest out with its reason', async () => {
  const judge = scriptedModel(aReply('unsupported'), aReply('supported'));
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
  const judge = scriptedModel(aReply('supported'));
  const air = await aCase(judge);
  await air.run('air');
  const [before, calls] = [await fingerprint(air.dataset), judge.requests.length];
  expect(calls).toBe(2);
  await air.run('air');
  expect(judge.requests).toHaveLength(calls);
  expect(await fingerprint(air.dataset)).toEqual(before);
});

it('judges anew only the passage that an edit changed', async () => {
  const judge = scriptedModel(aReply('supported'));
  const air = await aCase(judge);
  await air.run('air');
  await air.source.write('air/baggage.md', baggage.replace('23 kg', '32 kg'));
  await air.run('air');
  expect(judge.requests).toHaveLength(3);
  expect(judge.requests.at(-1)?.prompt).toContain('32 kg');
});

it('asks a judge that throttles again, and pays for no passage twice', async () => {
  const judge = scriptedModel(aReply('supported'));
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
  const judge = scriptedModel(aReply('supported'));
  const air = await aCase(judge, policies);
  await air.run('air');
  expect(judge.requests).toEqual([]);
  const { rulesNotRun, version } = await air.manifest('air');
  expect(rulesNotRun).toContain('ethics@1.0.0 violent-crimes');
  for (const file of ['report.html', 'README.md']) {
    const text = new TextDecoder().decode(await air.dataset.read(`air/versions/${version}/${file}`));
    expect(text).toContain('ethics@1.0.0 violent-crimes');
  }
});
