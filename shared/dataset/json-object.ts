import * as z from 'zod';
import type { ObjectStore } from '../ports/object-store.ts';

const decoder = new TextDecoder();

/** Reads and parses a JSON object of ours; undefined when there is none. */
export const readJson = async <Value>(
  store: ObjectStore,
  key: string,
  schema: z.ZodType<Value>,
): Promise<Value | undefined> => {
  const body = await store.read(key);
  return body === undefined ? undefined : parseStored(store, key, schema, decoder.decode(body));
};

/** As `readJson`, for an object that an earlier step has written: its absence is a bug. */
export const requireJson = async <Value>(
  store: ObjectStore,
  key: string,
  schema: z.ZodType<Value>,
): Promise<Value> => {
  const value = await readJson(store, key, schema);
  if (value === undefined) throw new Error(`${store.uri(key)} is missing; an earlier step writes it`);
  return value;
};

export const writeJson = (store: ObjectStore, key: string, value: unknown): Promise<void> =>
  store.write(key, `${JSON.stringify(value, null, 2)}\n`, 'application/json');

/** Reads a JSON Lines object of ours, or the lines of a slice of it; an absent object has no lines. */
export const readJsonLines = async <Value>(
  store: ObjectStore,
  key: string,
  schema: z.ZodType<Value>,
  slice?: { readonly from: number; readonly to: number },
): Promise<Value[]> => {
  const body = await store.read(key);
  if (body === undefined) return [];
  const lines = decoder
    .decode(body)
    .split('\n')
    .filter((line) => line !== '');
  return lines.slice(slice?.from, slice?.to).map((line) => parseStored(store, key, schema, line));
};

export const writeJsonLines = (store: ObjectStore, key: string, values: readonly unknown[]): Promise<void> =>
  store.write(key, values.map((value) => `${JSON.stringify(value)}\n`).join(''), 'application/jsonl');

/** Holds the text of an object of ours to its schema; the error names the object. */
export const parseStored = <Value>(
  store: ObjectStore,
  key: string,
  schema: z.ZodType<Value>,
  json: string,
): Value => {
  const result = schema.safeParse(JSON.parse(json));
  if (!result.success) throw new Error(`${store.uri(key)}: ${z.prettifyError(result.error)}`);
  return result.data;
};
