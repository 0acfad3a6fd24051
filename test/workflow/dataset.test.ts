import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { datasetKeys, documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import { questionOf } from '#shared/domain/row.ts';
import { UnreadableObjectError } from '#shared/errors.ts';
import { type Functions, functionNames } from '../../local/local-workflows.ts';
import { fingerprint, localCase } from '../support/local-case.ts';

const handbook = [
  '# Staff handbook',
  '## What is a codeshare flight?',
  'A codeshare flight is a flight that one airline sells and another airline operates.',
  '## How long do we keep booking records?',
  'We keep booking records for six years after the date of travel.',
  '## Who answers questions about refunds?',
  'Priya answers questions about refunds. Write to priya@corvedale.example or call +44 20 7946 0120.',
  '## What does a leaked key look like?',
  'A leaked key looks like AKIAIOSFODNN7EXAMPLE and must be revoked within one hour.',
].join('\n\n');
const baggage =
  '# Baggage\n\n## How heavy may a checked bag be?\n\nA checked bag may weigh up to 23 kg on every route.\n';

const aCase = async (options: Parameters<typeof localCase>[0] = {}) => {
  const it = localCase(options);
  await it.source.write('air/handbook.md', handbook);
  await it.source.write('air/baggage.md', baggage);
  return it;
};

describe('a dataset run', () => {
  it('turns documents into rows that say where they come from', async () => {
    const air = await aCase();
    expect(await air.run('air')).toMatchObject({
      status: 'SUCCEEDED',
      output: { dataset: 'air', failedDocuments: 0 },
    });
    const rows = [...(await air.rows('air', 'train')), ...(await air.rows('air', 'validation'))];
    const row = rows.find((candidate) => questionOf(candidate).includes('checked bag'));
    expect(row).toMatchObject({
      source_uri: 'memory://source/air/baggage.md',
      heading_path: ['Baggage', 'How heavy may a checked bag be?'],
      generator: 'extractive',
      policy_decision: 'pass',
    });
    expect(row?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant']);
    expect(baggage.slice(row?.char_start, row?.char_end)).toContain(row?.evidence[0]);
  });

  it('announces every document and the dataset', async () => {
    const air = await aCase();
    await air.run('air');
    expect(air.announcements.map(({ DetailType }) => DetailType).sort()).toEqual([
      'Dataset Ready',
      'Document Processed',
      'Document Processed',
    ]);
  });

  it('shows no generator what policy redacts, and lets it into no object but the markdown', async () => {
    const air = await aCase();
    await air.source.write(
      'air/desk.html',
      '<h1>Desk</h1><h3>Ask tomas@corvedale.example</h3><p>It is open.</p>',
    );
    await air.source.write('air/fees.json', '{"mail": mira@corvedale.example, "fee": "$75"}');
    await air.run('air');
    const { documents } = await air.manifest('air');
    expect(documents.flatMap((each) => ('conversion' in each ? each.conversion?.repairs : []))).toContain(
      'Skipped heading level closed: heading 2 from 3 to 2.',
    );
    expect(JSON.stringify(documents)).toContain('not valid JSON at line 1, column 10');
    const secrets = ['priya@', 'tomas@', 'mira@', '+44 20 7946 0120', 'AKIAIOSFODNN7EXAMPLE'];
    expect(air.seen.length).toBeGreaterThan(0);
    for (const secret of secrets) expect(air.seen.join('\n')).not.toContain(secret);
    for await (const { key } of air.dataset.list('')) {
      if (key.endsWith('/document.md') || key.endsWith('.parquet')) continue;
      const text = new TextDecoder().decode(await air.dataset.read(key));
      for (const secret of secrets) expect(text, key).not.toContain(secret);
    }
    for (const kind of ['train', 'validation', 'rejected'] as const)
      for (const secret of secrets) expect(JSON.stringify(await air.rows('air', kind))).not.toContain(secret);
  });

  it('redacts the title of a document wherever it is shown, and enters it into the audit trail', async () => {
    const mail = localCase();
    await mail.source.write(
      'mail/contract.html',
      '<title>Contract of ann.lee@corvedale.example</title><h1>Fees</h1><h2>What does a bag cost?</h2><p>A bag costs $75 on every route.</p>',
    );
    await mail.run('mail');
    const { version, systemPrompt, documents } = await mail.manifest('mail');
    expect(systemPrompt.text).toContain('mail');
    expect(documents).toMatchObject([{ conversion: { title: 'Contract of [EMAIL_1]' } }]);
    const audit = await mail.dataset.read(datasetKeys('mail').version(version).audit);
    expect(new TextDecoder().decode(audit)).toMatch(/"entity":"EMAIL".*"field":"heading"/);
    expect(mail.seen.join('\n')).toContain('Contract of [EMAIL_1]');
    const asItWas = ['document.md', 'source.json'];
    for await (const { key } of mail.dataset.list(''))
      if (!asItWas.some((name) => key.endsWith(`/${name}`)))
        expect(Buffer.from((await mail.dataset.read(key)) ?? []).toString('latin1'), key).not.toContain(
          'ann.lee',
        );
    expect(JSON.stringify(await mail.rows('mail', 'train'))).not.toContain('ann.lee');
  });

  it('enters every finding into the audit trail, also of passages without a pair, by hash alone', async () => {
    const air = await aCase();
    await air.source.write('air/credits.md', '# Credits\n\nPhotograph: press@corvedale.example\n');
    await air.run('air');
    const { version, documents } = await air.manifest('air');
    const trail = new TextDecoder().decode(await air.dataset.read(datasetKeys('air').version(version).audit));
    const lines = trail
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const sha = documents.find(({ sourceUri }) => sourceUri.endsWith('credits.md'))?.sha256;
    expect(lines).toContainEqual(
      expect.objectContaining({
        documentSha256: sha,
        entity: 'EMAIL',
        action: 'redact',
        field: 'passage',
        pairId: null,
      }),
    );
    expect(lines.every(({ matchHash }) => /^[0-9a-f]{16,}$/.test(matchHash))).toBe(true);
    for (const line of lines)
      expect(Object.keys(line)).toEqual(
        expect.arrayContaining(
          'pairId documentSha256 passageId pack ruleId action severity field start end matchHash detector score decision time'.split(
            ' ',
          ),
        ),
      );
    for (const { time } of lines) expect(time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('lets a pair into train only with a verdict that passed, and drops none', async () => {
    const air = await aCase();
    await air.run('air');
    const manifest = await air.manifest('air');
    const kept = [...(await air.rows('air', 'train')), ...(await air.rows('air', 'validation'))];
    const rejected = await air.rows('air', 'rejected');
    expect(kept.every(({ policy_decision }) => policy_decision !== 'rejected')).toBe(true);
    expect(kept.some(({ policy_decision }) => policy_decision === 'redacted')).toBe(true);
    expect(rejected.every((row) => 'rejection_reasons' in row && row.rejection_reasons.length > 0)).toBe(
      true,
    );
    expect(manifest.pairs).toMatchObject({
      generated: kept.length + rejected.length,
      kept: kept.length,
      rejected: rejected.length,
    });
    for (const document of manifest.documents)
      if (document.status === 'processed')
        expect(document.coverage.covered + document.uncovered.length).toBe(document.coverage.passages);
  });

  it('changes no byte and calls no generator when it runs again', async () => {
    const air = await aCase();
    await air.run('air');
    const [before, calls] = [await fingerprint(air.dataset), air.seen.length];
    await air.run('air');
    expect(await fingerprint(air.dataset)).toEqual(before);
    expect(air.seen.length).toBe(calls);
  });

  it('generates only the passage that an edit changed, and leaves nothing of the old one', async () => {
    const air = await aCase();
    await air.run('air');
    const calls = air.seen.length;
    await air.source.write('air/handbook.md', handbook.replace('six years', 'seven years'));
    await air.run('air');
    expect(air.seen.slice(calls)).toHaveLength(1);
    expect(air.seen.at(-1)).toContain('seven years');
    const { pairs, verdicts } = documentKeys('air', documentId('air/handbook.md'));
    for (const folder of [pairs, verdicts])
      for await (const { key } of air.dataset.list(folder))
        expect(new TextDecoder().decode(await air.dataset.read(key))).not.toContain('six years');
  });

  it('erases a document whose source is gone, and leaves a tombstone without content', async () => {
    const air = await aCase();
    await air.run('air');
    await air.source.delete('air/handbook.md');
    await air.run('air');
    const id = documentId('air/handbook.md');
    const left: string[] = [];
    for await (const { key } of air.dataset.list('air/')) if (key.includes(id)) left.push(key);
    expect(left).toEqual([documentKeys('air', id).tombstone]);
    expect((await air.manifest('air')).documents.map(({ sourceUri }) => sourceUri)).toEqual([
      'memory://source/air/baggage.md',
    ]);
  });

  it('keeps one of the questions that two documents answer, and says which', async () => {
    const air = await aCase();
    await air.source.write('air/copy.md', baggage);
    await air.run('air');
    const repeats = (await air.rows('air', 'rejected')).filter(
      (row) => 'rejection_reasons' in row && row.rejection_reasons[0]?.reason === 'duplicate',
    );
    expect(repeats.length).toBeGreaterThan(0);
    const kept = [...(await air.rows('air', 'train')), ...(await air.rows('air', 'validation'))].map(
      questionOf,
    );
    expect(kept.filter((question) => question.includes('checked bag'))).toHaveLength(1);
  });
});

describe('documents that cannot be read', () => {
  const folder = new URL('../fixtures/documents/', import.meta.url);
  let bad: { name: string; bytes: Buffer }[] = [];
  beforeAll(async () => {
    const names = (await readdir(folder)).filter((name) => !/README|make|nothing-to-ask/.test(name));
    bad = await Promise.all(
      names.map(async (name) => ({ name, bytes: await readFile(new URL(encodeURIComponent(name), folder)) })),
    );
  });

  it('are rejected with their reason while the others go on', async () => {
    const air = await aCase();
    for (const { name, bytes } of bad) await air.source.write(`air/${name}`, bytes);
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
    const { documents, failures } = await air.manifest('air');
    expect(failures).toEqual([]);
    const reasons = Object.fromEntries(
      documents.map((document) => [
        document.sourceUri.split('/').at(-1),
        document.status === 'rejected' ? document.rejection.reason : document.status,
      ]),
    );
    expect(reasons).toMatchObject({
      'empty.pdf': 'empty',
      'truncated.pdf': 'corrupt',
      'encrypted.pdf': 'encrypted',
      'encrypted.docx': 'encrypted',
      'truncated.docx': 'corrupt',
      'readable.pdf': 'processed',
      'Ünïcode + spaces (1).md': 'processed',
      'handbook.md': 'processed',
    });
    for (const document of documents)
      if (document.status === 'rejected')
        expect(document.rejection.detail).toContain(document.sourceUri.split('/').at(-1));
  });

  it('are rejected too when their store may not open them', async () => {
    const air = await aCase();
    const { read } = air.source;
    air.source.read = async (key) => {
      if (key === 'air/handbook.md')
        throw new UnreadableObjectError('it may not be read; mend its permissions');
      return read(key);
    };
    await air.run('air');
    const { documents, failures } = await air.manifest('air');
    expect(failures).toEqual([]);
    expect(documents.find(({ sourceUri }) => sourceUri.endsWith('handbook.md'))).toMatchObject({
      status: 'rejected',
      rejection: { reason: 'unreadable', detail: 'handbook.md: it may not be read; mend its permissions' },
    });
    expect(documents.find(({ sourceUri }) => sourceUri.endsWith('baggage.md'))?.status).toBe('processed');
  });

  const keys = documentKeys('air', documentId('air/handbook.md'));
  const leftOfHandbook = async (air: Awaited<ReturnType<typeof aCase>>) => {
    const left: string[] = [];
    for await (const { key } of air.dataset.list('air/'))
      if (key.includes(documentId('air/handbook.md'))) left.push(key);
    return left.sort();
  };

  const spoilt = {
    'were emptied': async (air: Awaited<ReturnType<typeof aCase>>) => {
      await air.source.write('air/handbook.md', '');
      await air.run('air');
      await air.source.write('air/handbook.md', handbook);
    },
    'could not be opened': async (air: Awaited<ReturnType<typeof aCase>>) => {
      const { read } = air.source;
      air.source.read = async (key) => {
        if (key === 'air/handbook.md') throw new UnreadableObjectError('it may not be read');
        return read(key);
      };
      await air.run('air');
      air.source.read = read;
    },
    'met wrong settings': async (air: Awaited<ReturnType<typeof aCase>>) => {
      await air.run('air', (functions) => ({
        ...functions,
        PlanFunction: async (payload) => {
          const plan = await functions.PlanFunction(payload);
          await air.source.write('air/dataset.yaml', 'polices: []');
          return plan;
        },
        SuggestFunction: async (payload) => {
          await air.source.delete('air/dataset.yaml');
          return functions.SuggestFunction(payload);
        },
      }));
    },
  };
  it.each(Object.entries(spoilt))(
    'that %s have no rows, and once mended are as they were without a call of a model',
    async (_, spoilAndMend) => {
      const air = await aCase();
      await air.run('air');
      const [before, calls] = [await leftOfHandbook(air), air.seen.length];
      await spoilAndMend(air);
      const rows = [...(await air.rows('air', 'train')), ...(await air.rows('air', 'validation'))];
      expect(rows.map(({ source_uri }) => source_uri)).not.toContain('memory://source/air/handbook.md');
      const left = await leftOfHandbook(air);
      expect(left.filter((key) => !key.startsWith(keys.pairs) && !key.startsWith(keys.verdicts))).toEqual(
        [keys.outcome, keys.rejections, keys.document].sort(),
      );

      await air.run('air');
      expect(air.seen.length).toBe(calls);
      expect(await leftOfHandbook(air)).toEqual(before);
    },
  );

  it('leave nothing behind once their source is gone', async () => {
    const air = await aCase();
    await air.run('air');
    await air.source.write('air/handbook.md', '');
    await air.run('air');
    await air.source.delete('air/handbook.md');
    await air.run('air');
    expect(await leftOfHandbook(air)).toEqual([keys.tombstone]);
  });

  it('leave nothing of old pairs once they hold another content', async () => {
    const air = await aCase();
    await air.run('air');
    await air.source.write('air/handbook.md', '');
    await air.run('air');
    await air.source.write('air/handbook.md', baggage.replaceAll('bag', 'case'));
    await air.run('air');
    for (const folder of [keys.pairs, keys.verdicts])
      for await (const { key } of air.dataset.list(folder))
        expect(new TextDecoder().decode(await air.dataset.read(key))).not.toContain('six years');
  });
});

describe('a run over nothing', () => {
  it('fails with what to do', async () => {
    const air = localCase();
    expect(await air.run('air')).toMatchObject({ status: 'FAILED', error: 'NoDocumentsError' });
  });

  it('makes an empty dataset of documents that hold nothing to ask', async () => {
    const air = localCase();
    await air.source.write('air/credits.md', '# Credits\n\nPhotograph: press office.\n');
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED', output: { train: 0 } });
    expect(await air.rows('air', 'train')).toEqual([]);
    const [document] = (await air.manifest('air')).documents;
    expect(document).toMatchObject({ uncovered: [{ reason: 'nothing-to-ask' }] });
  });

  it('fails before any document is read when the settings cannot be used', async () => {
    const air = await aCase();
    await air.source.write('air/dataset.yaml', 'policies: [no-such-pack]');
    expect(await air.run('air')).toMatchObject({ status: 'FAILED', error: 'InvalidPolicyError' });
    for (const settings of [
      'polices: []',
      'generator: { provider: bedrock }',
      'generator: { provider: extractive, model: m }',
    ]) {
      await air.source.write('air/dataset.yaml', settings);
      expect(await air.run('air')).toMatchObject({ status: 'FAILED', error: 'InvalidSettingsError' });
    }
    expect(air.seen).toEqual([]);
  });
});

class Outage extends Error {
  override readonly name = 'ThrottledError';
}

/** Makes one function fail: its first calls only, or all of them for one document. */
const failing = (name: keyof Functions, error: Error, isHit: (call: number, payload: unknown) => boolean) => {
  let calls = 0;
  return (functions: Functions): Functions => ({
    ...functions,
    [name]: async (payload: unknown) => {
      calls += 1;
      if (isHit(calls, payload)) throw error;
      return functions[name](payload);
    },
  });
};

describe('a failure of a step', () => {
  // Batches and fine-tuning have tests of their own.
  const running = functionNames.filter(
    (name) => !['EraseFunction', 'BatchFunction', 'TuneFunction'].includes(name),
  );

  it.each(running)('%s: a transient one is retried, and the dataset is the same', async (name) => {
    const calm = await aCase();
    await calm.run('air');
    const disturbed = await aCase();
    const result = await disturbed.run(
      'air',
      failing(name, new Outage('slow down'), (call) => call <= 2),
    );
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { failedDocuments: 0 } });
    const withoutTimes = async (air: typeof calm) => (await air.manifest('air')).pairs;
    expect(await withoutTimes(disturbed)).toEqual(await withoutTimes(calm));
  });

  it.each(running.filter((name) => !['PlanFunction', 'SuggestFunction', 'AssembleFunction'].includes(name)))(
    '%s: a bug keeps its document out, is recorded, and the next run mends it',
    async (name) => {
      const air = await aCase();
      const bug = failing(name, new TypeError('a bug'), (_call, payload) =>
        /handbook/.test(JSON.stringify(payload)),
      );
      expect(await air.run('air', bug)).toMatchObject({
        status: 'SUCCEEDED',
        output: { failedDocuments: 1 },
      });
      const manifest = await air.manifest('air');
      expect(manifest.failures).toMatchObject([{ sourceUri: 'memory://source/air/handbook.md' }]);
      expect(manifest.documents.map(({ sourceUri }) => sourceUri)).toEqual([
        'memory://source/air/baggage.md',
      ]);

      expect(await air.run('air')).toMatchObject({ output: { failedDocuments: 0 } });
      expect((await air.manifest('air')).documents).toHaveLength(2);
    },
  );

  it('makes no version when every document failed, and says why', async () => {
    const air = await aCase();
    const result = await air.run(
      'air',
      failing('GenerateFunction', new TypeError('no server answers'), () => true),
    );
    expect(result).toMatchObject({ status: 'FAILED', error: 'AllDocumentsFailedError' });
    expect(JSON.stringify(result)).toContain('no server answers');
    expect(await air.dataset.stat(datasetKeys('air').latest)).toBeUndefined();
  });

  it('repeats no generation after the run was cut short', async () => {
    const air = await aCase();
    await air.run(
      'air',
      failing('WriteFunction', new TypeError('killed'), () => true),
    );
    const calls = air.seen.length;
    await air.run('air');
    expect(air.seen.length).toBe(calls);
    expect((await air.manifest('air')).pairs.kept).toBeGreaterThan(0);
  });
});
