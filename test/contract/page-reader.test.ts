import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { DetectDocumentTextCommand, TextractClient } from '@aws-sdk/client-textract';
import { mockClient } from 'aws-sdk-client-mock';
import { decode } from 'fast-png';
import { beforeEach, describe, expect, it } from 'vitest';
import { bedrockPageReader } from '#shared/adapters/bedrock-page-reader.ts';
import { textractPageReader } from '#shared/adapters/textract-page-reader.ts';
import { pageReadingSchema } from '#shared/domain/page-reading.ts';
import type { PageImage, PageReader } from '#shared/ports/page-reader.ts';
import { judgePage } from '../../functions/convert/ocr/judge-page.ts';
import { tesseractReader } from '../../functions/convert/ocr/tesseract-reader.ts';

const patience = 180_000;
const textract = mockClient(TextractClient);
const bedrock = mockClient(BedrockRuntimeClient);
beforeEach(() => {
  textract.reset();
  bedrock.reset();
});

const png = decode(readFileSync(new URL('../fixtures/scans/page.png', import.meta.url)));
const legible: PageImage = { width: png.width, height: png.height, grey: Uint8Array.from(png.data) };
const empty: PageImage = { width: 400, height: 500, grey: new Uint8Array(200_000).fill(255) };
const pageText = 'Lounge access. The lounge opens at 05:30.';

const named = (name: string) => Object.assign(new Error('no'), { name });

/** What Textract says of a line that runs down the page, as on one that was turned clockwise by 90 degrees. */
const turnedBlocks = pageText.split(' ').flatMap((Text, index) => {
  const top = 0.1 + index * 0.1;
  const Geometry = {
    BoundingBox: { Left: 0.8, Top: top, Width: 0.05, Height: 0.08 },
    Polygon: [
      { X: 0.85, Y: top },
      { X: 0.85, Y: top + 0.08 },
      { X: 0.8, Y: top + 0.08 },
      { X: 0.8, Y: top },
    ],
  };
  return (['LINE', 'WORD'] as const).map((BlockType) => ({ BlockType, Text, Confidence: 98, Geometry }));
});

const converse = (text: string, stopReason = 'end_turn') => ({
  output: { message: { role: 'assistant' as const, content: [{ text }] } },
  stopReason: stopReason as 'end_turn',
  usage: { inputTokens: 1500, outputTokens: 60, totalTokens: 1560 },
  metrics: { latencyMs: 1 },
});

interface Case {
  readonly reader: () => PageReader;
  readonly hasText: () => void;
  readonly hasNone: () => void;
  /** Undefined where nobody can throttle. */
  readonly throttled?: () => void;
  readonly calls: number;
}

const cases: Record<string, Case> = {
  tesseract: { reader: () => tesseractReader(['eng']), hasText: () => {}, hasNone: () => {}, calls: 0 },
  textract: {
    reader: () => textractPageReader(new TextractClient({ region: 'eu-west-1' })),
    hasText: () => void textract.on(DetectDocumentTextCommand).resolves({ Blocks: turnedBlocks }),
    hasNone: () => void textract.on(DetectDocumentTextCommand).resolves({ Blocks: [{ BlockType: 'PAGE' }] }),
    throttled: () =>
      void textract.on(DetectDocumentTextCommand).rejects(named('ProvisionedThroughputExceededException')),
    calls: 1,
  },
  bedrock: {
    reader: () =>
      bedrockPageReader(new BedrockRuntimeClient({ region: 'eu-west-1' }), 'global.amazon.nova-2-lite-v1:0'),
    hasText: () => void bedrock.on(ConverseCommand).resolves(converse(pageText)),
    hasNone: () => void bedrock.on(ConverseCommand).resolves(converse('')),
    throttled: () => void bedrock.on(ConverseCommand).rejects(named('ThrottlingException')),
    calls: 1,
  },
};

describe.each(Object.entries(cases))('the reader of pages %s', (_, it_) => {
  it('reads a page that the gate keeps, and says what it cost', { timeout: patience }, async () => {
    it_.hasText();
    const reading = await it_.reader().read(legible);
    expect(pageReadingSchema.parse(reading)).toEqual(reading);
    expect(judgePage(1, reading)).toMatchObject({ isKept: true });
    const text =
      reading.status === 'words' ? reading.words.map((word) => word.text).join(' ') : JSON.stringify(reading);
    expect(text).toContain('lounge');
    expect(text).toContain('05:30');
    expect(reading.usage.calls).toBe(it_.calls);
    expect((reading.usage.usd ?? 0) > 0).toBe(it_.calls > 0);
  });

  it('makes nothing up on a page without text', { timeout: patience }, async () => {
    it_.hasNone();
    expect(judgePage(1, await it_.reader().read(empty))).toMatchObject({ rejection: { reason: 'no-text' } });
  });

  it('names an engine under which readings can be kept', () => {
    expect(it_.reader().engine).toBe(it_.reader().engine);
    expect(it_.reader().engine).toMatch(/\S/);
  });

  it.runIf(it_.throttled)('throws what the workflow retries when it is throttled', async () => {
    it_.throttled?.();
    await expect(it_.reader().read(legible)).rejects.toMatchObject({ name: 'ThrottledError' });
  });
});

describe('Textract', () => {
  it('gives the words of a turned page as they lie when it is upright', async () => {
    cases.textract?.hasText();
    const reading = await cases.textract
      ?.reader()
      .read({ ...empty, width: 500, height: 400, grey: empty.grey });
    if (reading?.status !== 'words') throw new Error('no words');
    expect(reading.rotation).toBe(90);
    const [first, second] = reading.words;
    expect(first?.top).toBeCloseTo(second?.top ?? 0);
    expect(second?.left).toBeGreaterThan(first?.right ?? 0);
    expect(first?.left).toBeCloseTo(40);
    expect(first?.top).toBeCloseTo(75);
  });

  it('records a picture that it refuses', async () => {
    textract.on(DetectDocumentTextCommand).rejects(named('UnsupportedDocumentException'));
    expect(await cases.textract?.reader().read(empty)).toMatchObject({
      status: 'failed',
      reason: 'reader-failed',
    });
  });
});

describe('a model of Bedrock', () => {
  it.each([
    ['illegible', converse('ILLEGIBLE')],
    ['reader-failed', converse('Lounge acc', 'max_tokens')],
  ])('is taken at its word: %s', async (reason, reply) => {
    bedrock.on(ConverseCommand).resolves(reply);
    expect(await cases.bedrock?.reader().read(legible)).toMatchObject({ status: 'failed', reason });
  });

  it('is sent a picture no larger than it takes', async () => {
    bedrock.on(ConverseCommand).resolves(converse(pageText));
    const grey = new Uint8Array(randomBytes(6_000_000));
    await cases.bedrock?.reader().read({ width: 2000, height: 3000, grey });
    const sent =
      bedrock.commandCalls(ConverseCommand)[0]?.args[0].input.messages?.[0]?.content?.[0]?.image?.source;
    expect(sent?.bytes?.length).toBeLessThanOrEqual(3.75 * 1024 * 1024);
    expect(decode(sent?.bytes ?? new Uint8Array()).width).toBe(1000);
  });
});
