import * as z from 'zod';
import { runtimeFailure } from '../failures/state-failure.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';
import { type PathData, pathSchema, readPath } from './path.ts';

/** A payload template, compiled: fields named `x.$` become fields `x` with what their path reads, all else stays. */
export type Template = (data: PathData) => Json;

type Report = (problem: string, at: PropertyKey[]) => void;

const compile = (source: Json, at: PropertyKey[], report: Report): Template => {
  if (Array.isArray(source)) {
    const elements = source.map((element, index) => compile(element, [...at, index], report));
    return (data) => elements.map((element) => element(data));
  }
  return isJsonObject(source) ? compileObject(source, at, report) : () => source;
};

const compileObject = (source: JsonObject, at: PropertyKey[], report: Report): Template => {
  const fields = new Map<string, Template>();
  for (const [key, value] of Object.entries(source)) {
    const name = templateName(key);
    if (fields.has(name)) report(`field "${name}" stands twice, once as a path`, at);
    fields.set(name, key === name ? compile(value, [...at, key], report) : lookUp(key, value, at, report));
  }
  return (data) => Object.fromEntries([...fields].map(([name, field]) => [name, field(data)]));
};

const lookUp = (key: string, value: Json, at: PropertyKey[], report: Report): Template => {
  const parsed = pathSchema.safeParse(value);
  if (!parsed.success) {
    for (const { message } of parsed.error.issues) report(message, [...at, key]);
    return () => null;
  }
  return (data) => {
    const found = readPath(parsed.data, data);
    if (found === undefined) {
      const place = parsed.data.root === 'data' ? "the state's data" : 'the context object';
      throw runtimeFailure(`"${key}": ${parsed.data.source} leads nowhere in ${place}`);
    }
    return found;
  };
};

/** The name of a field of a template in its result. */
export const templateName = (key: string): string => (key.endsWith('.$') ? key.slice(0, -2) : key);

export const templateSchema = z
  .record(z.string(), z.json())
  .transform(
    (source, context): Template =>
      compile(source, [], (message, path) => context.addIssue({ code: 'custom', message, path })),
  );
