import * as z from 'zod';
import { StateFailure } from '../failures/state-failure.ts';
import { isJsonObject, type Json } from './json.ts';

/** A reference path: it names exactly one value, in the state's data (`$.a.b[0]`) or in the context object (`$$.a`). */
export interface Path {
  readonly source: string;
  readonly root: 'data' | 'context';
  readonly steps: readonly (string | number)[];
}

export interface PathData {
  readonly data: Json;
  readonly context: Json;
}

const stepPattern = /\.([\p{L}\p{N}_-]+)|\[(\d+)\]|\['((?:[^'\\]|\\.)+)'\]|\["((?:[^"\\]|\\.)+)"\]/uy;

/** `$.a.b`, `$.detail-type`, `$['detail-type']`, `$.a[0]`, `$$.Execution.Name`; anything else is refused at load. */
export const pathSchema = z.string().transform((source, context): Path => {
  const refuse = (problem: string) => {
    context.addIssue(`"${source}" ${problem}`);
    return z.NEVER;
  };
  if (source.startsWith('States.')) return refuse('is an intrinsic function: let a step compute the value');
  if (source.startsWith('{%')) return refuse('is JSONata: only JSONPath is implemented');
  if (!source.startsWith('$')) return refuse('is not a path: a path starts with $');
  if (/^\$[\p{L}_]/u.test(source)) return refuse('is a variable: Assign is not implemented');

  const root = source.startsWith('$$') ? 'context' : 'data';
  const steps: (string | number)[] = [];
  stepPattern.lastIndex = root === 'context' ? 2 : 1;
  while (stepPattern.lastIndex < source.length) {
    const [, name, index, singleQuoted, doubleQuoted] = stepPattern.exec(source) ?? [];
    const quoted = singleQuoted ?? doubleQuoted;
    if (name !== undefined) steps.push(name);
    else if (index !== undefined) steps.push(Number(index));
    else if (quoted !== undefined) steps.push(quoted.replace(/\\(.)/gu, '$1'));
    else return refuse('is not a reference path ($.name, $["name"], $.list[0]): it must name one value');
  }
  return { source, root, steps };
});

/** The value that the path names; undefined when it leads nowhere. */
export const readPath = (path: Path, { data, context }: PathData): Json | undefined => {
  let value: Json | undefined = path.root === 'data' ? data : context;
  for (const step of path.steps) value = child(value, step);
  return value;
};

const child = (value: Json | undefined, step: string | number): Json | undefined => {
  if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
};

/**
 * A copy of `target` with `value` at the path. Missing objects on the way are made; an element of a list can only be
 * replaced. Where the way is blocked by another value, the state fails with `States.ResultPathMatchFailure`.
 */
export const writePath = (path: Path, target: Json, value: Json): Json => {
  const write = (at: Json | undefined, steps: Path['steps']): Json => {
    const [step, ...rest] = steps;
    if (step === undefined) return value;
    if (typeof step === 'string' && (at === undefined || isJsonObject(at))) {
      return { ...at, [step]: write(child(at, step), rest) };
    }
    if (typeof step === 'number' && Array.isArray(at) && step < at.length) {
      return at.with(step, write(at[step], rest));
    }
    throw new StateFailure(
      'States.ResultPathMatchFailure',
      `ResultPath ${path.source} does not fit the state's input`,
    );
  };
  return write(target, path.steps);
};
