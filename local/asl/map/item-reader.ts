import * as z from 'zod';
import type { Json } from '../data/json.ts';
import type { PathData } from '../data/path.ts';
import { templateOf } from '../data/typed-template.ts';
import { StateFailure } from '../failures/state-failure.ts';
import { notImplemented } from '../flow/fields.ts';
import type { Services } from '../services.ts';

/** Reads the items of a distributed map from objects; whatever goes wrong is `States.ItemReaderFailed`. */
type ItemReader = (data: PathData, services: Services) => Promise<Json[]>;

type ReadItems<Parameters> = (parameters: Parameters, services: Services) => Promise<Json[]>;

const maxItemsFields = { MaxItems: z.int().min(1).max(100_000_000).optional() };

const reader =
  <Parameters>(
    locate: (data: PathData) => Parameters,
    read: ReadItems<Parameters>,
    maxItems?: number,
  ): ItemReader =>
  async (data, services) => {
    const parameters = locate(data);
    try {
      return (await read(parameters, services)).slice(0, maxItems);
    } catch (thrown) {
      const problem = thrown instanceof Error ? thrown.message : String(thrown);
      throw new StateFailure('States.ItemReaderFailed', `${JSON.stringify(parameters)}: ${problem}`);
    }
  };

const objectSchema = z.strictObject({ Bucket: z.string(), Key: z.string() });

const getObject = z
  .strictObject({
    Resource: z.literal('arn:aws:states:::s3:getObject'),
    ReaderConfig: z.strictObject({ InputType: z.enum(['JSON', 'JSONL']), ...maxItemsFields }),
    Parameters: templateOf(objectSchema),
  })
  .transform(({ ReaderConfig: { InputType, MaxItems }, Parameters }) =>
    reader(
      Parameters,
      async ({ Bucket, Key }, services) => {
        const body = await services.objectStore(Bucket).read(Key);
        if (body === undefined) throw new Error('there is no such object');
        return parsers[InputType](new TextDecoder().decode(body));
      },
      MaxItems,
    ),
  );

const parsers: Record<'JSON' | 'JSONL', (text: string) => Json[]> = {
  JSON: (text) => {
    const items = JSON.parse(text);
    if (!Array.isArray(items)) throw new Error('the object is not a list');
    return items;
  },
  JSONL: (text) => text.split('\n').flatMap(parseLine),
};

const parseLine = (line: string, index: number): Json[] => {
  if (line.trim() === '') return [];
  try {
    return [JSON.parse(line)];
  } catch {
    throw new Error(`line ${index + 1} is not JSON`);
  }
};

const prefixSchema = z.strictObject({ Bucket: z.string(), Prefix: z.string().optional() });

/** Of what S3 lists of an object, an item has its key and size. */
const listObjects = z
  .strictObject({
    Resource: z.literal('arn:aws:states:::s3:listObjectsV2'),
    ReaderConfig: z.strictObject(maxItemsFields).optional(),
    Parameters: templateOf(prefixSchema),
  })
  .transform(({ ReaderConfig, Parameters }) =>
    reader(
      Parameters,
      async ({ Bucket, Prefix = '' }, services) => {
        const items: Json[] = [];
        for await (const { key, size } of services.objectStore(Bucket).list(Prefix))
          items.push({ Key: key, Size: size });
        return items;
      },
      ReaderConfig?.MaxItems,
    ),
  );

export const itemReaderSchema = z.discriminatedUnion(
  'Resource',
  [getObject, listObjects],
  notImplemented('Resource'),
);
