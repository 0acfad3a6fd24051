import { expect, it } from 'vitest';
import { datasetSettingsSchema } from '#shared/domain/dataset-settings.ts';
import type { Manifest } from '#shared/domain/manifest.ts';
import { noUsage } from '#shared/domain/usage.ts';
import { summarize } from '../../../local/summary.ts';
import { aManifest, savedPrompts } from '../../support/a-manifest.ts';
import { aRow } from '../../support/a-row.ts';

const summaryOf = (given: Partial<Manifest>): string =>
  summarize(aManifest(given), 'out', undefined).join('\n');
const coverage = (covered: number) => ({ passages: 10, covered, facts: 0, coveredFacts: 0 });
const spending = { spentUsd: { generator: 0.05, judge: 0.019 }, lostUsd: 0, budgetUsd: 0.1, prices: {} };
const paid = { ...noUsage, calls: 3, usd: 0.057 };
const usage = { generator: paid, judge: noUsage, ocr: noUsage };

it('names a model as the mend where the extractive generator covers less than half', () => {
  const settings = { 'settings-1': datasetSettingsSchema.parse({}) };
  expect(summaryOf({ settings, coverage: coverage(4) })).toContain('name one with --model');
  expect(summaryOf({ settings, coverage: coverage(5) })).not.toContain('name one with --model');
});

it('says that there is nothing to train on where all rows are for validation', () => {
  expect(summaryOf({ splits: { train: 0, validation: 10, rejected: 2 } })).toContain('Every section fell');
  expect(summaryOf({})).not.toContain('Every section fell');
});

it('says that a laptop fine-tunes nothing, where that is asked for', () => {
  const asked = datasetSettingsSchema.parse({ fineTuning: { baseModel: 'base' } });
  expect(summaryOf({ settings: { 'settings-1': asked } })).toContain('no model was fine-tuned');
  expect(summaryOf({})).not.toContain('fine-tuned');
});

it('is silent about a guardrail that no local run has', () => {
  expect(summaryOf({})).not.toContain('uardrail');
});

it('gives the life of a dataset as the least that was paid where calls have no price', () => {
  const unpriced = { ...usage, judge: { ...paid, calls: 8, usd: null } };
  expect(summaryOf({ spending, usage: unpriced })).toContain(
    'in the life of the dataset at least $0.069 of a budget of $0.10; of 8 calls some or all have no price',
  );
  expect(summaryOf({ spending, usage })).toContain('in the life of the dataset $0.069 of');
});

it('says how much of it was perhaps paid for calls that died', () => {
  expect(summaryOf({ spending: { ...spending, lostUsd: 0.02 }, usage })).toContain(
    '$0.02 of it perhaps, for calls whose answer was lost',
  );
});

it('says that too little is left of a budget, or that it is spent', () => {
  const shortfall = { passages: 2, generator: paid, judge: noUsage };
  expect(summaryOf({ spending, shortfall })).toContain(
    'the $0.031 that are left of the budget of $0.10 are less than a call may cost',
  );
  expect(summaryOf({ spending: { ...spending, lostUsd: 0.031 }, shortfall })).toContain('is spent');
});

it('says what was asked in batches, and that a local run asks on demand', () => {
  const generator = { provider: 'bedrock', model: 'm', batch: true } as const;
  const settings = { 'settings-1': datasetSettingsSchema.parse({ generator }) };
  expect(summaryOf({ settings, usage })).toContain('only a deployed run can; every call was made on demand');
  const batches = { jobs: 2, records: 370, answered: 239, failed: 131, onDemand: { 'failed-twice': 1 } };
  expect(summaryOf({ settings, usage, batches })).toContain(
    '239 of 370 records answered in 2 batch jobs; 1 request asked on demand: failed in two jobs',
  );
  expect(summaryOf({ usage })).not.toContain('batch');
});

it('says what became of saved prompts, line by line where one gave no row', () => {
  const summary = summaryOf({ saved: savedPrompts });
  expect(summary).toContain('saved       5 kept, 2 corrections among them');
  expect(summary).toContain('✗ prompts.jsonl, line 4: not valid JSON at column 3.');
  expect(summary).toContain('✗ 1 line of the saved prompts names a row that is not in the dataset');
  expect(summaryOf({})).not.toContain('saved');
});

it('says how rows are grounded, and shortens their documents so that the question stays on the screen', () => {
  const grounding = {
    method: 'lexical-1',
    withOracle: 8,
    withoutOracle: 2,
    refusing: 2,
    unanswerable: 0,
    byDistractors: { 3: 10 },
    short: 0,
  };
  expect(summaryOf({ grounding })).toContain(
    'grounding   8 show the document that bears the answer, 2 do not',
  );
  expect(summaryOf({})).not.toContain('grounding');
  const documents = [{ id: 'psg_1', content: `Begin ${'soup '.repeat(2000)} end`, is_oracle: true }];
  const messages = [
    { role: 'user' as const, content: `<documents>${documents[0]?.content}</documents>\n\nWhich soup?` },
  ];
  const shown = summarize(aManifest({ grounding }), 'out', { ...aRow({ messages }), documents }).join('\n');
  expect(shown).toContain('Which soup?');
  expect(shown).toContain('"is_oracle": true');
  expect(shown.length).toBeLessThan(4000);
});
