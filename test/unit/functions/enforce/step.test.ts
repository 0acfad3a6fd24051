import { describe, expect, it } from 'vitest';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { requireJson, writeJson } from '#shared/dataset/json-object.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { datasetSettingsSchema } from '#shared/domain/dataset-settings.ts';
import { noUsage } from '#shared/domain/usage.ts';
import { enforcementSchema } from '#shared/domain/verdict.ts';
import { ThrottledError } from '#shared/errors.ts';
import type { Guardrail } from '#shared/ports/guardrail.ts';
import type { LanguageModel } from '#shared/ports/language-model.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';
import { bindStep } from '#shared/step.ts';
import { enforceStep } from '../../../../functions/enforce/step.ts';
import { judgePrompts } from '../../../../local/judge-prompts.ts';
import { aPair, aPassage } from '../../../support/a-passage.ts';
import { engineOf } from '../../../support/policies.ts';
import { scriptedGuardrail } from '../../../support/scripted-guardrail.ts';
import { scriptedModel } from '../../../support/scripted-model.ts';
import { storeDocument } from '../../../support/store-document.ts';

const rules = `
  - { id: rude, kind: judge, title: No rudeness, severity: low, action: reject, instruction: The answer is rude. }`;
const fine = {
  pair: 1,
  support: 'supported',
  quote: 'up to 23 kg',
  answersQuestion: true,
  standsAlone: true,
  score: 0.9,
  violations: [],
  reason: 'fine',
};
const passage = aPassage();
const keys = documentKeys('air', passage.documentId);

interface Case {
  readonly judge?: LanguageModel;
  readonly guardrail?: Guardrail;
  readonly engine?: PolicyEngine;
  readonly pairs?: readonly ReturnType<typeof aPair>[];
  readonly unasked?: readonly ReturnType<typeof aPair>[];
}

/** A store with one passage and its pairs, and the step over it; `judge` sets what `dataset.yaml` names. */
const enforcing = (store = memoryObjectStore('dataset')) => {
  return async ({
    judge,
    guardrail,
    engine = engineOf(rules),
    pairs = [aPair()],
    unasked = [],
  }: Case = {}) => {
    const settings = datasetSettingsSchema.parse(
      judge ? { judge: { provider: 'bedrock', model: judge.modelId } } : {},
    );
    await storeDocument(store, [passage], settings);
    await writeJson(store, keys.generation(passage, 'g1', 'passage'), {
      generator: 'test',
      modelId: null,
      promptVersion: '1',
      createdAt: '2026-11-22T00:00:00.000Z',
      facts: [],
      pairs,
      unasked,
      failure: null,
      usage: noUsage,
      shortfall: null,
    });
    const step = bindStep(enforceStep, {
      dataset: store,
      loadPolicyEngine: async () => engine,
      guardrail,
      judgePrompts: judgePrompts(),
      languageModelFor: async (setting, { model }) => {
        if (judge === undefined) throw new Error(`${setting} ${model} was asked for and none is configured`);
        return judge;
      },
    });
    const output = await step({
      dataset: 'air',
      documentId: passage.documentId,
      slice: { from: 0, to: 1 },
      attempt: 0,
      execution: 'one',
      generation: { generatorId: 'g1' },
    });
    const enforcement = await requireJson(store, keys.enforcement(passage), enforcementSchema);
    return { output, enforcement, verdict: enforcement.verdicts[0] };
  };
};

describe('a dataset with a judge', () => {
  it('has its pairs judged in one call, with the score and the cost on record', async () => {
    const enforce = enforcing();
    const judge = scriptedModel({ judgements: [fine, { ...fine, pair: 2, score: 0.7 }] });
    const second = aPair({ question: 'What weight may a checked bag have?' });
    const { enforcement } = await enforce({ judge, pairs: [aPair(), second] });
    expect(judge.requests).toHaveLength(1);
    expect(enforcement).toMatchObject({
      rulesNotRun: [],
      judgeUsage: { calls: 1, inputTokens: 100, outputTokens: 20 },
      verdicts: [{ scores: { judge: 0.9 } }, { scores: { judge: 0.7 } }],
    });
  });

  it('asks nothing about pairs that are rejected already', async () => {
    const enforce = enforcing();
    const judge = scriptedModel({ judgements: [] });
    const { enforcement } = await enforce({ judge, pairs: [aPair({ answer: 'Up to 99 kg.' })] });
    expect(judge.requests).toEqual([]);
    expect(enforcement.judgeUsage.calls).toBe(0);
  });

  it('pays once for the same pairs, packs and judge, and again when one of them changes', async () => {
    const enforce = enforcing();
    const judge = scriptedModel({ judgements: [fine] });
    await enforce({ judge });
    expect((await enforce({ judge })).output).toMatchObject({ judged: 0, cached: 1 });
    expect(judge.requests).toHaveLength(1);

    await enforce({ judge, engine: engineOf(rules.replace('is rude', 'is very rude')) });
    expect(judge.requests).toHaveLength(2);

    const other = { ...scriptedModel({ judgements: [{ ...fine, support: 'partial' }] }), modelId: 'other' };
    expect((await enforce({ judge: other })).verdict?.decision).toBe('rejected');
    expect(other.requests).toHaveLength(1);
  });

  it('rejects what the judge could not answer for, with a finding that names it', async () => {
    const enforce = enforcing();
    const { verdict } = await enforce({ judge: scriptedModel('no JSON') });
    expect(verdict).toMatchObject({
      decision: 'rejected',
      rejections: [{ reason: 'detector-failed' }],
      findings: [{ ruleId: 'detector-failed', action: 'reject' }],
    });
    expect(verdict?.findings[0]?.detector).toMatch(/^judge scripted-1 /);
  });

  it('only flags it where the packs say so', async () => {
    const enforce = enforcing();
    const engine = engineOf(rules, 'onDetectorError: flag');
    const { verdict } = await enforce({ judge: scriptedModel('no JSON'), engine });
    expect(verdict).toMatchObject({
      decision: 'pass',
      rejections: [],
      findings: [{ ruleId: 'detector-failed', action: 'flag' }],
    });
  });

  it('leaves throttling to the workflow, and nothing half-judged behind', async () => {
    const enforce = enforcing();
    const throttled: LanguageModel = {
      ...scriptedModel(),
      answer: () => Promise.reject(new ThrottledError('slow down')),
    };
    await expect(enforce({ judge: throttled })).rejects.toThrow(ThrottledError);
    const { output } = await enforce({ judge: scriptedModel({ judgements: [fine] }) });
    expect(output).toEqual({ judged: 1, cached: 0, toRetry: 0, nextAttempt: 1 });
  });
});

describe('a dataset without a judge', () => {
  it('says which rules did not run', async () => {
    const enforce = enforcing();
    const { enforcement } = await enforce();
    expect(enforcement).toMatchObject({ judgeId: null, rulesNotRun: ['test@1.0.0 rude'] });
    expect(enforcement.verdicts).toMatchObject([{ decision: 'pass', scores: { judge: null } }]);
  });

  it('judges anew as soon as one is named', async () => {
    const enforce = enforcing();
    await enforce();
    const { output, enforcement } = await enforce({ judge: scriptedModel({ judgements: [fine] }) });
    expect(output).toEqual({ judged: 1, cached: 0, toRetry: 0, nextAttempt: 1 });
    expect(enforcement.rulesNotRun).toEqual([]);
  });

  it('makes verdicts of an older shape anew', async () => {
    const store = memoryObjectStore('dataset');
    await writeJson(store, keys.enforcement(passage), { generatorId: 'g1', verdicts: 'of long ago' });
    expect((await enforcing(store)()).output).toMatchObject({ judged: 1, cached: 0 });
  });
});

describe('a deployment with a guardrail', () => {
  const blocksTopic = {
    ruleId: 'topic-bags',
    action: 'reject',
    phrase: 'bag',
    isAboutWholeText: true,
  } as const;

  it('has each pair judged by it last, with its version and its cost on record', async () => {
    const judge = scriptedModel({ judgements: [fine] });
    const guardrail = scriptedGuardrail([blocksTopic], { id: 'abc123@7' });
    const { enforcement, verdict } = await enforcing()({ judge, guardrail });
    expect(enforcement).toMatchObject({
      guardrailId: 'abc123@7',
      guardrailUsage: { calls: 2, sensitiveUnits: 2, usd: 0.0002 },
    });
    expect(verdict).toMatchObject({ decision: 'rejected', scores: { judge: 0.9 } });
    expect(verdict?.findings).toMatchObject([{ pack: 'abc123@7' }, { pack: 'abc123@7' }]);
  });

  it('pays once for the same pairs, and again for another version', async () => {
    const enforce = enforcing();
    const guardrail = scriptedGuardrail([], { id: 'abc123@7' });
    await enforce({ guardrail });
    expect((await enforce({ guardrail })).output).toMatchObject({ judged: 0, cached: 1 });
    expect(guardrail.requests).toHaveLength(2);

    const next = scriptedGuardrail([blocksTopic], { id: 'abc123@8' });
    expect((await enforce({ guardrail: next })).verdict?.decision).toBe('rejected');
  });

  it('judges what was judged without one, and does not ask the judge again', async () => {
    const enforce = enforcing();
    const judge = scriptedModel({ judgements: [fine] });
    await enforce({ judge });
    const { verdict, enforcement } = await enforce({ judge, guardrail: scriptedGuardrail([blocksTopic]) });
    expect(verdict?.decision).toBe('rejected');
    expect(enforcement.judgeUsage.calls).toBe(1);
    expect(judge.requests).toHaveLength(1);
  });

  it('leaves throttling to the workflow, and pays the judge once for all that', async () => {
    const enforce = enforcing();
    const judge = scriptedModel({ judgements: [fine] });
    const guardrail = scriptedGuardrail([], { failures: { 1: 'throttled' } });
    await expect(enforce({ judge, guardrail })).rejects.toThrow(ThrottledError);
    const { output, enforcement } = await enforce({ judge, guardrail });
    expect(output).toMatchObject({ judged: 1, cached: 0 });
    expect(enforcement.guardrailId).toBe('scripted@1');
    expect(judge.requests).toHaveLength(1);
  });

  it('shows its newest version what an earlier attempt may have shown another one', async () => {
    const store = memoryObjectStore('dataset');
    const enforce = enforcing(store);
    const { enforcement } = await enforce({ guardrail: scriptedGuardrail([], { id: 'abc123@7' }) });
    // As another attempt leaves it when the guardrail throttles after the judge was paid.
    await writeJson(store, keys.enforcement(passage), { ...enforcement, guardrailId: null });
    const next = await enforce({ guardrail: scriptedGuardrail([blocksTopic], { id: 'abc123@8' }) });
    expect(next.verdict?.decision).toBe('rejected');
  });

  it('keeps no verdict where the guardrail may not be used, so that mending it is enough', async () => {
    const store = memoryObjectStore('dataset');
    const enforce = enforcing(store);
    const refused = scriptedGuardrail([], { failures: { 0: 'not-allowed' } });
    await expect(enforce({ guardrail: refused })).rejects.toThrow('AccessDenied');
    expect(await store.read(keys.enforcement(passage))).toBeUndefined();
  });
});

it('a pair that the model was not asked for is on record with its reason, and no judge sees it', async () => {
  const judge = scriptedModel({ judgements: [fine] });
  const { enforcement } = await enforcing()({
    judge,
    unasked: [aPair({ question: 'How many bags may I check?' })],
  });
  expect(enforcement.verdicts).toMatchObject([
    { decision: 'pass' },
    {
      decision: 'rejected',
      pair: { question: 'How many bags may I check?' },
      rejections: [{ reason: 'not-asked-for' }],
      complaint: null,
    },
  ]);
  expect(judge.requests[0]?.prompt).not.toContain('How many bags may I check?');
});
