import { describe, expect, it } from 'vitest';
import { checkAccounts } from '../../../../../functions/assemble/describe/check-accounts.ts';
import { findAttention } from '../../../../../functions/assemble/describe/find-attention.ts';
import { datasetSettingsSchema } from '../../../../../shared/domain/dataset-settings.ts';
import { noGuardrailUsage } from '../../../../../shared/domain/guardrail.ts';
import type { Manifest } from '../../../../../shared/domain/manifest.ts';
import {
  aManifest,
  aProcessedDocument,
  aRejectedDocument,
  keptFactual,
  savedPrompts,
} from '../../../../support/a-manifest.ts';

const points = (overrides: Partial<Manifest>) =>
  findAttention(aManifest(overrides)).map(({ weight, text }) => `${weight}: ${text}`);

const { conversion, pairs } = aProcessedDocument();

describe('findAttention', () => {
  it('says when a model judged its own pairs', () => {
    const model = { provider: 'bedrock', model: 'amazon.nova-pro-v1:0' };
    const settingsOf = (judge: object) => ({
      only: datasetSettingsSchema.parse({ generator: model, judge }),
    });
    expect(points({ settings: settingsOf(model) })).toEqual([
      'check: Pairs were judged by the model that made them; another model would be a stricter judge.',
    ]);
    expect(points({ settings: settingsOf({ ...model, model: 'amazon.nova-lite-v1:0' }) })).toEqual([]);
  });

  it('says when a guardrail has not seen everything, or has seen it in two versions', () => {
    const usage = noGuardrailUsage;
    expect(points({ guarding: { guardrails: ['abc@1'], passagesWithout: 0, usage } })).toEqual([]);
    expect(points({ guarding: { guardrails: ['abc@1', 'abc@2'], passagesWithout: 2, usage } })).toEqual([
      'check: The guardrail has not seen the pairs of 2 passages: they were judged where none was configured.',
      'check: Pairs were judged by 2 versions of a guardrail: abc@1, abc@2.',
    ]);
  });

  it('calls it a problem where a saved prompt takes out a row that is not there', () => {
    const saved = { ...savedPrompts, rejectedLines: [], lines: 8 };
    expect(points({ saved })).toEqual([
      expect.stringMatching(/^problem: 1 line of the saved prompts names a row that is not in the dataset/),
    ]);
    expect(points({ saved: { ...saved, unmatched: [] } })).toEqual([]);
  });

  it('says where rows show fewer distractors than asked for', () => {
    const grounding = {
      method: 'lexical-1',
      withOracle: 9,
      withoutOracle: 1,
      refusing: 1,
      unanswerable: 0,
      byDistractors: { 2: 10 },
    };
    expect(points({ grounding: { ...grounding, short: 0 } })).toEqual([]);
    expect(points({ grounding: { ...grounding, short: 10 } })).toEqual([
      'check: 10 rows show fewer distractors than the settings ask for: no more passages were found in their split that do not answer.',
    ]);
  });

  it('says that there is nothing to train on where all rows are for validation', () => {
    expect(points({ splits: { train: 0, validation: 10, rejected: 2 } })).toContainEqual(
      expect.stringMatching(/^problem: Every section fell into validation.*split: \{ validation: 0 \}/),
    );
  });

  it('says which documents are not finished', () => {
    const { documentId, sourceUri, sha256, bytes } = aProcessedDocument();
    expect(points({ unfinished: [{ documentId, sourceUri, sha256, bytes }] })).toEqual([
      'check: 1 document is read but not finished, and not part of this version; the next run over the dataset finishes it.',
    ]);
  });

  it('finds nothing in a version where all went well', () => {
    expect(points({})).toEqual([]);
  });

  it('wants a suggested system prompt to be accepted, and says when there is none', () => {
    const { systemPrompt } = aManifest();
    expect(points({ systemPrompt: { ...systemPrompt, origin: 'suggested', modelId: 'm-1' } })).toEqual([
      'check: The system prompt of every row was suggested by a model, and nobody has accepted it yet.',
    ]);
    expect(points({ systemPrompt: { ...systemPrompt, note: 'It refused.' } })).toEqual([
      'check: The model suggested no system prompt, so one was made from the title: It refused.',
    ]);
  });

  it('calls a failed document a problem, before anything else', () => {
    const found = points({
      documents: [aProcessedDocument(), aRejectedDocument({ reason: 'encrypted', detail: 'locked' })],
      failures: [{ sourceUri: 's3://source/airline/a.pdf', error: 'Error', cause: 'a bug' }],
    });
    expect(found).toEqual([
      'problem: 1 document failed in processing and is not part of this version.',
      'check: 1 document could not be read and gave no rows.',
    ]);
  });

  it('points at low fidelity, low coverage and passages without an answer', () => {
    const found = points({
      documents: [
        aProcessedDocument({
          conversion: { ...conversion, fidelity: 0.7 },
          coverage: { passages: 5, covered: 3, facts: 0, coveredFacts: 0 },
          uncovered: ['psg_1', 'psg_2'].map((passageId) => ({
            subject: 'passage',
            passageId,
            headingPath: [],
            reason: 'generation-failed',
            detail: 'The reply was cut off.',
          })),
        }),
      ],
      coverage: { passages: 5, covered: 3, facts: 0, coveredFacts: 0 },
    });
    expect(found).toEqual([
      'check: 1 document lost something in conversion: baggage.md (fidelity 70 %).',
      'check: Only 60 % of the passages have a kept pair.',
      'check: For 2 passages the generator gave nothing usable.',
    ]);
  });

  it('points at passages that could not be checked', () => {
    const found = points({
      documents: [
        aProcessedDocument({
          coverage: { passages: 10, covered: 9, facts: 0, coveredFacts: 0 },
          uncovered: [
            {
              subject: 'passage',
              passageId: 'psg_1',
              headingPath: [],
              reason: 'withheld',
              detail: 'The pattern was stopped.',
            },
          ],
        }),
      ],
      coverage: { passages: 10, covered: 9, facts: 0, coveredFacts: 0 },
    });
    expect(found).toEqual([
      'check: 1 passage could not be checked, because a detector failed, and was shown to nobody.',
    ]);
  });

  it('points at pairs that could not be checked', () => {
    const found = points({
      pairs: { ...pairs, rejectedByReason: { 'detector-failed': 2 }, keptByType: keptFactual(0) },
    });
    expect(found).toEqual([
      'check: 2 pairs could not be checked, because a detector failed, and were held back.',
    ]);
  });

  it('points at rules that needed a judge and had none', () => {
    expect(points({ rulesNotRun: ['ethics@1.0.0 privacy', 'gdpr@1.0.0 inferred'] })).toEqual([
      'check: 2 policy rules did not run: only a model can judge them, and no judge was configured.',
    ]);
  });

  it('says when nothing was kept', () => {
    const nothing = {
      generated: 0,
      kept: 0,
      redacted: 0,
      rejected: 0,
      rejectedByReason: {},
      keptByType: keptFactual(0),
    };
    expect(
      points({
        documents: [],
        pairs: nothing,
        splits: { train: 0, validation: 0, rejected: 0 },
        coverage: { passages: 0, covered: 0, facts: 0, coveredFacts: 0 },
      }),
    ).toEqual(['problem: No pair was kept.']);
  });

  it('notes what only has to be known', () => {
    const found = points({
      settings: { a: datasetSettingsSchema.parse({}), b: datasetSettingsSchema.parse({ title: 'B' }) },
      splits: { train: 10, validation: 0, rejected: 2 },
      files: [{ name: 'train.bedrock.jsonl', sha256: '', bytes: 1, rows: 9 }],
    });
    expect(found).toEqual([
      'note: No section fell into validation; hold out rows of your own to measure training.',
      'note: Pairs were made without a language model: answers are taken from the documents as they stand.',
      'note: The documents were read under 2 states of the settings.',
      'note: 1 kept row is left out of the Bedrock files: Bedrock refuses a word in it.',
    ]);
  });

  it('reports counts that disagree instead of hiding them', () => {
    const found = points({ splits: { train: 8, validation: 1, rejected: 2 } });
    expect(found).toEqual([
      'problem: The counts disagree: 10 kept = 8 in train + 1 in validation does not hold.',
    ]);
  });
});

describe('checkAccounts', () => {
  it.each<[string, Partial<Manifest>]>([
    ['a pair that is neither kept nor rejected', { pairs: { ...pairs, generated: 13 } }],
    [
      'a rejected pair without a reason',
      { pairs: { ...pairs, rejectedByReason: { duplicate: 1 }, keptByType: keptFactual(0) } },
    ],
    [
      'a passage without pair and reason',
      { coverage: { passages: 6, covered: 5, facts: 0, coveredFacts: 0 } },
    ],
  ])('notices %s', (_, overrides) => {
    const held = checkAccounts(aManifest(overrides)).map(({ holds }) => holds);
    expect(held.filter((holds) => !holds)).toHaveLength(1);
  });
});
