import * as z from 'zod';
import { type Path, type PathData, pathSchema, readPath } from '../data/path.ts';
import { runtimeFailure, StateFailure } from '../failures/state-failure.ts';
import { commonFields } from '../flow/fields.ts';
import { pathData } from '../flow/scope.ts';
import type { State } from '../flow/state.ts';

export const failSchema = z
  .strictObject({
    Type: z.literal('Fail'),
    ...commonFields,
    Error: z.string().optional(),
    ErrorPath: pathSchema.optional(),
    Cause: z.string().optional(),
    CausePath: pathSchema.optional(),
  })
  .refine(
    (fields) => (fields.Error === undefined) !== (fields.ErrorPath === undefined),
    'needs either Error or ErrorPath',
  )
  .refine(
    (fields) => fields.Cause === undefined || fields.CausePath === undefined,
    'has both Cause and CausePath',
  )
  .transform(
    (fields): State => ({
      targets: [],
      isTerminal: true,
      async run(input, scope) {
        const data = pathData(input, scope);
        throw new StateFailure(
          textOf('ErrorPath', fields.Error, fields.ErrorPath, data),
          textOf('CausePath', fields.Cause, fields.CausePath, data),
        );
      },
    }),
  );

const textOf = (field: string, text: string | undefined, path: Path | undefined, data: PathData): string => {
  if (path === undefined) return text ?? '';
  const found = readPath(path, data);
  if (typeof found !== 'string') throw runtimeFailure(`${field} ${path.source} names no text`);
  return found;
};
