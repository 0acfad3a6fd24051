import * as z from 'zod';
import type { Json } from '../data/json.ts';
import { type Path, pathSchema, readPath, writePath } from '../data/path.ts';
import { withinQuota } from '../data/quota.ts';
import { runtimeFailure } from '../failures/state-failure.ts';
import { pathData, type StateScope } from './scope.ts';

export const commonFields = {
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONPath').optional(),
};

export const transitionFields = {
  Next: z.string().optional(),
  End: z.literal(true).optional(),
};

export const hasOneTransition = [
  ({ Next, End }: { Next?: string | undefined; End?: true | undefined }) =>
    (Next === undefined) !== (End === undefined),
  'needs either Next or End',
] as const;

/** The error of a union whose members differ by this field. */
export const notImplemented = (field: string) => ({
  error: ({ input }: { input?: unknown }) => {
    const value = typeof input === 'object' && input !== null ? Reflect.get(input, field) : undefined;
    return value === undefined ? `needs ${field}` : `${JSON.stringify(value)} is not implemented`;
  },
});

/** The state that follows, where one does. */
export const targetOf = ({ Next }: { Next?: string | undefined }): string[] =>
  Next === undefined ? [] : [Next];

/** `null` stands for the empty object. */
const selectionSchema = pathSchema.nullable().prefault('$');

export const inputOutputFields = { InputPath: selectionSchema, OutputPath: selectionSchema };

/** `null` drops the result and keeps the state's input. */
export const resultPathSchema = pathSchema
  .refine(({ root }) => root === 'data', 'the context object cannot be written to')
  .nullable()
  .prefault('$');

export const selectInput = (
  { InputPath }: { InputPath: Path | null },
  input: Json,
  scope: StateScope,
): Json => select('InputPath', InputPath, input, scope);

/** The last step of every state that has an output. */
export const selectOutput = (
  { OutputPath }: { OutputPath: Path | null },
  data: Json,
  scope: StateScope,
): Json =>
  withinQuota(select('OutputPath', OutputPath, data, scope), `The output of state "${scope.state.name}"`);

const select = (field: string, path: Path | null, data: Json, scope: StateScope): Json => {
  if (path === null) return {};
  const found = readPath(path, pathData(data, scope));
  if (found === undefined)
    throw runtimeFailure(`${field} ${path.source} of state "${scope.state.name}" leads nowhere`);
  return found;
};

/** Puts a result where `ResultPath` says, into the input of the state as it was before `InputPath`. */
export const placeResult = (path: Path | null, input: Json, result: Json): Json =>
  path === null ? input : writePath(path, input, result);
