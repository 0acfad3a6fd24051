import { type Block, DetectDocumentTextCommand, type TextractClient } from '@aws-sdk/client-textract';
import type { PageReading, PageWord, Rotation } from '../domain/page-reading.ts';
import { noUsage, type Usage } from '../domain/usage.ts';
import { ThrottledError } from '../errors.ts';
import type { PageImage, PageReader } from '../ports/page-reader.ts';
import { isTransientBedrockError } from './bedrock-errors.ts';
import { pagePng } from './page-png.ts';

/** Of a picture that is sent with the call: https://docs.aws.amazon.com/textract/latest/dg/limits-document.html */
const maxBytes = 5 * 1024 * 1024;
/** US dollars for a page of DetectDocumentText, https://aws.amazon.com/textract/pricing/, November 2026. */
const usdPerPage = 0.0015;
const transientNames: readonly string[] = [
  'ProvisionedThroughputExceededException',
  'LimitExceededException',
  'InternalServerError',
];
const refusals: readonly string[] = [
  'BadDocumentException',
  'UnsupportedDocumentException',
  'DocumentTooLargeException',
];

/** Amazon Textract, one page a call. It reads a page however it is turned. */
export const textractPageReader = (client: TextractClient): PageReader => ({
  engine: 'textract DetectDocumentText',
  usdPerPage,
  read: async (image) => {
    try {
      const command = new DetectDocumentTextCommand({ Document: { Bytes: pagePng(image, maxBytes) } });
      const { Blocks = [] } = await client.send(command);
      return readingOf(Blocks, image);
    } catch (error) {
      const { name } = error as Error;
      if (transientNames.includes(name) || isTransientBedrockError(error))
        throw new ThrottledError(`Textract: ${String(error)}`, { cause: error });
      if (!refusals.includes(name)) throw error;
      return {
        status: 'failed',
        reason: 'reader-failed',
        detail: `Textract refused it (${name})`,
        usage: noUsage,
      };
    }
  },
});

const readingOf = (blocks: readonly Block[], image: PageImage): PageReading => {
  const rotation = rotationOf(blocks.filter(({ BlockType }) => BlockType === 'LINE'));
  const usage: Usage = { ...noUsage, calls: 1, usd: usdPerPage };
  const words = blocks
    .filter(({ BlockType }) => BlockType === 'WORD')
    .map((block) => wordOf(block, image, rotation));
  return { status: 'words', rotation, words, usage };
};

/** The first two corners of a line's polygon lie along its text; most of the letters decide. */
const rotationOf = (lines: readonly Block[]): Rotation => {
  const letters = new Map<Rotation, number>();
  for (const { Geometry, Text = '' } of lines) {
    const [from, to] = Geometry?.Polygon ?? [];
    if (!from || !to) continue;
    const degrees = (Math.atan2((to.Y ?? 0) - (from.Y ?? 0), (to.X ?? 0) - (from.X ?? 0)) * 180) / Math.PI;
    const quarter = ((Math.round(degrees / 90) * 90 + 360) % 360) as Rotation;
    letters.set(quarter, (letters.get(quarter) ?? 0) + Text.length);
  }
  return [...letters].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
};

const wordOf = (
  { Text = '', Confidence = 0, Geometry }: Block,
  { width, height }: PageImage,
  rotation: Rotation,
): PageWord => {
  const { Left = 0, Top = 0, Width = 0, Height = 0 } = Geometry?.BoundingBox ?? {};
  const box = {
    left: Left * width,
    top: Top * height,
    right: (Left + Width) * width,
    bottom: (Top + Height) * height,
  };
  return { text: Text, confidence: Confidence / 100, ...uprightBox(box, { width, height }, rotation) };
};

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where a box lies once its picture, turned clockwise by `rotation`, is turned back. */
const uprightBox = (
  { left, top, right, bottom }: Box,
  size: { width: number; height: number },
  rotation: Rotation,
): Box => {
  if (rotation === 90)
    return { left: top, top: size.width - right, right: bottom, bottom: size.width - left };
  if (rotation === 180)
    return {
      left: size.width - right,
      top: size.height - bottom,
      right: size.width - left,
      bottom: size.height - top,
    };
  if (rotation === 270)
    return { left: size.height - bottom, top: left, right: size.height - top, bottom: right };
  return { left, top, right, bottom };
};
