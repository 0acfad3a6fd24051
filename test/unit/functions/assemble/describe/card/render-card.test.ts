import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { toString as textOf } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderCard } from '../../../../../../functions/assemble/describe/card/render-card.ts';
import { createSampler } from '../../../../../../functions/assemble/describe/version-samples.ts';
import type { Manifest } from '../../../../../../shared/domain/manifest.ts';
import { type AnyRow, versionSchemas } from '../../../../../../shared/domain/row.ts';
import { aFinding } from '../../../../../support/a-finding.ts';
import {
  aManifest,
  aProcessedDocument,
  aRejectedDocument,
  keptFactual,
  savedPrompts,
} from '../../../../../support/a-manifest.ts';
import { aRow } from '../../../../../support/a-row.ts';

const render = (overrides: Partial<Manifest> = {}, rows: readonly AnyRow[] = [aRow()]) => {
  const sampler = createSampler();
  for (const row of rows) sampler.add(row);
  const card = renderCard(aManifest(overrides), sampler.samples());
  const [, yaml = '', markdown = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(card) ?? [];
  return {
    metadata: parse(yaml) as Record<string, unknown>,
    yaml,
    body: fromMarkdown(markdown, {
      extensions: [gfm()],
      mdastExtensions: [gfmTableFromMarkdown()],
    }),
  };
};

const collect = (body: Nodes, type: Nodes['type']): Nodes[] => {
  const found: Nodes[] = [];
  visit(body, type, (node: Nodes) => {
    found.push(node);
  });
  return found;
};

const nothingKept = {
  pairs: {
    generated: 0,
    kept: 0,
    redacted: 0,
    rejected: 0,
    rejectedByReason: {},
    keptByType: keptFactual(0),
  },
  splits: { train: 0, validation: 0, rejected: 0 },
  coverage: { passages: 0, covered: 0, facts: 0, coveredFacts: 0 },
};

describe('renderCard', () => {
  it('tells the Hub the splits, and keeps rejected rows out of the default subset', () => {
    expect(render().metadata).toEqual({
      pretty_name: 'Airline policies',
      task_categories: ['question-answering', 'text-generation'],
      annotations_creators: ['machine-generated'],
      source_datasets: ['original'],
      size_categories: ['n<1K'],
      configs: [
        {
          config_name: 'default',
          default: true,
          data_files: [
            { split: 'train', path: 'train-*.parquet' },
            { split: 'validation', path: 'validation-*.parquet' },
          ],
        },
        { config_name: 'rejected', data_files: [{ split: 'rejected', path: 'rejected-*.parquet' }] },
      ],
    });
  });

  it('names no split without rows, which datasets would refuse to load', () => {
    const { metadata } = render({ splits: { train: 10, validation: 0, rejected: 0 } });
    expect(metadata.configs).toEqual([
      { config_name: 'default', default: true, data_files: [{ split: 'train', path: 'train-*.parquet' }] },
    ]);
    expect(render(nothingKept, []).metadata).not.toHaveProperty('configs');
  });

  it.each([
    [999, 'n<1K'],
    [1000, '1K<n<10K'],
    [2_000_000, '1M<n<10M'],
  ])('puts %i rows into the size category %s', (kept, category) => {
    const { pairs } = aManifest();
    expect(render({ pairs: { ...pairs, kept } }).metadata.size_categories).toEqual([category]);
  });

  it('leaves the license to the owner and says so', () => {
    const { metadata, yaml, body } = render();
    expect(metadata).not.toHaveProperty('license');
    expect(yaml).toContain('add "license"');
    expect(textOf(body)).toContain('No license is given');
  });

  it('describes every column of the files', () => {
    const described = new Set(collect(render().body, 'inlineCode').map((node) => textOf(node)));
    for (const column of Object.keys(versionSchemas.instruction.rejected.shape))
      expect(described).toContain(column);
  });

  it('tells of documents in the rows, and describes their column, only where rows have them', () => {
    const grounding = {
      method: 'lexical-1',
      withOracle: 8,
      withoutOracle: 2,
      refusing: 0,
      unanswerable: 0,
      byDistractors: { 2: 1, 3: 9 },
      short: 1,
    };
    const grounded = render({ grounding }).body;
    expect(collect(grounded, 'inlineCode').map((node) => textOf(node))).toContain('documents');
    expect(textOf(grounded)).toContain(
      'Of the kept rows, 8 show the document that bears the answer, 2 do not and answer all the same, 0 ask what no document answers; distractors: 1 with 2, 9 with 3; in 1 row fewer than asked for, because no more were found.',
    );
    expect(textOf(grounded)).toContain('one that refuses quotes nothing');
    expect(collect(grounded, 'inlineCode').map((node) => textOf(node))).toContain('<documents-2>');
    expect(textOf(render({ grounding: { ...grounding, refusing: 2 } }).body)).toContain(
      '8 show the document that bears the answer, 2 do not and refuse, 0 ask',
    );
    const plain = render().body;
    expect(textOf(plain)).toContain('Each row quotes the words of the document that bear its answer');
    expect(collect(plain, 'inlineCode').map((node) => textOf(node))).not.toContain('documents');
    expect(textOf(plain)).not.toContain('Documents in the rows');
  });

  it('says that a passed policy check does not mean free of personal data', () => {
    const { body } = render({}, [aRow({ policy_findings: [aFinding({ matchHash: 'hmac:c0ffee' })] })]);
    const text = textOf(body);
    expect(text).toContain('do not find every name, address or paraphrase');
    expect(text).toContain('email-address');
    expect(text).not.toContain('c0ffee');
    expect(text.toLowerCase()).not.toContain('complian');
  });

  it('lets no title or address become markup, metadata or a table cell', () => {
    const hostile = 'A | B\n---\n# C <script>alert(1)</script> `x` [y](javascript:z)';
    const { metadata, body } = render({
      title: hostile,
      policies: [hostile],
      documents: [aProcessedDocument({ sourceUri: `s3://source/airline/${hostile}` })],
    });
    expect(metadata.pretty_name).toBe(hostile);
    expect(collect(body, 'html')).toEqual([]);
    expect(collect(body, 'link')).toEqual([]);
    expect(collect(body, 'heading').filter((node) => 'depth' in node && node.depth === 1)).toHaveLength(1);
    for (const table of collect(body, 'table'))
      if (table.type === 'table')
        expect(new Set(table.children.map((line) => line.children.length)).size).toBe(1);
  });

  it('lists a bounded number of sources and says where the rest is', () => {
    const documents = Array.from({ length: 60 }, (_, index) =>
      aProcessedDocument({ sourceUri: `s3://source/airline/${index}.md` }),
    );
    const text = textOf(render({ documents }).body);
    expect(text).toContain('s3://source/airline/49.md');
    expect(text).not.toContain('s3://source/airline/50.md');
    expect(text).toContain('50 of 60 documents; all of them in manifest.json.');
  });

  it('does not say that machines made what people have saved', () => {
    const text = textOf(render({ saved: savedPrompts }).body);
    expect(text).toContain('were written by people, in s3://source/airline/prompts.jsonl: 5 kept');
    expect(text).toContain('The pairs were checked by machine.');
    expect(textOf(render().body)).toContain('The pairs were made and checked by machine.');
  });

  it('stands for a version without rows', () => {
    const { body } = render(
      {
        ...nothingKept,
        documents: [aRejectedDocument({ reason: 'empty', detail: 'The file has 0 bytes.' })],
      },
      [],
    );
    expect(textOf(body)).toContain('No pair was kept.');
    expect(textOf(body)).toContain('No document gave rows.');
  });
});
