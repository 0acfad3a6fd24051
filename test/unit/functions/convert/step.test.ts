import { describe, expect, it } from 'vitest';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { requireJson } from '#shared/dataset/json-object.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { type Document, documentId, documentSchema } from '#shared/domain/document.ts';
import { documentReferenceSchema } from '#shared/domain/workflow-state.ts';
import { bindStep } from '#shared/step.ts';
import type { Conversion } from '../../../../functions/convert/convert-document.ts';
import { convertStep } from '../../../../functions/convert/step.ts';
import { wholeParts } from '../../../support/a-manifest.ts';

const sourceKey = 'air/fees.docx';
const keys = documentKeys('air', documentId(sourceKey));

const converted = (fidelity: number): Conversion => ({
  status: 'converted',
  markdown: '# Fees\n',
  facts: {
    format: 'docx',
    engine: 'docx reader',
    title: 'Fees',
    pages: [],
    repairs: [],
    warnings: ['Only 40 % of the table cells came out.'],
    fidelity,
    fidelityParts: { ...wholeParts, cells: 0.4 },
  },
});

const run = async (fidelity: number, settings?: string): Promise<Document & { markdown: boolean }> => {
  const source = memoryObjectStore('source');
  const dataset = memoryObjectStore('dataset');
  await source.write(sourceKey, 'x', 'application/octet-stream');
  if (settings) await source.write('air/dataset.yaml', settings, 'text/yaml');
  await bindStep(convertStep, {
    source,
    dataset,
    deployment: {},
    convert: async () => converted(fidelity),
    pageReaderFor: async () => undefined,
  })({
    sourceKey,
  });
  return {
    ...(await requireJson(dataset, keys.document, documentSchema)),
    markdown: (await dataset.read(keys.markdown)) !== undefined,
  };
};

describe('the fidelity gate', () => {
  it('rejects a document below the level of its dataset before anything is written of it', async () => {
    const document = await run(0.49);
    expect(document).toMatchObject({
      status: 'rejected',
      markdown: false,
      rejection: {
        reason: 'unreadable',
        detail: expect.stringMatching(
          /^fees\.docx: .*0\.49 and the level is 0\.5 .*table cells.*fidelity\.rejectBelow/,
        ),
      },
    });
  });

  it('lets a document pass that reaches it, with the score and its parts in source.json', async () => {
    expect(await run(0.6)).toMatchObject({
      status: 'converted',
      markdown: true,
      settings: { fidelity: { rejectBelow: 0.5, flagBelow: 0.9 } },
      conversion: { fidelity: 0.6, fidelityParts: { cells: 0.4 } },
    });
  });

  it('takes the level that dataset.yaml sets', async () => {
    expect((await run(0.85, 'fidelity: { rejectBelow: 0.9 }')).status).toBe('rejected');
    expect((await run(0.3, 'fidelity: { rejectBelow: 0.2 }')).status).toBe('converted');
  });

  it('refuses levels that contradict each other', async () => {
    expect(await run(1, 'fidelity: { rejectBelow: 0.9, flagBelow: 0.8 }')).toMatchObject({
      status: 'rejected',
      rejection: { reason: 'invalid-settings', detail: expect.stringContaining('flagBelow') },
    });
  });
});

it.each([
  ['settings', 'dataset.yml', 'invalid-settings', /settings of a dataset are called dataset\.yaml/],
  ['saved prompts', 'Prompts.jsonl', 'misnamed', /saved prompts of a dataset are called prompts\.jsonl/],
])(
  'rejects %s under a name that nothing reads, and converts them to no document',
  async (_, name, reason, detail) => {
    const source = memoryObjectStore('source');
    const dataset = memoryObjectStore('dataset');
    await source.write(`air/${name}`, 'title: Fees\n', 'text/yaml');
    const reads: string[] = [];
    const { documentId: id } = await bindStep(convertStep, {
      source: {
        ...source,
        read: async (key) => {
          reads.push(key);
          return source.read(key);
        },
      },
      dataset,
      deployment: {},
      convert: async () => converted(1),
      pageReaderFor: async () => undefined,
    })({ sourceKey: `air/${name}` }).then(documentReferenceSchema.loose().parse);
    expect(await requireJson(dataset, documentKeys('air', id).document, documentSchema)).toMatchObject({
      rejection: { reason, detail: expect.stringMatching(detail) },
    });
    expect(reads).toEqual([]);
  },
);
