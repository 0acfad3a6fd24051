import * as z from 'zod';
import { timestampSchema } from '../choice/comparison.ts';
import type { Json } from '../data/json.ts';
import { type Path, pathSchema, readPath } from '../data/path.ts';
import { runtimeFailure } from '../failures/state-failure.ts';
import {
  commonFields,
  hasOneTransition,
  inputOutputFields,
  selectInput,
  selectOutput,
  targetOf,
  transitionFields,
} from '../flow/fields.ts';
import { pathData, type StateScope } from '../flow/scope.ts';
import type { State } from '../flow/state.ts';

const secondsSchema = z.int().min(0).max(99_999_999);

const durationFields = {
  Seconds: secondsSchema.optional(),
  SecondsPath: pathSchema.optional(),
  Timestamp: timestampSchema.optional(),
  TimestampPath: pathSchema.optional(),
};
type Duration = z.infer<z.ZodObject<typeof durationFields>>;

const durations = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'] as const;

export const waitSchema = z
  .strictObject({
    Type: z.literal('Wait'),
    ...commonFields,
    ...inputOutputFields,
    ...transitionFields,
    ...durationFields,
  })
  .refine(...hasOneTransition)
  .refine(
    (fields) => durations.filter((name) => fields[name] !== undefined).length === 1,
    `needs exactly one of ${durations.join(', ')}`,
  )
  .transform(
    (fields): State => ({
      targets: targetOf(fields),
      isTerminal: fields.End === true,
      async run(input, scope) {
        const selected = selectInput(fields, input, scope);
        await scope.services.clock.sleep(millisecondsToWait(fields, selected, scope), scope.signal);
        return { output: selectOutput(fields, selected, scope), next: fields.Next };
      },
    }),
  );

const millisecondsToWait = (fields: Duration, data: Json, scope: StateScope): number => {
  const read = <Value>(field: keyof Duration, path: Path, schema: z.ZodType<Value>): Value => {
    const { success, data: value } = schema.safeParse(readPath(path, pathData(data, scope)));
    if (!success)
      throw runtimeFailure(`${field} ${path.source} of state "${scope.state.name}" names no such value`);
    return value;
  };
  const until = (timestamp: string) => Math.max(0, Date.parse(timestamp) - scope.services.clock.now());

  const { Seconds, SecondsPath, Timestamp, TimestampPath } = fields;
  if (SecondsPath) return read('SecondsPath', SecondsPath, secondsSchema) * 1000;
  if (TimestampPath) return until(read('TimestampPath', TimestampPath, timestampSchema));
  return Timestamp === undefined ? (Seconds ?? 0) * 1000 : until(Timestamp);
};
