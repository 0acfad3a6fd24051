import { spawnSync } from 'node:child_process';
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../local/main.ts';
import { aScan } from '../support/a-page-reader.ts';
import { startChatEndpoint } from '../support/chat-endpoint.ts';

const fixtures = fileURLToPath(new URL('../fixtures/documents/', import.meta.url));
const policy =
  '# Refunds\n\n## How long does a refund take?\n\nA refund takes seven days after we approve it.\n';

let folder: string;
let out: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarry-cli-'));
  out = join(folder, 'out');
  for (const name of ['docs', 'empty', 'misnamed']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'misnamed', 'dataset.yml'), 'title: Refunds\n');
  await writeFile(join(folder, 'docs', 'refunds.md'), policy);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

/** Calls the command line in this process. */
const quarry = async (...args: string[]) => {
  const printed = { out: '', err: '' };
  const print = (stream: 'out' | 'err', text: unknown): true => {
    printed[stream] += text;
    return true;
  };
  vi.spyOn(console, 'log').mockImplementation((line) => void print('out', `${line}\n`));
  vi.spyOn(console, 'error').mockImplementation((line) => void print('err', `${line}\n`));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => print('out', text));
  const code = await main(args);
  vi.restoreAllMocks();
  return { code, ...printed };
};

describe('quarry run', () => {
  it('writes a dataset, says where it lies and shows a row', async () => {
    const { code, out: text } = await quarry('run', join(folder, 'docs'), '--out', out);
    expect(code).toBe(0);
    expect(text).toMatch(/1 documents? into the dataset docs/);
    expect(text).toMatch(/✓ refunds\.md/);
    const [, parquet = ''] = /Parquet\s+(\S+)/.exec(text) ?? [];
    expect((await readFile(parquet)).subarray(0, 4).toString()).toBe('PAR1');
    expect(text).toContain('"role": "assistant"');
    const latest = JSON.parse(await readFile(join(out, 'docs', 'latest.json'), 'utf8'));
    expect(await readdir(join(out, 'docs', 'versions'))).toEqual([latest.version]);
  });

  it('keeps the documents of an earlier run of another folder until it is told to prune, and says so', async () => {
    const docs = join(folder, 'docs');
    await quarry('run', docs, '--out', out);
    const other = join(folder, 'other', 'docs');
    await mkdir(other, { recursive: true });
    await writeFile(join(other, 'vouchers.md'), policy.replaceAll('efund', 'oucher'));
    const { out: text } = await quarry('run', other, '--out', out);
    expect(text).toContain('1 of the 2 documents of docs was not among the files of this run');
    expect(text).not.toContain('erased');
    const sources = async (...args: string[]) =>
      JSON.parse((await quarry('run', other, '--out', out, '--json', ...args)).out).documents.map(
        ({ sourceUri }: { sourceUri: string }) => sourceUri,
      );
    expect(await sources()).toEqual(['local://docs/refunds.md', 'local://docs/vouchers.md']);
    expect(await sources('--prune')).toEqual(['local://docs/vouchers.md']);
  });

  it('goes on past a document that cannot be read, and ends with exit code 1', async () => {
    await cp(join(fixtures, 'encrypted.pdf'), join(folder, 'docs', 'encrypted.pdf'));
    await writeFile(join(folder, 'docs', 'empty.md'), '');
    const { code, out: text } = await quarry('run', join(folder, 'docs'), '--out', out);
    expect(code).toBe(1);
    expect(text).toMatch(/1 processed, 2 rejected, 0 failed/);
    expect(text).toMatch(/✗ encrypted\.pdf/);
    expect(text).toMatch(/✗ empty\.md/);
  });

  it.each(['encrypted.pdf', 'encrypted.docx'])(
    'opens %s with a password, writes it nowhere, and says how to give one',
    {
      timeout: 60_000,
    },
    async (name) => {
      await cp(join(fixtures, name), join(folder, 'docs', name));
      const rejected = await quarry('convert', join(folder, 'docs', name));
      expect(rejected.code).toBe(1);
      expect(rejected.err).toMatch(
        /^encrypted: .*give the password with --password or in the variable QUARRY_PASSWORD/,
      );

      const password = 'quarry-owner';
      vi.stubEnv('QUARRY_PASSWORD', password);
      expect((await quarry('convert', join(folder, 'docs', name))).code).toBe(0);
      vi.unstubAllEnvs();
      const { code } = await quarry('run', join(folder, 'docs'), '--out', out, '--password', password);
      expect(code).toBe(0);
      const written = await readdir(out, { recursive: true, withFileTypes: true });
      const files = written
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name));
      expect(files.filter((file) => file.endsWith('document.md'))).toHaveLength(2);
      for (const file of files)
        expect([file, (await readFile(file)).includes(password)]).toEqual([file, false]);
    },
  );

  it('prints with --json one summary for machines and nothing else', async () => {
    await writeFile(join(folder, 'docs', 'empty.md'), '');
    const { code, out: text, err } = await quarry('run', join(folder, 'docs'), '--out', out, '--json');
    expect([code, err]).toEqual([1, '']);
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(text)).toMatchObject({
      status: 'incomplete',
      dataset: 'docs',
      documents: [
        { sourceUri: 'local://docs/empty.md', status: 'rejected', rejection: { reason: 'empty' } },
        { sourceUri: 'local://docs/refunds.md', status: 'processed' },
      ],
    });
  });

  it('takes single files, several folders, and names with spaces, plus signs and Unicode', async () => {
    await mkdir(join(folder, 'more'));
    await writeFile(join(folder, 'more', 'Zoë + 文書 (1).md'), policy.replaceAll('efund', 'oucher'));
    const paths = [join(folder, 'docs', 'refunds.md'), join(folder, 'more')];
    const { code, out: text } = await quarry('run', ...paths, '--dataset', 'mix', '--out', out, '--json');
    expect(code).toBe(0);
    expect(
      JSON.parse(text)
        .documents.map(({ sourceUri }: { sourceUri: string }) => sourceUri)
        .sort(),
    ).toEqual(['local://mix/more/Zoë + 文書 (1).md', 'local://mix/refunds.md']);
  });

  it('takes the saved prompts of one of several folders for the dataset, and names the line that is wrong', async () => {
    await mkdir(join(folder, 'more'));
    await writeFile(join(folder, 'more', 'vouchers.md'), policy.replaceAll('efund', 'oucher'));
    const prompt = { prompt: 'May I bring my cello on board?', response: 'Yes, on a seat of its own.' };
    await writeFile(join(folder, 'more', 'prompts.jsonl'), `${JSON.stringify(prompt)}\nhello\n`);
    const paths = [join(folder, 'docs'), join(folder, 'more')];
    const { code, out: text } = await quarry('run', ...paths, '--dataset', 'mix', '--out', out, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(text)).toMatchObject({
      status: 'incomplete',
      saved: { sourceUri: 'local://mix/prompts.jsonl', kept: 1, rejectedLines: [{ line: 2 }] },
    });
    const { out: shown } = await quarry('run', ...paths, '--dataset', 'mix', '--out', out);
    expect(shown).toContain('saved prompts     1 pair  kept');
    expect(shown).toContain('✗ prompts.jsonl, line 2: not valid JSON at column 1');
  });

  it('does not end well where the saved prompts withdraw a row that is not there', async () => {
    const line = { withdraws: 'qa_0123456789abcdef' };
    await writeFile(join(folder, 'docs', 'prompts.jsonl'), `${JSON.stringify(line)}\n`);
    const { code, out: text } = await quarry('run', join(folder, 'docs'), '--out', out);
    expect(code).toBe(1);
    expect(text).toContain('✗ 1 line of the saved prompts names a row that is not in the dataset');
    expect(text).toContain('line 1 (qa_0123456789abcdef)');
  });

  it('passes over hidden files, lock files and its own output, and follows links to files', async () => {
    const docs = join(folder, 'docs');
    await writeFile(join(docs, '.DS_Store'), 'x');
    await writeFile(join(docs, '~$refunds.docx'), 'x');
    await symlink(join(docs, 'refunds.md'), join(docs, 'linked.md'));
    await symlink(join(docs, 'nowhere.md'), join(docs, 'dangling.md'));
    await quarry('run', docs, '--out', join(docs, 'out'));
    const { out: text } = await quarry('run', docs, '--out', join(docs, 'out'), '--json');
    expect(JSON.parse(text).documents).toHaveLength(2);
  });

  it('applies a company pack by its name', async () => {
    await mkdir(join(folder, 'packs'));
    const pack = await readFile(new URL('../fixtures/policies/no-refunds.yaml', import.meta.url), 'utf8');
    await writeFile(join(folder, 'packs', 'no-refunds.yaml'), pack);
    await writeFile(join(folder, 'docs', 'dataset.yaml'), 'policies: [quality, no-refunds]\n');
    const { out: text } = await quarry(
      'run',
      join(folder, 'docs'),
      '--out',
      out,
      '--policies',
      join(folder, 'packs'),
      '--json',
    );
    expect(JSON.parse(text).pairs).toMatchObject({
      kept: 0,
      rejectedByReason: { policy: expect.any(Number) },
    });
  });

  it('takes the packs of a folder policies beside the documents, as validate does, and makes no document of them', async () => {
    const docs = join(folder, 'docs');
    await writeFile(join(docs, 'dataset.yaml'), 'policies: [quality, no-refunds]\n');
    const missing = await quarry('run', docs, '--out', out);
    expect(missing).toMatchObject({
      code: 2,
      err: expect.stringMatching(/none of that name .*policies\/no-refunds\.yaml/),
    });
    await mkdir(join(docs, 'policies'));
    await copyFile(
      fileURLToPath(new URL('../fixtures/policies/no-refunds.yaml', import.meta.url)),
      join(docs, 'policies', 'no-refunds.yaml'),
    );
    expect((await quarry('validate', join(docs, 'dataset.yaml'))).code).toBe(0);
    const { out: text } = await quarry('run', docs, '--out', out, '--json');
    expect(JSON.parse(text)).toMatchObject({
      documents: [{ sourceUri: 'local://docs/refunds.md' }],
      pairs: { kept: 0, rejectedByReason: { policy: expect.any(Number) } },
    });
  });

  it.each<[string, () => string[], RegExp]>([
    ['no path', () => [], /Name the files or folders/],
    ['a folder that does not exist', () => [join(folder, 'none')], /none does not exist/],
    ['a folder without documents', () => [join(folder, 'empty')], /There is no document in .*empty/],
    [
      'settings under another name',
      () => [join(folder, 'misnamed')],
      /dataset\.yml: .* called dataset\.yaml; rename it/,
    ],
    ['an unknown option', () => [folder, '--fast'], /--fast/],
    ['the name under which packs lie', () => [folder, '--dataset', 'policies'], /cannot be called policies/],
    ['a name that cannot be a dataset', () => [folder, '--dataset', '../x'], /cannot name a dataset/],
    [
      'an output folder that is a file',
      () => [join(folder, 'docs'), '--out', join(folder, 'docs', 'refunds.md')],
      /cannot be written/,
    ],
    [
      'two files of one name',
      () => [join(folder, 'docs', 'refunds.md'), join(folder, 'docs', '..', 'docs', 'refunds.md')],
      /would both be/,
    ],
  ])('refuses %s with exit code 2 and what to do', async (_case, args, message) => {
    const { code, err } = await quarry('run', ...args());
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).toContain('Usage: quarry run');
  });

  it('says what is wrong with dataset.yaml before it reads a document', async () => {
    await writeFile(join(folder, 'docs', 'dataset.yaml'), 'titel: x\n');
    const { code, err } = await quarry('run', join(folder, 'docs'), '--out', out);
    expect(code).toBe(2);
    expect(err).toMatch(/dataset\.yaml: unknown key titel; did you mean title/);
  });

  it.each([
    ['a generator without a model', ['--generator', 'openai-compatible'], /generator\.model: .* --model/],
    ['a provider that is none', ['--generator', 'bedrok'], /--generator bedrok: name one of extractive/],
    ['a server that nobody would ask', ['--base-url', 'http://127.0.0.1:9/v1'], /--base-url names a server/],
    ['a concurrency of nothing', ['--concurrency', '0'], /--concurrency is a whole number/],
  ])('says of %s what to do before it prints anything', async (_case, options, message) => {
    const { code, out: text, err } = await quarry('run', join(folder, 'docs'), '--out', out, ...options);
    expect([code, text]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('asks the server of --base-url for the model of dataset.yaml, under its budget', async () => {
    const endpoint = await startChatEndpoint();
    endpoint.play({ text: '{}' });
    const settings =
      'generator: { provider: openai-compatible, model: m, price: { input: 1, output: 2 } }\nbudgetUsd: 9\n';
    await writeFile(join(folder, 'docs', 'dataset.yaml'), settings);
    await quarry('run', join(folder, 'docs'), '--out', out, '--base-url', endpoint.url);
    await endpoint.close();
    expect(endpoint.calls.length).toBeGreaterThan(0);
    expect(endpoint.calls[0]?.body.model).toBe('m');
  });
});

describe('quarry run --dry-run', () => {
  it('says how many pages would be paid for, and asks nobody to read them', async () => {
    await writeFile(join(folder, 'docs', 'scan.pdf'), aScan('scan', 2));
    await writeFile(join(folder, 'docs', 'dataset.yaml'), 'ocr: { provider: textract }\n');
    const { code, out: text } = await quarry('run', join(folder, 'docs'), '--out', out, '--dry-run');
    expect(code).toBe(0);
    expect(text).toMatch(/^ {2}OCR +2 pages to be paid for, \$0\.003/m);
    expect(text).toMatch(/^ {2}together +about \$0\.003/m);
    expect(text).toContain('Page 1 was not read: a dry run pays for no page');
  });
});

describe('the other commands', () => {
  it('convert prints the Markdown, and with --explain how it came about', async () => {
    const file = join(folder, 'docs', 'refunds.md');
    expect(await quarry('convert', file)).toMatchObject({ code: 0, out: policy });
    expect((await quarry('convert', file, '--explain')).out).toMatch(/format\s+md/);
  });

  it('convert shows what saved prompts are taken for, and the lines that are not', async () => {
    const file = join(folder, 'docs', 'prompts.jsonl');
    await writeFile(file, '{"question": "May I bring my cello?", "answer": "Yes."}\nhello\n');
    const { code, out: text, err } = await quarry('convert', file);
    expect(code).toBe(1);
    expect(JSON.parse(text)).toMatchObject({ line: 1, turns: [{ prompt: 'May I bring my cello?' }] });
    expect(err).toBe(
      'not-json: prompts.jsonl, line 2: not valid JSON at column 1; a line is one whole object, for example {"prompt": "…", "response": "…"}.\n',
    );
  });

  it('takes no saved prompts for a document, where their name is written otherwise', async () => {
    await writeFile(join(folder, 'docs', 'Prompts.jsonl'), '{"question": "May I?", "answer": "Yes."}\n');
    expect(await quarry('run', join(folder, 'docs'), '--out', out)).toMatchObject({
      code: 2,
      err: expect.stringContaining('the saved prompts of a dataset are called prompts.jsonl'),
    });
  });

  it('convert works under the dataset.yaml that lies beside the document', async () => {
    const scan = join(folder, 'docs', 'scan.pdf');
    await writeFile(scan, aScan('scan'));
    await writeFile(join(folder, 'docs', 'dataset.yaml'), 'ocr: { provider: "off" }\n');
    expect(await quarry('convert', scan)).toMatchObject({
      code: 1,
      err: expect.stringContaining('ocr is off'),
    });
    await writeFile(join(folder, 'docs', 'dataset.yaml'), 'orc: {}\n');
    expect(await quarry('convert', scan)).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean ocr'),
    });
  });

  it('convert says why a document cannot be read', async () => {
    const { code, err } = await quarry('convert', join(fixtures, 'encrypted.pdf'));
    expect(code).toBe(1);
    expect(err).toMatch(/encrypted: .*encrypted\.pdf/);
  });

  it('inspect shows the columns and the first rows of a Parquet file', async () => {
    const { out: summary } = await quarry('run', join(folder, 'docs'), '--out', out, '--json');
    const parquet = join(JSON.parse(summary).folder, 'train-00000-of-00001.parquet');
    const { code, out: text } = await quarry('inspect', parquet);
    expect(code).toBe(0);
    expect(text).toMatch(/messages\s+list<struct<role: string, content: string>>/);
    expect((await quarry('inspect', join(folder, 'docs', 'refunds.md'))).code).toBe(2);
  });

  it('policy tests a pack, tries it on a text and prints the schema for editors', async () => {
    expect(await quarry('policy', 'test', 'secrets')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/inline tests passed/),
    });
    expect((await quarry('policy', 'test', 'quality')).out).toMatch(/^– \S+: not tested: sets a gate/m);
    expect((await quarry('policy', 'test', 'ethics')).out).toMatch(/^– hate: not tested: needs a judge$/m);
    const found = await quarry('policy', 'check', 'pii', 'Write to ann@corvedale.example.');
    expect(found.code).toBe(1);
    expect(found.out).toMatch(/^1:10 {2}redact .* EMAIL .*"ann@corvedale\.example"/);
    expect((await quarry('policy', 'check', 'pii', 'Nothing here.')).code).toBe(0);
    expect(JSON.parse((await quarry('policy', 'schema')).out)).toMatchObject({ type: 'object' });
  });

  it('policy exports a pack as a guardrail, and says beside it what a guardrail cannot hold', async () => {
    const { code, out: json, err } = await quarry('policy', 'export-guardrail', 'gdpr');
    expect(code).toBe(0);
    expect(JSON.parse(json)).toMatchObject({
      name: 'quarry-gdpr',
      sensitiveInformationPolicyConfig: { piiEntitiesConfig: expect.any(Array) },
    });
    expect(err).toMatch(/^not exported: gdpr@\S+ .*ACCOUNT_NUMBER/m);
    expect(err).toMatch(/^not exported: gdpr@\S+ inferred-special-categories: it is in plain words/m);
    expect(await quarry('policy', 'export-guardrail', 'ethics')).toMatchObject({ code: 1, out: '' });
  });

  it('policy check says what it checked, and takes no mistyped path for a text', async () => {
    const file = join(folder, 'docs', 'refunds.md');
    expect((await quarry('policy', 'check', 'pii', file)).out).toContain(
      `checked the file ${file}: 0 findings`,
    );
    expect((await quarry('policy', 'check', 'pii', 'All is well.')).out).toContain(
      'checked the text: 0 findings',
    );
    for (const path of [`${file}x`, 'refunds.txt'])
      expect(await quarry('policy', 'check', 'pii', path)).toMatchObject({
        code: 2,
        err: expect.stringContaining(`${path} cannot be read`),
      });
  });

  it('policy finds a company pack by its name in the folder of --policies', async () => {
    const packs = fileURLToPath(new URL('../fixtures/policies', import.meta.url));
    const text = 'A refund takes seven days.';
    const at = ['--policies', packs];
    expect((await quarry('policy', 'test', 'no-refunds', ...at)).out).toMatch(/inline tests passed/);
    expect(await quarry('policy', 'check', 'no-refunds', text, ...at)).toMatchObject({ code: 1 });
    expect((await quarry('policy', 'export-guardrail', 'no-refunds', ...at)).code).toBeLessThan(2);
    expect(await quarry('policy', 'test', 'no-refunds')).toMatchObject({ code: 2 });
  });

  it('policy says which inline test of a company pack fails', async () => {
    const pack = await readFile(new URL('../fixtures/policies/no-refunds.yaml', import.meta.url), 'utf8');
    await writeFile(join(folder, 'no-refunds.yaml'), pack.replace('A voucher takes', 'A refund takes'));
    const { code, out: text } = await quarry('policy', 'test', join(folder, 'no-refunds.yaml'));
    expect(code).toBe(1);
    expect(text).toMatch(/✗ refund: finds something in "A refund takes seven days\."/);
  });

  it('policy says which rule has no test, which exception has expired, and finds packs beside a pack', async () => {
    const rules = (tests: string) =>
      `rules:\n  - { id: refund, kind: terms, title: R, severity: low, action: flag, terms: [refund]${tests} }\n`;
    const pack = (id: string, rest: string) =>
      writeFile(
        join(folder, `${id}.yaml`),
        `apiVersion: quarry-policy/v1\nid: ${id}\nversion: 1.0.0\ntitle: T\n${rest}`,
      );
    await pack('base', rules(', tests: { match: [refund], noMatch: [voucher] }'));
    await pack(
      'company',
      `extends: [base]\nexceptions: [{ ruleId: refund, match: x, reason: r, approvedBy: me, expires: 2020-01-01 }]\n`,
    );
    expect((await quarry('policy', 'test', join(folder, 'company.yaml'))).out).toMatch(
      /! refund: the exception for x expired on 2020-01-01/,
    );
    await pack('base', rules(', tests: { match: [refund] }'));
    expect(await quarry('policy', 'test', join(folder, 'base.yaml'))).toMatchObject({
      code: 1,
      out: expect.stringMatching(/✗ refund: has no test of the kind noMatch/),
    });
  });

  it('validate looks for the packs that are named', async () => {
    const file = join(folder, 'dataset.yaml');
    await writeFile(file, 'policies: [quality, no-refunds]\n');
    expect(await quarry('validate', file)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/policy pack no-refunds: there is none of that name/),
    });
    const packs = fileURLToPath(new URL('../fixtures/policies', import.meta.url));
    expect((await quarry('validate', file, '--policies', packs)).code).toBe(0);
  });

  it('validate fills in the defaults, or names what is wrong', async () => {
    const file = join(folder, 'dataset.yaml');
    await writeFile(file, 'title: Air\n');
    expect(JSON.parse((await quarry('validate', file)).out)).toMatchObject({
      title: 'Air',
      pairs: { perPassage: 5 },
    });
    await writeFile(file, 'title: Air\nspilt: {}\n');
    expect(await quarry('validate', file)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/did you mean split/),
    });
    await writeFile(file, 'generator: { provider: bedrock }\n');
    expect(await quarry('validate', file)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/generator\.model: bedrock needs the id of a model/),
    });
    await writeFile(file, 'generator: { provider: extractive, model: m }\n');
    expect(await quarry('validate', file)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/generator\.model: extractive calls no model/),
    });
  });

  it('prompts shows what a passage would send, redacted', async () => {
    const file = join(folder, 'docs', 'contact.md');
    await writeFile(file, '# Contact\n\nWrite to ann@corvedale.example about refunds.\n');
    const { code, out: text } = await quarry('prompts', 'show', file);
    expect(code).toBe(0);
    expect(text).toContain('Write to [EMAIL_1] about refunds.');
    expect(text).not.toContain('ann@corvedale.example');
  });

  it.each([
    ['passage', /^pairs-[0-9a-f]{8}\n/, 'Write the facts and'],
    ['section', /^section-[0-9a-f]{8}\n/, 'At least one quote of each pair is of passage 1.'],
    ['retry', /^retry-[0-9a-f]{8}\n/, 'Objection: (what the judge says against the pair)'],
    ['judge', /^judge-[0-9a-f]{8}\n/, '<pair-1-'],
    ['blind-check', /^blind-check-[0-9a-f]{8}\n/, '<question-1-'],
    ['system-prompt', /^system-prompt-[0-9a-f]{8}\n/, '- Fees'],
  ])('prompts shows the prompt of the kind %s', async (kind, version, task) => {
    const file = join(folder, 'docs', 'fees.md');
    const fees = Array.from(
      { length: 90 },
      (_, i) => `A bag of ${i + 10} kg costs ${i + 20} euros on short flights.`,
    );
    await writeFile(file, `# Fees\n\n${fees.join('\n\n')}\n`);
    const { code, out: text } = await quarry('prompts', 'show', file, '--kind', kind);
    expect(code).toBe(0);
    expect(text).toMatch(version);
    expect(text).toContain(task);
    expect(text).not.toContain('{{');
  });

  it('prompts names the kinds that there are', async () => {
    const file = join(folder, 'docs', 'contact.md');
    await writeFile(file, '# Contact\n\nWrite to us.\n');
    expect(await quarry('prompts', 'show', file, '--kind', 'verdict')).toMatchObject({
      code: 2,
      err: expect.stringContaining('the kinds are passage, section, retry'),
    });
  });

  it('shows of saved prompts what a judge would be shown, and that nobody generates from them', async () => {
    const file = join(folder, 'prompts.jsonl');
    await writeFile(
      file,
      '{"prompt": "May I bring my cello?", "response": "Write to ann@corvedale.example first."}\n',
    );
    expect(await quarry('prompts', 'show', file)).toMatchObject({
      code: 2,
      err: expect.stringContaining('no generator is asked about it'),
    });
    const { code, out: text } = await quarry('prompts', 'show', file, '--kind', 'judge');
    expect(code).toBe(0);
    expect(text).toContain('Question: May I bring my cello?\nAnswer: Write to [EMAIL_1] first.');
    expect(text).not.toContain('ann@');
  });

  it('help lists them', async () => {
    expect((await quarry('help')).code).toBe(0);
    expect((await quarry('nonsense')).code).toBe(2);
  });
});

it('the process ends with the exit code of the command', () => {
  const cli = fileURLToPath(new URL('../../local/cli.ts', import.meta.url));
  expect(spawnSync(process.execPath, ['--import', 'tsx', cli, 'nonsense']).status).toBe(2);
});

describe('quarry system-prompt', () => {
  it('shows what the rows say, takes another text, and has it in the next version', async () => {
    await quarry('run', join(folder, 'docs'), '--out', out);
    const shown = await quarry('system-prompt', 'show', 'docs', '--out', out);
    expect(shown.out).toMatch(
      /^You are a helpful assistant[^\n]*\n\n {2}made from the title · docs, version v-/,
    );

    const text = 'You answer questions about refunds.';
    const accepted = await quarry('system-prompt', 'accept', 'docs', '--out', out, '--text', text);
    expect(accepted).toMatchObject({ code: 0, out: expect.stringContaining('Run the dataset again') });
    await quarry('run', join(folder, 'docs'), '--out', out);
    const again = await quarry('system-prompt', 'show', 'docs', '--out', out);
    expect(again.out).toContain(`${text}\n\n  accepted by a person`);
  });

  it('says what is missing', async () => {
    expect(await quarry('system-prompt', 'show', 'nothing', '--out', out)).toMatchObject({
      code: 2,
      err: expect.stringContaining('holds no dataset nothing'),
    });
    await quarry('run', join(folder, 'docs'), '--out', out);
    expect(await quarry('system-prompt', 'accept', 'docs', '--out', out)).toMatchObject({
      code: 2,
      err: expect.stringContaining('No model has suggested a prompt'),
    });
    expect(await quarry('system-prompt', 'print', 'docs')).toMatchObject({ code: 2 });
  });
});
