import { describe, expect, it } from 'vitest';
import { readJsonLines } from '#shared/dataset/json-object.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import type { PageReading } from '#shared/domain/page-reading.ts';
import { rejectionSchema } from '#shared/domain/rejection.ts';
import { noUsage } from '#shared/domain/usage.ts';
import { ThrottledError } from '#shared/errors.ts';
import { bindStep } from '#shared/step.ts';
import { convertInChild } from '../../functions/convert/convert-in-child.ts';
import { convertStep } from '../../functions/convert/step.ts';
import { aScan, scriptedPageReader, wordsOf } from '../support/a-page-reader.ts';
import { fingerprint, localCase } from '../support/local-case.ts';

const paid = { ...noUsage, calls: 1, usd: 0.0015 };
const legible: PageReading = {
  status: 'words',
  rotation: 0,
  words: wordsOf('A refund takes seven days after approval.'),
  usage: paid,
};
const illegible: PageReading = { ...legible, words: wordsOf('¢{ |~ xXyY ;; bZkR', 0.2) };
const key = 'air/scan.pdf';
const keys = documentKeys('air', documentId(key));

const aCase = async (
  answer: Parameters<typeof scriptedPageReader>[0],
  { pages = 2, usdPerPage = 0 }: { pages?: number; usdPerPage?: number | null } = {},
) => {
  const pageReader = scriptedPageReader(answer, usdPerPage);
  const it = localCase({ pageReader });
  await it.source.write(key, aScan('scan', pages));
  return { ...it, pageReader };
};

describe('a dataset with a scan', () => {
  it('keeps the pages that were read, and records the one that was not wherever a person looks', async () => {
    const air = await aCase((_, call) => (call === 2 ? illegible : legible));
    await air.run('air');
    const manifest = await air.manifest('air');
    expect(manifest.documents).toMatchObject([
      {
        status: 'processed',
        conversion: {
          ocr: {
            engine: 'scripted 1',
            pages: [{ page: 1, confidence: 0.95, rotation: 0 }],
            rejectedPages: [{ page: 2, reason: 'illegible' }],
          },
        },
      },
    ]);
    expect(manifest.usage.ocr).toMatchObject({ calls: 2, usd: 0.003 });
    expect(await readJsonLines(air.dataset, keys.rejections, rejectionSchema)).toContainEqual(
      expect.objectContaining({ subject: 'page', page: 2, reason: 'illegible' }),
    );
    const folder = `air/versions/${manifest.version}`;
    const report = new TextDecoder().decode(await air.dataset.read(`${folder}/report.html`));
    expect(report).toContain('Page 2 is not legible');
    expect(report).toContain('1 page could not be read by OCR');
  });

  it('has no page read twice, and changes no byte by a second run', async () => {
    const air = await aCase(() => legible);
    await air.run('air');
    const before = await fingerprint(air.dataset);
    await air.run('air');
    expect(air.pageReader.seen).toHaveLength(2);
    expect(await fingerprint(air.dataset)).toEqual(before);
  });

  it('goes on after a reader was throttled, with the pages that it has', async () => {
    const air = await aCase((_, call) => {
      if (call === 2) throw new ThrottledError('slow down');
      return legible;
    });
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED', output: { failedDocuments: 0 } });
    expect(air.pageReader.seen).toHaveLength(3);
  });

  it('reads the pages that an edit brought, and forgets those that it took', async () => {
    const air = await aCase(() => legible);
    await air.run('air');
    await air.source.write(key, aScan('scan', 1));
    await air.run('air');
    expect(air.pageReader.seen).toHaveLength(2);
    const kept = [];
    for await (const object of air.dataset.list(keys.pageReadings)) kept.push(object.key);
    expect(kept).toHaveLength(1);
  });

  it('keeps what was read while the document is rejected, so that a bad upload is mended for nothing', async () => {
    const air = await aCase(() => legible);
    await air.run('air');
    const calls = air.pageReader.seen.length;
    const good = await air.source.read(key);
    await air.source.write(key, (good ?? new Uint8Array()).slice(0, 40));
    await air.run('air');
    await air.source.write(key, good ?? '');
    await air.run('air');
    expect(air.pageReader.seen).toHaveLength(calls);
  });

  it('rejects a document without a legible page, and counts what its pages cost', async () => {
    const air = await aCase(() => illegible);
    await air.source.write(
      'air/notes.md',
      '# Notes\n\n## What is a fare?\n\nA fare is the price of a seat.\n',
    );
    await air.run('air');
    const manifest = await air.manifest('air');
    expect(manifest.documents.find(({ sourceUri }) => sourceUri.endsWith('scan.pdf'))).toMatchObject({
      status: 'rejected',
      rejection: { reason: 'unreadable', detail: expect.stringContaining('Page 1 is not legible') },
    });
    expect(manifest.usage.ocr.calls).toBe(2);
    const rejections = await readJsonLines(air.dataset, keys.rejections, rejectionSchema);
    expect(rejections.map(({ subject }) => subject)).toEqual(['document', 'page', 'page']);
  });

  it('has its pages rejected one by one where ocr is off', async () => {
    const air = await aCase(() => legible);
    await air.source.write('air/dataset.yaml', 'ocr: { provider: "off" }\n');
    await air.source.write(
      'air/notes.md',
      '# Notes\n\n## What is a fare?\n\nA fare is the price of a seat.\n',
    );
    await air.run('air');
    expect(air.pageReader.seen).toEqual([]);
    const rejections = await readJsonLines(air.dataset, keys.rejections, rejectionSchema);
    expect(rejections.slice(1)).toMatchObject([{ reason: 'not-read' }, { reason: 'not-read' }]);
  });
});

describe('a dry run over scans', () => {
  it.each([0.0015, null])(
    'counts the pages that somebody would be paid %s for, and has none read',
    async (usdPerPage) => {
      const air = await aCase(() => legible, { pages: 3, usdPerPage });
      await air.source.write(
        'air/notes.md',
        '# Notes\n\n## What is a fare?\n\nA fare is the price of a seat.\n',
      );
      expect((await air.dryRun('air')).unreadPages).toMatchObject({
        calls: 3,
        usd: usdPerPage === null ? null : 0.0045,
      });
      expect(air.pageReader.seen).toEqual([]);
    },
  );

  it('does not count pages that were paid for before', async () => {
    const air = await aCase(() => legible, { usdPerPage: 0.0015 });
    await air.run('air');
    expect((await air.dryRun('air')).unreadPages.calls).toBe(0);
    await air.source.write(key, aScan('scan', 3));
    expect((await air.dryRun('air')).unreadPages.calls).toBe(1);
  });

  it('reads what costs nothing', async () => {
    const air = await aCase(() => legible);
    expect((await air.dryRun('air')).unreadPages.calls).toBe(0);
    expect(air.pageReader.seen).toHaveLength(2);
  });
});

it('goes on where it was when the time of a call is up', async () => {
  const air = await aCase(() => legible, { pages: 3 });
  const errors: string[] = [];
  const convert = bindStep(convertStep, {
    source: air.source,
    dataset: air.dataset,
    deployment: {},
    convert: convertInChild,
    pageReaderFor: async () => air.pageReader,
    secondsForOcr: 0,
  });
  const ended = await air.run('air', (functions) => ({
    ...functions,
    ConvertFunction: (input) =>
      convert(input).catch((error: Error) => {
        errors.push(`${error.name}: ${error.message}`);
        throw error;
      }),
  }));
  expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { failedDocuments: 0 } });
  expect(errors).toEqual([
    'UnfinishedError: air/scan.pdf: 2 of 3 pages are still to be read by OCR, from page 2 on',
    'UnfinishedError: air/scan.pdf: 1 of 3 pages are still to be read by OCR, from page 3 on',
  ]);
  expect(air.pageReader.seen).toHaveLength(3);
});

it('names in the manifest how its pages are read, though dataset.yaml does not', async () => {
  const air = await aCase(() => legible);
  await air.run('air');
  const [settings] = Object.values((await air.manifest('air')).settings);
  expect(settings?.ocr).toEqual({ provider: 'embedded', languages: ['eng'] });
});
