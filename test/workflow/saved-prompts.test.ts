import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { datasetKeys, documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import { type AnyRow, type GroundedRow, questionOf, type RejectedRow } from '#shared/domain/row.ts';
import { checkAccounts } from '../../functions/assemble/describe/check-accounts.ts';
import type { Functions } from '../../local/local-workflows.ts';
import { judgeReply } from '../support/judge-reply.ts';
import { fingerprint, localCase } from '../support/local-case.ts';
import { scriptedModel } from '../support/scripted-model.ts';

const handbook = [
  '# Staff handbook',
  '## How long do we keep booking records?',
  'We keep booking records for six years after the date of travel.',
  '## What does a leaked key look like?',
  'A leaked key looks like a long random word and must be revoked within one hour.',
].join('\n\n');
const baggage =
  '# Baggage\n\n## How heavy may a checked bag be?\n\nA checked bag may weigh up to 23 kg on every route.\n';

const cello = { prompt: 'May I bring my cello on board?', response: 'Yes. Book a second seat for it.' };
const promptsKey = 'air/prompts.jsonl';
const promptsId = documentId(promptsKey);

const aCase = async (options: Parameters<typeof localCase>[0] = {}) => {
  const air = localCase(options);
  await air.source.write('air/handbook.md', handbook);
  await air.source.write('air/baggage.md', baggage);
  const save = (...lines: unknown[]) =>
    air.source.write(
      promptsKey,
      lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
    );
  const kept = async () => [...(await air.rows('air', 'train')), ...(await air.rows('air', 'validation'))];
  const rejected = async () => (await air.rows('air', 'rejected')) as RejectedRow[];
  const asking = (rows: readonly AnyRow[], words: string) =>
    rows.find((row) => questionOf(row).includes(words));
  /** Runs once and gives the row that asks with these words. */
  const generated = async (words: string) => {
    await air.run('air');
    const row = asking(await kept(), words);
    if (row === undefined) throw new Error(`nothing asks about ${words}`);
    return row;
  };
  return { ...air, save, kept, rejected, asking, generated };
};

const answerOf = (row: AnyRow | undefined) => row?.messages.at(-1)?.content;

describe('the saved prompts of the examples', () => {
  it('name rows that are there', async () => {
    const airline = localCase();
    const folder = new URL('../../examples/airline/', import.meta.url);
    for (const name of ['prompts.jsonl', 'special-assistance.md', 'dataset.yaml'])
      await airline.source.write(`airline/${name}`, await readFile(new URL(name, folder)));
    await airline.run('airline');
    expect(await airline.manifest('airline')).toMatchObject({
      saved: {
        lines: 4,
        kept: 3,
        corrections: 1,
        rejected: 0,
        withdrawals: 1,
        rejectedLines: [],
        unmatched: [],
      },
      pairs: { rejectedByReason: { corrected: 1, withdrawn: 1 } },
    });
    const rows = [
      ...(await airline.rows('airline', 'train')),
      ...(await airline.rows('airline', 'validation')),
    ];
    expect(
      rows.filter(
        ({ generator, policy_decision }) => generator === 'saved' && policy_decision === 'redacted',
      ),
    ).toHaveLength(1);
  });
});

describe('saved prompts', () => {
  it('become rows that say who wrote them and where they stand', async () => {
    const air = await aCase();
    await air.save('', cello);
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED', output: { failedDocuments: 0 } });
    const row = air.asking(await air.kept(), 'cello');
    expect(row).toMatchObject({
      source_uri: 'memory://source/air/prompts.jsonl',
      heading_path: ['line 2'],
      page: null,
      evidence: [],
      evidence_spans: [],
      question_type: 'saved',
      generator: 'saved',
      model_id: null,
      policy_decision: 'pass',
      scores: { grounding: null, judge: null },
    });
    expect(row?.messages).toMatchObject([
      { role: 'system' },
      { role: 'user', content: cello.prompt },
      { role: 'assistant', content: cello.response },
    ]);
    const markdown = await air.dataset.read(documentKeys('air', promptsId).markdown);
    expect(new TextDecoder().decode(markdown).slice(row?.char_start, row?.char_end)).toContain('cello');
  });

  it('count apart, and not as passages of a document', async () => {
    const air = await aCase();
    await air.run('air');
    const { coverage, pairs } = await air.manifest('air');
    await air.save(cello, { prompt: 'What does it say in this document?', response: 'A lot.' });
    await air.run('air');
    expect(await air.manifest('air')).toMatchObject({
      coverage,
      pairs: { kept: pairs.kept + 1, keptByType: pairs.keptByType },
      saved: { lines: 2, kept: 1, rejected: 1, corrections: 0, withdrawals: 0, unmatched: [] },
    });
    expect(await air.rejected()).toMatchObject([{ rejection_reasons: [{ reason: 'not-standalone' }] }]);
  });

  it('keep a conversation whole, without its system message', async () => {
    const air = await aCase();
    await air.save({
      messages: [
        { role: 'system', content: 'You are a pirate.' },
        { role: 'user', content: 'May a dog travel in the cabin?' },
        { role: 'assistant', content: 'Yes, up to 8 kg.' },
        { role: 'user', content: 'And a heavier one?' },
        { role: 'assistant', content: 'In the hold.' },
      ],
    });
    await air.run('air');
    const { systemPrompt, documents } = await air.manifest('air');
    const row = air.asking(await air.kept(), 'dog');
    expect(row?.messages.map(({ content }) => content)).toEqual([
      systemPrompt.text,
      'May a dog travel in the cabin?',
      'Yes, up to 8 kg.',
      'And a heavier one?',
      'In the hold.',
    ]);
    expect(JSON.stringify(documents)).toContain('1 line comes with a system message');
  });

  it('are redacted, rejected and audited by the rules of the packs', async () => {
    const air = await aCase();
    await air.save(
      {
        prompt: 'Who answers questions on pets?',
        response: 'Write to pets@corvedale.example before you book.',
      },
      {
        prompt: 'How is the gate system opened?',
        response: 'The gate opens with the key AKIAIOSFODNN7EXAMPLE of the duty manager.',
      },
    );
    await air.run('air');
    const pets = air.asking(await air.kept(), 'pets');
    expect(pets).toMatchObject({ policy_decision: 'redacted' });
    expect(answerOf(pets)).toBe('Write to [EMAIL_1] before you book.');
    const [gate] = await air.rejected();
    expect(gate).toMatchObject({ rejection_reasons: [{ reason: 'policy' }] });
    const { version } = await air.manifest('air');
    const audit = await air.dataset.read(datasetKeys('air').version(version).audit);
    expect(new TextDecoder().decode(audit)).toContain(`"pairId":"${pets?.finetuning_data_element_id}"`);
    for await (const { key } of air.dataset.list('')) {
      const text = Buffer.from((await air.dataset.read(key)) ?? []).toString('latin1');
      if (!key.endsWith('/document.md')) expect(text, key).not.toMatch(/pets@|AKIAIOS/);
    }
  });

  describe('that read the same once they are redacted', () => {
    const pack = [
      'apiVersion: quarry-policy/v1',
      'id: own',
      'version: 1.0.0',
      'title: Own',
      'rules:',
      "  - { id: guests, kind: pattern, title: Guests, severity: low, action: redact, pattern: '[a-z]+@corvedale', entity: MAIL }",
      "  - { id: staff, kind: pattern, title: Staff, severity: high, action: reject, pattern: '[a-z]+@staff', entity: MAIL }",
      '',
    ].join('\n');
    const write = (mail: string) => ({
      prompt: 'Who helps with pets on board?',
      response: `Write to ${mail} before you book.`,
    });
    const [guests, staff] = [write('pets@corvedale'), write('pets@staff')];
    const withPack = async () => {
      const air = await aCase();
      await air.source.write('air/dataset.yaml', 'policies: [quality, own]\n');
      await air.source.write('policies/own.yaml', pack);
      const outcomes = async (...lines: unknown[]) => {
        await air.save(...lines);
        await air.run('air');
        const rows = [...(await air.kept()), ...(await air.rejected())];
        return rows
          .filter(({ generator }) => generator === 'saved')
          .map((row) => ({
            line: row.heading_path.join(),
            decision: row.policy_decision,
            reasons: 'rejection_reasons' in row ? row.rejection_reasons.map(({ reason }) => reason) : [],
            rules: row.policy_findings.map(({ ruleId }) => ruleId),
          }));
      };
      return { ...air, outcomes };
    };
    const kept = { decision: 'redacted', reasons: [], rules: ['guests'] };
    const rejected = { decision: 'rejected', reasons: ['policy'], rules: ['staff'] };

    it('each have a verdict of their own in one file', async () => {
      expect(await (await withPack()).outcomes(guests, staff)).toEqual([
        { line: 'line 1', ...kept },
        { line: 'line 2', ...rejected },
      ]);
    });

    it('get another when the one becomes the other', async () => {
      const air = await withPack();
      expect(await air.outcomes(guests)).toEqual([{ line: 'line 1', ...kept }]);
      expect(await air.outcomes(staff)).toEqual([{ line: 'line 1', ...rejected }]);
      expect(await air.outcomes(guests)).toEqual([{ line: 'line 1', ...kept }]);
    });

    it('keep the id, and no hash of what stood there before', async () => {
      const edited = await aCase();
      const rowOf = async (air: typeof edited, mail: string) => {
        await air.save(write(mail));
        await air.run('air');
        return air.asking(await air.kept(), 'pets');
      };
      const before = await rowOf(edited, 'one@corvedale.example');
      const after = await rowOf(edited, 'two@corvedale.example');
      const fresh = await rowOf(await aCase(), 'two@corvedale.example');
      expect(after?.policy_findings).toEqual(fresh?.policy_findings);
      expect(after?.policy_findings).not.toEqual(before?.policy_findings);
      expect(after?.finetuning_data_element_id).toBe(before?.finetuning_data_element_id);
    });
  });

  it('that are wrong in one line are right in the others, and the line is a rejection', async () => {
    const air = await aCase();
    await air.save(cello, '{"prompt": ', { prompt: 'May I bring a harp?' });
    await air.run('air');
    const { saved } = await air.manifest('air');
    expect(saved).toMatchObject({
      lines: 3,
      kept: 1,
      rejectedLines: [
        { line: 2, reason: 'not-json' },
        { line: 3, reason: 'not-a-prompt' },
      ],
    });
    const rejections = await air.dataset.read(documentKeys('air', promptsId).rejections);
    expect(new TextDecoder().decode(rejections)).toMatch(/"subject":"line","line":2.*\n.*"line":3/);
  });

  it.each([
    ['in a folder', 'air/chats/prompts.jsonl'],
    ['of another name', 'air/saved.jsonl'],
  ])('are a document as any other when they lie %s', async (_where, key) => {
    const air = await aCase();
    await air.source.write(key, `${JSON.stringify(cello)}\n`);
    await air.run('air');
    const { saved, documents } = await air.manifest('air');
    expect(saved).toBeNull();
    expect(documents.find(({ sourceUri }) => sourceUri.endsWith(key))).toMatchObject({
      conversion: { format: 'jsonl' },
    });
  });

  it('are shown no documents in a context-grounded dataset, and stand in no other row', async () => {
    const air = await aCase();
    await air.source.write('air/dataset.yaml', 'mode: context-grounded\n');
    const bag = {
      prompt: 'How heavy may a bag be that is not checked?',
      response: 'A cabin bag may weigh 8 kg.',
    };
    await air.save(bag);
    await air.run('air');
    const rows = (await air.kept()) as GroundedRow[];
    const saved = rows.find(({ question_type }) => question_type === 'saved');
    expect(saved?.messages.slice(1).map(({ content }) => content)).toEqual([bag.prompt, bag.response]);
    expect(saved?.documents).toEqual([]);
    expect(JSON.stringify(rows.filter((row) => row !== saved))).not.toContain('cabin bag');
    expect(rows.some(({ documents }) => documents.length > 0)).toBe(true);
  });

  it('may be none', async () => {
    const air = await aCase();
    await air.save();
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await air.manifest('air')).toMatchObject({ saved: { lines: 0, kept: 0, rejectedLines: [] } });
  });

  it('may be more than one call takes', async () => {
    const many = localCase();
    const things = Array.from({ length: 20 }, (_, index) => `thing number ${index}`);
    const lines = things.map((thing) => ({
      prompt: `May I bring ${thing}?`,
      response: `Yes, ${thing} may travel.`,
    }));
    await many.source.write('many/prompts.jsonl', lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await many.run('many');
    const rows = [...(await many.rows('many', 'train')), ...(await many.rows('many', 'validation'))];
    expect(rows.map(questionOf).sort()).toEqual(lines.map(({ prompt }) => prompt).sort());
  });

  it('make a dataset of their own', async () => {
    const only = localCase();
    await only.source.write('only/prompts.jsonl', `${JSON.stringify(cello)}\n`);
    expect(await only.run('only')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await only.manifest('only')).toMatchObject({ pairs: { kept: 1 }, coverage: { passages: 0 } });
  });

  it('change no byte and ask no model when they are read again', async () => {
    const judge = scriptedModel(judgeReply('supported'));
    const air = await aCase({ judge });
    await air.source.write('air/dataset.yaml', 'judge: { provider: bedrock, model: judge }\n');
    await air.save(cello, { withdraws: 'qa_0123456789abcdef' });
    await air.run('air');
    const before = await fingerprint(air.dataset);
    const calls = judge.requests.length;
    await air.run('air');
    expect(await fingerprint(air.dataset)).toEqual(before);
    expect(judge.requests).toHaveLength(calls);
  });

  it('are shown to the judge as policy leaves them, and those that it turns down are not asked for again', async () => {
    const judge = scriptedModel((prompt: string) =>
      judgeReply('supported', { answersQuestion: !prompt.includes('Question: May I bring') })(prompt),
    );
    const air = await aCase({ judge });
    await air.source.write('air/dataset.yaml', 'judge: { provider: bedrock, model: judge, retries: 3 }\n');
    await air.save(cello, {
      prompt: 'Who helps with pets?',
      response: 'Ask pets@corvedale.example before you book.',
    });
    await air.run('air');
    expect(air.asking(await air.kept(), 'pets')).toMatchObject({ scores: { judge: 0.9 } });
    expect(await air.rejected()).toMatchObject([{ rejection_reasons: [{ reason: 'judged-unsupported' }] }]);
    const prompts = judge.requests.map(({ prompt }) => prompt);
    expect(prompts.filter((prompt) => prompt.includes('cello'))).toHaveLength(1);
    expect(prompts.join()).toContain('Ask [EMAIL_1] before');
    expect(prompts.join()).not.toContain('pets@');
  });

  it('whose judge the budget does not reach for wait, and the lines say so', async () => {
    const judge = scriptedModel(judgeReply('supported'));
    const air = await aCase({ judge });
    const settings = (budget: number) =>
      `judge: { provider: bedrock, model: judge, price: { input: 10, output: 50 } }\nbudgetUsd: ${budget}\n`;
    await air.source.write('air/dataset.yaml', settings(0));
    await air.save(cello);
    await air.run('air');
    expect(await air.manifest('air')).toMatchObject({
      saved: { lines: 1, kept: 0, rejectedLines: [{ line: 1, reason: 'budget-exhausted' }] },
    });
    await air.source.write('air/dataset.yaml', settings(10));
    await air.run('air');
    expect((await air.manifest('air')).saved).toMatchObject({ kept: 1, rejectedLines: [] });
  });

  it('keep their ids, verdicts and splits when lines are written before them', async () => {
    const air = await aCase();
    await air.save(cello);
    await air.run('air');
    const before = air.asking(await air.kept(), 'cello');
    await air.save(
      { prompt: 'May I bring my harp on board?', response: 'No, a harp travels as cargo.' },
      '',
      cello,
    );
    await air.run('air');
    const after = air.asking(await air.kept(), 'cello');
    expect(after).toMatchObject({ heading_path: ['line 3'] });
    expect({ ...after, heading_path: [], char_start: 0, char_end: 0, source_sha256: '' }).toEqual({
      ...before,
      heading_path: [],
      char_start: 0,
      char_end: 0,
      source_sha256: '',
    });
  });

  it('leave the system prompt that is made of the title of an only document', async () => {
    const only = localCase();
    await only.source.write('only/baggage.md', baggage);
    await only.run('only');
    const { systemPrompt } = await only.manifest('only');
    expect(systemPrompt).toMatchObject({ origin: 'title', text: expect.stringContaining('Baggage') });
    await only.source.write('only/prompts.jsonl', `${JSON.stringify(cello)}\n`);
    await only.run('only');
    expect((await only.manifest('only')).systemPrompt).toEqual(systemPrompt);
  });

  it('go with their file, and what they replaced comes back', async () => {
    const air = await aCase();
    const bag = await air.generated('checked bag');
    await air.save({ ...cello, replaces: bag.finetuning_data_element_id });
    await air.announce(promptsKey);
    await air.run('air');
    expect(air.asking(await air.kept(), 'checked bag')).toBeUndefined();
    await air.source.delete(promptsKey);
    await air.announce(promptsKey, 'Object Deleted');
    await air.run('air');
    expect(air.asking(await air.kept(), 'cello')).toBeUndefined();
    expect(air.asking(await air.kept(), 'checked bag')).toEqual(bag);
    expect((await air.manifest('air')).saved).toBeNull();
    for await (const { key } of air.dataset.list(documentKeys('air', promptsId).folder))
      expect(key).toBe(documentKeys('air', promptsId).tombstone);
  });
});

describe('a version without the saved prompts of its dataset', () => {
  const failing = (functions: Functions): Functions => ({
    ...functions,
    SplitFunction: async (payload) => {
      if (JSON.stringify(payload).includes(promptsId)) throw new TypeError('a bug');
      return functions.SplitFunction(payload);
    },
  });
  const withdrawn = async () => {
    const air = await aCase();
    const bag = await air.generated('checked bag');
    const line = { withdraws: bag.finetuning_data_element_id };
    await air.save(line);
    await air.run('air');
    const { version } = await air.manifest('air');
    const expectStill = async () => expect((await air.manifest('air')).version).toBe(version);
    return { ...air, line, expectStill };
  };

  it('is not made where they fail, and is when they are mended', async () => {
    const air = await withdrawn();
    const failed = { status: 'FAILED', error: 'SavedPromptsError', cause: expect.stringMatching(/a bug/) };
    expect(await air.run('air', failing)).toMatchObject(failed);
    await air.expectStill();
    await air.run('air');
    expect(air.asking(await air.kept(), 'checked bag')).toBeUndefined();
  });

  it('is not made where they are half-way, and is when a run has finished them', async () => {
    const air = await withdrawn();
    await air.save(air.line, cello);
    await air.announce(promptsKey, 'Object Created', failing);
    expect(await air.run('air', undefined, { prefix: 'baggage' })).toMatchObject({
      status: 'FAILED',
      error: 'UnfinishedError',
    });
    await air.expectStill();
    await air.run('air');
    expect(air.asking(await air.kept(), 'checked bag')).toBeUndefined();
    expect(air.asking(await air.kept(), 'cello')).toBeDefined();
  });

  it('is not made where the file cannot be read as a whole', async () => {
    const air = await withdrawn();
    await air.save(JSON.stringify([cello], null, 2));
    expect(await air.run('air')).toMatchObject({
      error: 'SavedPromptsError',
      cause: expect.stringContaining('prompts.jsonl: it is a JSON list'),
    });
    await air.expectStill();
  });
});

describe('a correction', () => {
  it('takes the place of the row that it names, in the same split, and the row says so in quarantine', async () => {
    const air = await aCase();
    await air.source.write('air/dataset.yaml', 'split: { validation: 0.5 }\n');
    const bag = await air.generated('checked bag');
    await air.save({
      prompt: questionOf(bag),
      failedResponse: answerOf(bag),
      correctedResponse: 'Up to 32 kg in Business, and up to 23 kg in every other class.',
      replaces: bag.finetuning_data_element_id,
    });
    await air.run('air');
    const corrected = air.asking(await air.kept(), 'checked bag');
    expect(answerOf(corrected)).toContain('32 kg');
    expect(corrected?.split).toBe(bag.split);
    const old = (await air.rejected()).find(
      (row) => row.finetuning_data_element_id === bag.finetuning_data_element_id,
    );
    expect(old).toMatchObject({
      rejection_reasons: [
        {
          reason: 'corrected',
          detail: `Line 1 of the saved prompts puts ${corrected?.finetuning_data_element_id} in its place.`,
        },
      ],
    });
    expect((await air.manifest('air')).saved).toMatchObject({ kept: 1, corrections: 1 });
  });

  it.each([1, 2, 3, 4, 5, 6])('is where the row was, whichever split that is (%i)', async (salt) => {
    const air = await aCase();
    await air.source.write('air/dataset.yaml', 'split: { validation: 0.5 }\n');
    const bag = await air.generated('checked bag');
    await air.save({ ...cello, prompt: `${cello.prompt} ${salt}`, replaces: bag.finetuning_data_element_id });
    await air.run('air');
    expect(air.asking(await air.kept(), 'cello')?.split).toBe(bag.split);
  });

  it('of a correction is where the first row was, and all of it is accounted for', async () => {
    const air = await aCase();
    await air.source.write('air/dataset.yaml', 'split: { validation: 0.5 }\n');
    const bag = await air.generated('checked bag');
    const names = ['cello', 'harp', 'tuba', 'drum'];
    const chain: object[] = [];
    let replaced: AnyRow | undefined = bag;
    for (const name of names) {
      chain.push({
        ...cello,
        prompt: `May I bring my ${name} on board?`,
        replaces: replaced?.finetuning_data_element_id,
      });
      await air.save(...chain);
      await air.run('air');
      const kept: AnyRow[] = await air.kept();
      replaced = air.asking(kept, name);
      expect(replaced?.split).toBe(bag.split);
      expect(kept.filter(({ generator }) => generator === 'saved')).toHaveLength(1);
    }
    // The last line asks what the one before asks, and names nobody.
    await air.save(...chain, {
      prompt: 'May I bring my drum on board?',
      response: 'No. It travels as cargo.',
    });
    await air.run('air');
    const last = air.asking(await air.kept(), 'drum');
    expect(answerOf(last)).toContain('cargo');
    expect(last?.split).toBe(bag.split);
    const old = (await air.rejected()).find(({ generator }) => generator !== 'saved');
    expect(old?.rejection_reasons[0]?.detail).toContain(
      `puts ${last?.finetuning_data_element_id} in its place`,
    );
    const manifest = await air.manifest('air');
    expect(manifest.saved).toMatchObject({ lines: 5, kept: 1, rejected: 4, unmatched: [] });
    expect(checkAccounts(manifest).filter(({ holds }) => !holds)).toEqual([]);
  });

  it('takes a wrong row out also where it is rejected itself', async () => {
    const air = await aCase();
    const bag = await air.generated('checked bag');
    await air.save({
      prompt: questionOf(bag),
      response: 'As heavy as the key AKIAIOSFODNN7EXAMPLE allows every passenger.',
      replaces: bag.finetuning_data_element_id,
    });
    await air.run('air');
    expect(air.asking(await air.kept(), 'checked bag')).toBeUndefined();
    const reasons = (await air.rejected()).flatMap((row) => row.rejection_reasons);
    expect(reasons).toContainEqual({
      reason: 'corrected',
      detail:
        'Line 1 of the saved prompts corrects it; the correction was rejected, so nothing stands in its place.',
    });
  });

  it('wins over a generated row that asks the same, also unnamed, and the last line over the ones before', async () => {
    const air = await aCase();
    const bag = await air.generated('checked bag');
    const answers = ['Up to 30 kg.', 'Up to 32 kg.'];
    await air.save(...answers.map((response) => ({ prompt: questionOf(bag), response })));
    await air.run('air');
    expect(answerOf(air.asking(await air.kept(), 'checked bag'))).toBe('Up to 32 kg.');
    const reasons = (await air.rejected()).flatMap((row) => row.rejection_reasons);
    expect(reasons.map(({ reason }) => reason)).toEqual(['conflict', 'conflict']);
  });

  it('has the first turn where a total is asked for', async () => {
    const air = await aCase();
    await air.source.write('air/dataset.yaml', 'pairs: { total: 1 }\n');
    await air.save(cello);
    await air.run('air');
    expect((await air.kept()).map(questionOf)).toEqual([cello.prompt]);
  });

  it('that names no row is kept, and what it names is said', async () => {
    const air = await aCase();
    await air.save({ ...cello, replaces: 'qa_0123456789abcdef' }, { withdraws: 'qa_fedcba9876543210' });
    await air.run('air');
    const { saved } = await air.manifest('air');
    expect(saved).toMatchObject({
      kept: 1,
      withdrawals: 1,
      unmatched: [
        { line: 1, rowId: 'qa_0123456789abcdef' },
        { line: 2, rowId: 'qa_fedcba9876543210' },
      ],
    });
  });
});

describe('preferences', () => {
  const preferences = async (air: Awaited<ReturnType<typeof aCase>>, split: 'train' | 'validation') => {
    const { version } = await air.manifest('air');
    const file = await air.dataset.read(datasetKeys('air').version(version).preferences(split));
    return (
      file &&
      new TextDecoder()
        .decode(file)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    );
  };
  const wrong = { ...cello, failedResponse: 'No. Ask Ann Lee, ann.lee@corvedale.example, about cargo.' };

  it('are the kept corrections with the answer that failed, redacted, as TRL takes them', async () => {
    const air = await aCase();
    await air.source.write('air/dataset.yaml', 'split: { validation: 0 }\n');
    await air.save(wrong, { ...cello, prompt: 'May I bring my harp on board?' });
    await air.run('air');
    const { systemPrompt, files } = await air.manifest('air');
    expect(await preferences(air, 'train')).toEqual([
      {
        prompt: [
          { role: 'system', content: systemPrompt.text },
          { role: 'user', content: cello.prompt },
        ],
        chosen: [{ role: 'assistant', content: cello.response }],
        rejected: [{ role: 'assistant', content: 'No. Ask Ann Lee, [EMAIL_1], about cargo.' }],
      },
    ]);
    expect(files).toContainEqual(expect.objectContaining({ name: 'train.preferences.jsonl', rows: 1 }));
    expect(await preferences(air, 'validation')).toBeUndefined();
    const audit = await air.dataset.read(
      datasetKeys('air').version((await air.manifest('air')).version).audit,
    );
    expect(new TextDecoder().decode(audit)).toMatch(/"pairId":null.*"entity":"EMAIL","field":"answer"/);
  });

  it('have one placeholder for one value, and are none where only placeholders differ', async () => {
    const air = await aCase();
    await air.source.write('air/dataset.yaml', 'split: { validation: 0 }\n');
    const right = 'Write to new@corvedale.example before you book.';
    await air.save(
      {
        prompt: 'Which address answers questions on pets?',
        failedResponse: 'Call old@corvedale.example, or new@corvedale.example on Sundays.',
        response: right,
      },
      {
        prompt: 'Which address answers questions on boats?',
        failedResponse: 'Write to old@corvedale.example before you book.',
        response: right,
      },
      { prompt: 'Which address answers questions on skis?', failedResponse: '', response: right },
    );
    await air.run('air');
    expect((await air.manifest('air')).saved).toMatchObject({
      kept: 3,
      corrections: 2,
      preferences: 1,
      withheldPreferences: 0,
    });
    expect(await preferences(air, 'train')).toMatchObject([
      {
        chosen: [{ content: 'Write to [EMAIL_1] before you book.' }],
        rejected: [{ content: 'Call [EMAIL_2], or [EMAIL_1] on Sundays.' }],
      },
    ]);
  });

  it('lie with the split of their row', async () => {
    const air = await aCase();
    await air.source.write('air/dataset.yaml', 'split: { validation: 0.5 }\n');
    await air.save(
      ...Array.from({ length: 6 }, (_, n) => ({
        ...wrong,
        prompt: `May I bring my ${'violin harp drum flute cello tuba'.split(' ')[n]}?`,
      })),
    );
    await air.run('air');
    for (const split of ['train', 'validation'] as const) {
      const questions = (await air.rows('air', split))
        .filter(({ generator }) => generator === 'saved')
        .map(questionOf);
      const preferred = await preferences(air, split);
      expect(questions.length).toBeGreaterThan(0);
      expect(
        preferred?.map(({ prompt }: { prompt: { content: string }[] }) => prompt.at(-1)?.content),
      ).toEqual(questions);
    }
  });

  it('are none where nobody corrected, where the row was rejected, and where a rule rejects what failed', async () => {
    const air = await aCase();
    await air.save(
      cello,
      { prompt: 'What does this document say?', response: 'A lot.', failedResponse: 'Nothing.' },
      {
        prompt: 'Which key opens the gate?',
        response: 'The duty manager holds it.',
        failedResponse: 'AKIAIOSFODNN7EXAMPLE opens it.',
      },
    );
    await air.run('air');
    const { saved, version } = await air.manifest('air');
    expect(saved).toMatchObject({
      kept: 2,
      corrections: 1,
      rejected: 1,
      preferences: 0,
      withheldPreferences: 1,
    });
    const audit = await air.dataset.read(datasetKeys('air').version(version).audit);
    expect(new TextDecoder().decode(audit)).toMatch(/"pairId":null.*"decision":"withheld"/);
    expect(await preferences(air, 'train')).toBeUndefined();
    expect(await preferences(air, 'validation')).toBeUndefined();
    for await (const { key } of air.dataset.list(''))
      if (!key.endsWith('/document.md'))
        expect(Buffer.from((await air.dataset.read(key)) ?? []).toString('latin1'), key).not.toContain(
          'AKIAIOS',
        );
  });
});

describe('a withdrawal', () => {
  it('that says what its row asks holds when the passage is edited, and is redacted as questions are', async () => {
    const air = await aCase();
    const bag = await air.generated('checked bag');
    const named = { withdraws: bag.finetuning_data_element_id, prompt: questionOf(bag) };
    await air.save(named, {
      withdraws: 'qa_0123456789abcdef',
      prompt: 'Who answers pets@corvedale.example?',
    });
    await air.run('air');
    expect(air.asking(await air.kept(), 'checked bag')).toBeUndefined();
    await air.source.write('air/baggage.md', `${baggage.trimEnd()} Bags travel in the hold.\n`);
    await air.run('air');
    expect(air.asking(await air.kept(), 'checked bag')).toBeUndefined();
    const out = air.asking(await air.rejected(), 'checked bag') as RejectedRow;
    expect(out.finetuning_data_element_id).not.toBe(bag.finetuning_data_element_id);
    expect(out.rejection_reasons).toMatchObject([{ reason: 'withdrawn' }]);
    expect((await air.manifest('air')).saved).toMatchObject({
      withdrawals: 2,
      unmatched: [{ line: 2, rowId: 'qa_0123456789abcdef' }],
    });
    const passages = await air.dataset.read(documentKeys('air', promptsId).passages);
    expect(new TextDecoder().decode(passages)).toMatch(/Who answers \[EMAIL_1\]\?/);
  });

  it('is no more in force, and said to be so, when its row has given way to one that asks the same in its document', async () => {
    const air = await aCase();
    await air.source.write('air/dataset.yaml', 'passages: { maxTokens: 50 }\n');
    const bag = await air.generated('checked bag');
    const line = { withdraws: bag.finetuning_data_element_id };
    await air.save(line);
    const more =
      '## How heavy may checked bags be?\n\nA checked bag may weigh up to 32 kg in Business, on flights of the airline and of its partners beyond the sea, also on Sundays.';
    await air.source.write('air/baggage.md', baggage.replace('\n\n', `\n\n${more}\n\n`));
    await air.run('air');
    const out = air.asking(await air.rejected(), 'checked bag');
    expect(out?.finetuning_data_element_id).toBe(bag.finetuning_data_element_id);
    expect((await air.manifest('air')).saved?.unmatched).toEqual([
      { line: 1, rowId: bag.finetuning_data_element_id },
    ]);
    await air.save({ ...line, prompt: questionOf(bag) });
    await air.run('air');
    expect(air.asking(await air.kept(), 'checked bag')).toBeUndefined();
    expect((await air.manifest('air')).saved?.unmatched).toEqual([]);
  });

  it('holds also where what says the same comes into an earlier document', async () => {
    const air = await aCase();
    const bag = await air.generated('checked bag');
    await air.save({ withdraws: bag.finetuning_data_element_id });
    await air.run('air');
    await air.source.write('air/a.md', baggage.replace('# Baggage', '# Bags'));
    await air.run('air');
    expect(air.asking(await air.kept(), 'checked bag')).toBeUndefined();
    const reasons = (await air.rejected()).flatMap((row) => row.rejection_reasons);
    expect(reasons.map(({ reason }) => reason).sort()).toEqual(['duplicate', 'withdrawn']);
  });

  it('takes out the row, and what says the same elsewhere does not come in for it', async () => {
    const air = await aCase();
    await air.source.write('air/copy.md', baggage);
    const bag = await air.generated('checked bag');
    await air.save({ withdraws: bag.finetuning_data_element_id });
    await air.run('air');
    expect(air.asking(await air.kept(), 'checked bag')).toBeUndefined();
    const reasons = (await air.rejected()).flatMap((row) => row.rejection_reasons);
    expect(reasons.map(({ reason }) => reason).sort()).toEqual(['duplicate', 'withdrawn']);
    expect((await air.manifest('air')).saved).toMatchObject({ lines: 1, withdrawals: 1, unmatched: [] });
  });
});
