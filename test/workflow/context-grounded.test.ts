import { describe, expect, it } from 'vitest';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import type { GroundedRow } from '#shared/domain/row.ts';
import { noUsage } from '#shared/domain/usage.ts';
import { describeParquet } from '#shared/parquet/describe-parquet.ts';
import type { PairGenerator } from '#shared/ports/pair-generator.ts';
import { aPair } from '../support/a-passage.ts';
import { fingerprint, type LocalCaseOptions, localCase } from '../support/local-case.ts';
import { scriptedModel } from '../support/scripted-model.ts';

const settings = (lines = '') =>
  `mode: context-grounded\nsplit: { validation: 0.3 }\npassages: { maxTokens: 50 }\n${lines}`;

const handling = [
  'The desk at gate four weighs it before departure, and the crew stows it below the seats.',
  'Whoever forgets its case pays for any damage that shows on arrival in the harbour hall.',
  'Veterinary papers are checked twice, once by customs and once more by our own doctor.',
  'Fuel must be drained the evening before, and batteries travel in a separate steel box.',
  'Parents may keep it until boarding begins, when a steward folds and tags it for them.',
];
const mooring = [
  'Ropes on both sides hold it while waves roll, and sailors look after them each hour.',
  'Rain covers are lent by the purser, who asks for a signature and a small deposit.',
  'Hay has to be brought along in nets, since nothing grows or is sold upon the water.',
  'Engines stay cold until the ramp is down, then leave one by one as lights turn green.',
  'Pegs and poles belong in a bundle with a label that names its owner and the pier.',
];

/** Rules of an airline, each under a heading of its own. */
const rulesOf = (title: string, things: readonly string[], told = handling) =>
  [
    `# ${title}`,
    ...things.map(
      (thing, index) =>
        `## What does a ${thing} cost?\n\nA ${thing} costs ${20 + index} pounds on every ${title.toLowerCase()} of the airline. ${told[index]}`,
    ),
    '',
  ].join('\n\n');

const aCase = async (given = settings(), options: LocalCaseOptions = {}) => {
  const air = localCase(options);
  await air.source.write('air/dataset.yaml', given);
  await air.source.write(
    'air/flights.md',
    rulesOf('Flight', ['bicycle', 'violin', 'parrot', 'surfboard', 'pram']),
  );
  await air.source.write(
    'air/ferries.md',
    rulesOf('Ferry', ['trailer', 'canoe', 'horse', 'motorcycle', 'tent'], mooring),
  );
  const allRows = async () =>
    (
      await Promise.all((['train', 'validation'] as const).map((split) => air.rows('air', split)))
    ).flat() as GroundedRow[];
  const version = async () => datasetKeys('air').version((await air.manifest('air')).version);
  const text = async (key: string) => new TextDecoder().decode(await air.dataset.read(key));
  return { ...air, allRows, version, text };
};

describe('a dataset of the mode context-grounded', () => {
  it('shows documents with every question, and quotes them in every answer that they bear', async () => {
    const air = await aCase();
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
    const rows = await air.allRows();
    expect(rows.length).toBeGreaterThan(8);
    expect(rows.filter(({ documents }) => documents.length === 4).length).toBeGreaterThan(4);
    for (const { messages, documents } of rows) {
      expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant']);
      const [, user, assistant] = messages;
      for (const [index, { content }] of documents.entries())
        expect(user?.content).toContain(`<document id="${index + 1}">\n${content}\n</document>`);
      const quotes = [...(assistant?.content.matchAll(/<quote document="(\d+)">([\s\S]*?)<\/quote>/g) ?? [])];
      expect(quotes.length > 0).toBe(documents.some(({ is_oracle }) => is_oracle));
      for (const [, number, quote] of quotes)
        expect(documents[Number(number) - 1]).toMatchObject({
          is_oracle: true,
          content: expect.stringContaining(quote ?? ''),
        });
    }
    const { grounding, settings: states } = await air.manifest('air');
    const oracles = rows.filter(({ documents }) => documents.some(({ is_oracle }) => is_oracle)).length;
    expect(grounding).toMatchObject({ withOracle: oracles, withoutOracle: rows.length - oracles });
    expect(Object.values(states)).toMatchObject([
      {
        mode: 'context-grounded',
        context: { distractors: 3, oracleShare: 0.8, withoutOracle: 'refuse', from: 'dataset' },
      },
    ]);
  });

  it('shows in training nothing of validation', async () => {
    const air = await aCase();
    await air.run('air');
    const shown = async (split: 'train' | 'validation') =>
      ((await air.rows('air', split)) as GroundedRow[]).flatMap(({ documents }) =>
        documents.map(({ id }) => id),
      );
    const [train, validation] = [await shown('train'), await shown('validation')];
    expect(validation.length).toBeGreaterThan(0);
    expect(train.filter((id) => validation.includes(id))).toEqual([]);
  });

  it('shows in training no copy of what validation asks about', async () => {
    const air = await aCase();
    await air.source.write(
      'air/winter.md',
      rulesOf('Flight', ['bicycle', 'violin', 'parrot', 'surfboard', 'pram']),
    );
    await air.run('air');
    const [train, validation] = (await Promise.all([
      air.rows('air', 'train'),
      air.rows('air', 'validation'),
    ])) as [GroundedRow[], GroundedRow[]];
    const asked = new Set(
      validation.flatMap(({ documents }) =>
        documents.filter((one) => one.is_oracle).map((one) => one.content),
      ),
    );
    const shown = train.flatMap(({ documents }) => documents.map(({ content }) => content));
    expect(asked.size).toBeGreaterThan(0);
    expect(shown.filter((content) => asked.has(content))).toEqual([]);
  });

  it('changes no byte when it is run again', async () => {
    const air = await aCase();
    await air.run('air');
    const before = await fingerprint(air.dataset);
    await air.run('air');
    expect(await fingerprint(air.dataset)).toEqual(before);
  });

  it('has a column of documents in every file, which the other mode has not, and the same pairs under the same ids', async () => {
    const air = await aCase();
    await air.run('air');
    const columns = async () => {
      const { parquet } = await air.version();
      return Promise.all(
        (['train', 'validation', 'rejected'] as const).map(async (kind) => {
          const bytes = (await air.dataset.read(parquet(kind))) ?? new Uint8Array();
          return (await describeParquet(bytes)).columns.map(({ name }) => name);
        }),
      );
    };
    const ids = async () => (await air.allRows()).map((row) => row.finetuning_data_element_id);
    const [grounded, groundedIds] = [await columns(), await ids()];
    for (const names of grounded)
      expect(names.slice(0, 3)).toEqual(['finetuning_data_element_id', 'messages', 'documents']);
    await air.source.write('air/dataset.yaml', settings().replace('context-grounded', 'instruction'));
    await air.run('air');
    for (const names of await columns()) expect(names).not.toContain('documents');
    expect(await ids()).toEqual(groundedIds);
    expect((await air.manifest('air')).grounding).toBeNull();
  });

  it('gives the files of tuning services the same turns', async () => {
    const air = await aCase();
    await air.run('air');
    const { jsonLines } = await air.version();
    const [openai, bedrock] = await Promise.all(
      ['openai', 'bedrock'].map((format) => air.text(jsonLines('train', format))),
    );
    const [first] = await air.rows('air', 'train');
    expect(JSON.parse(openai?.split('\n')[0] ?? '')).toEqual({ messages: first?.messages });
    expect(bedrock).toContain('<documents>\\n<document id=\\"1\\">');
  });

  it('shows no value that policy hides, neither in a text nor in a heading', async () => {
    const air = await aCase(settings('context: { distractors: 9 }\n'));
    await air.source.write(
      'air/contacts.md',
      '# Contacts\n\n## What does a call to joan@corvedale.example cost?\n\nA call costs nothing on every flight; write to desk@corvedale.example.\n',
    );
    await air.run('air');
    const shown = JSON.stringify(await air.allRows());
    expect(shown).toContain('What does a call to [EMAIL_');
    expect(shown).toContain('write to [EMAIL_');
    expect(shown).not.toContain('@corvedale.example');
  });

  it('audits what was found in an answer, also where the row refuses and shows nothing of it', async () => {
    const air = await aCase(settings('context: { oracleShare: 0 }\npolicies: [own]\n'));
    await air.source.write(
      'policies/own.yaml',
      `apiVersion: quarry-policy/v1
id: own
version: 1.0.0
title: Own
rules:
  - { id: price, kind: pattern, title: Price, severity: low, action: flag, pattern: 'pounds', entity: PRICE }
`,
    );
    await air.run('air');
    const rows = await air.allRows();
    expect(rows.length).toBeGreaterThan(8);
    for (const row of rows) expect(row).toMatchObject({ policy_findings: [], fact_ids: [] });
    const audit = (await air.text((await air.version()).audit)).trim().split('\n');
    const found = audit.map((line) => JSON.parse(line)).filter(({ field }) => field === 'answer');
    expect(new Set(found.map(({ pairId }) => pairId))).toEqual(
      new Set(rows.map((row) => row.finetuning_data_element_id)),
    );
  });

  it('shows nothing more of a document that was erased', async () => {
    const air = await aCase();
    await air.run('air');
    expect(JSON.stringify(await air.allRows())).toContain('motorcycle');
    await air.source.delete('air/ferries.md');
    await air.announce('air/ferries.md', 'Object Deleted');
    await air.run('air');
    const rows = await air.allRows();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/motorcycle|canoe|Ferry/);
  });
});

it('a context without the mode is an error that says what to do', async () => {
  const air = await aCase('context: { distractors: 2 }\n');
  expect(await air.run('air')).toMatchObject({
    status: 'FAILED',
    cause: expect.stringContaining('context: says nothing without mode: context-grounded'),
  });
});

describe('the reasoning of a model', () => {
  const generator =
    'generator: { provider: openai-compatible, model: m }\nsystemPrompt: You answer.\npolicies: [quality, pii]\n';
  const reasoning = 'The price is stated for every route; joan@corvedale.example says so.';
  /** Asks what stands first in a passage, and reasons where it is asked to. */
  const reasoningModel = () =>
    scriptedModel((prompt: string) => {
      const [, sentence = '', thing = ''] =
        /(A (\w+) costs \d+ pounds on every \w+ of the airline\.)/.exec(prompt) ?? [];
      return {
        facts: [],
        pairs: [
          {
            question: `What does a ${thing} cost on board?`,
            answer: sentence,
            evidence: [sentence],
            questionType: 'factual',
            ...(prompt.includes('`reasoning`') && { reasoning }),
          },
        ],
      };
    });

  it('stands between quotes and answer, after policy, and is paid once', async () => {
    const model = reasoningModel();
    const air = await aCase(settings(generator), { model });
    await air.run('air');
    const rows = await air.allRows();
    const shown = rows.filter(({ documents }) => documents.some(({ is_oracle }) => is_oracle));
    expect(shown.length).toBeGreaterThan(3);
    const hidden = reasoning.replace('joan@corvedale.example', '[EMAIL_1]');
    for (const { messages, reasoning: said } of shown) {
      expect(said).toEqual([hidden]);
      expect(messages.at(-1)?.content).toMatch(/^<reasoning>\n<quote document="\d">.*<\/quote>\n/);
      expect(messages.at(-1)?.content).toContain(`\n${hidden}\n</reasoning>\n\nA `);
    }
    for (const row of rows.filter((one) => !shown.includes(one))) expect(row.reasoning).toEqual([]);
    const calls = model.requests.length;
    await air.run('air');
    expect(model.requests).toHaveLength(calls);
  });

  it('is not asked for in the other mode, whose files have no column of it', async () => {
    const model = reasoningModel();
    const air = await aCase(settings(generator).replace('context-grounded', 'instruction'), { model });
    await air.run('air');
    expect(model.requests.some(({ prompt }) => prompt.includes('`reasoning`'))).toBe(false);
    const { parquet } = await air.version();
    const { columns } = await describeParquet((await air.dataset.read(parquet('train'))) ?? new Uint8Array());
    expect(columns.map(({ name }) => name)).not.toContain('reasoning');
  });
});

it('a refusal in which policy finds something is an error that says what to do', async () => {
  const refusing = (words: string) => settings(`context: { oracleShare: 0, refusal: ${words} }\n`);
  const air = await aCase(refusing('Ask bob@corvedale.example.'));
  expect(await air.run('air')).toMatchObject({
    status: 'FAILED',
    error: 'InvalidSettingsError',
    cause: expect.stringMatching(
      /air\/dataset.yaml: context.refusal: policy finds something in it \(\S+ email-/,
    ),
  });
  await air.source.write('air/dataset.yaml', refusing('Ask the service desk.'));
  expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
  const answers = (await air.allRows()).map(({ messages }) => messages.at(-1)?.content);
  expect(new Set(answers)).toEqual(new Set(['Ask the service desk.']));
});

it('passages are read as often as for rows without documents, also where a question has no answer', async () => {
  const generator: PairGenerator = {
    name: 'scripted',
    modelId: null,
    promptVersion: '1',
    generate: async () => ({
      facts: [],
      failure: null,
      usage: noUsage,
      pairs: [
        aPair({
          question: 'Which hovercraft did Wilhelmina purchase at Zanzibar?',
          answer: 'The rules of the airline do not say so.',
          evidence: [],
          questionType: 'unanswerable',
        }),
      ],
    }),
  };
  const air = localCase({ generator });
  await air.source.write('air/flights.md', rulesOf('Flight', ['bicycle', 'violin']));
  const { read } = air.dataset;
  let reads = 0;
  air.dataset.read = (key) => {
    if (key.endsWith('passages.jsonl')) reads += 1;
    return read(key);
  };
  const readsOf = async (mode: string) => {
    const text = `mode: ${mode}\nsplit: { validation: 0 }\nquestionTypes: { unanswerable: 0.5 }\n`;
    await air.source.write('air/dataset.yaml', text);
    await air.run('air');
    reads = 0;
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await air.rows('air', 'train')).toMatchObject([{ question_type: 'unanswerable' }]);
    return reads;
  };
  expect(await readsOf('context-grounded')).toBe(await readsOf('instruction'));
});
