import { describe, expect, it } from 'vitest';
import { createSampler } from '../../../../../functions/assemble/describe/version-samples.ts';
import { sha256 } from '../../../../../shared/domain/hash.ts';
import type { AnyRow } from '../../../../../shared/domain/row.ts';
import { aFinding } from '../../../../support/a-finding.ts';
import { aRejectedRow, turns } from '../../../../support/a-rejected-row.ts';
import { aRow } from '../../../../support/a-row.ts';

const sample = (rows: readonly AnyRow[]) => {
  const sampler = createSampler();
  for (const row of rows) sampler.add(row);
  return sampler.samples();
};

const id = (name: string): string => `qa_${sha256(name).slice(0, 16)}`;
const source = (index: number): string => `s3://source/airline/${index}.md`;

describe('createSampler', () => {
  it('takes one row of each question type from a document', () => {
    const rows = ['factual', 'factual', 'procedural'].map((question_type, index) =>
      aRow({ question_type, finetuning_data_element_id: id(`${index}`) }),
    );
    expect(
      sample(rows)
        .kept.map(({ question_type }) => question_type)
        .toSorted(),
    ).toEqual(['factual', 'procedural']);
  });

  it('draws from all documents, not from the first ones', () => {
    const rows = Array.from({ length: 400 }, (_, index) =>
      aRow({ source_uri: source(index), finetuning_data_element_id: id(`${index}`) }),
    );
    const drawn = sample(rows).kept.map(({ source_uri }) =>
      rows.findIndex((row) => row.source_uri === source_uri),
    );
    expect(drawn).toHaveLength(8);
    expect(Math.max(...drawn)).toBeGreaterThan(200);
  });

  it('draws the same in whatever order documents come', () => {
    const rows = Array.from({ length: 50 }, (_, index) =>
      aRow({ source_uri: source(index), finetuning_data_element_id: id(`${index}`) }),
    );
    expect(sample(rows.toReversed()).kept).toEqual(sample(rows).kept);
  });

  it('keeps a few rejected rows of each first reason', () => {
    const rows = ['duplicate', 'policy'].flatMap((reason) =>
      Array.from({ length: 9 }, (_, index) =>
        aRejectedRow([{ reason, detail: '' }], { finetuning_data_element_id: id(`${reason}${index}`) }),
      ),
    );
    const reasons = sample(rows).rejected.map(({ rejection_reasons }) => rejection_reasons[0]?.reason);
    expect(reasons.filter((reason) => reason === 'duplicate')).toHaveLength(5);
    expect(reasons.filter((reason) => reason === 'policy')).toHaveLength(5);
  });

  it('counts the findings of every row, also of those that are not drawn', () => {
    const rows = Array.from({ length: 30 }, (_, index) =>
      aRow({
        finetuning_data_element_id: id(`${index}`),
        policy_findings: [aFinding(), aFinding({ field: 'question' })],
      }),
    );
    const { findingsByRule, findingsByDocument } = sample([
      ...rows,
      aRejectedRow([{ reason: 'policy', detail: '' }], {
        source_uri: source(1),
        policy_findings: [aFinding({ ruleId: 'access-key', entity: 'ACCESS_KEY', action: 'reject' })],
      }),
    ]);
    expect(findingsByRule).toMatchObject([
      { ruleId: 'email-address', action: 'redact', entities: ['EMAIL'], matches: 60, pairs: 30 },
      { ruleId: 'access-key', action: 'reject', entities: ['ACCESS_KEY'], matches: 1, pairs: 1 },
    ]);
    expect(findingsByDocument).toMatchObject([
      { matches: 60, pairs: 30, byAction: { redact: 60 } },
      { sourceUri: source(1), matches: 1, pairs: 1, byAction: { reject: 1 } },
    ]);
  });

  it('counts once what was hidden in a passage and is carried by several of its pairs', () => {
    const carried = aFinding({ field: 'passage' });
    const rows = [1, 2, 3].map((index) =>
      aRow({ finetuning_data_element_id: id(`${index}`), policy_findings: [carried] }),
    );
    const elsewhere = aRow({ passage_id: 'psg_0000000000000002', policy_findings: [carried] });
    expect(sample([...rows, elsewhere]).findingsByRule).toMatchObject([{ matches: 2, pairs: 4 }]);
  });

  it('counts what was found in passages and headings of which no pair was made', () => {
    const sampler = createSampler();
    const row = aRow({ policy_findings: [aFinding({ field: 'passage' })] });
    sampler.addPassages(row.source_uri, [
      { id: row.passage_id, findings: [aFinding({ field: 'passage' })] },
      {
        id: 'psg_0000000000000002',
        findings: [aFinding({ field: 'passage' }), aFinding({ field: 'heading' })],
      },
    ]);
    sampler.add(row);
    expect(sampler.samples().findingsByRule).toMatchObject([{ matches: 3, pairs: 1 }]);
    expect(sampler.samples().findingsByDocument).toMatchObject([{ matches: 3, pairs: 1 }]);
  });

  it('tells what the kept rows are like and leaves the rejected ones out', () => {
    const { shape } = sample([
      aRow({ messages: turns('How many?', 'One two three.') }),
      aRow({
        messages: turns('Which words?', Array(30).fill('word').join(' ')),
        generator: 'model',
        model_id: 'qwen3:8b',
        prompt_version: 'p1',
      }),
      aRejectedRow([{ reason: 'malformed', detail: '' }]),
    ]);
    expect(shape.questionTypes).toEqual([{ name: 'factual', rows: 2 }]);
    expect(shape.generators.map(({ name }) => name)).toEqual([
      'extractive · rules-1',
      'model · qwen3:8b · p1',
    ]);
    expect(shape.answerWords.map(({ rows }) => rows)).toEqual([1, 0, 1, 0, 0]);
  });
});
