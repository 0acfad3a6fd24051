import * as z from 'zod';
import { commonFields, inputOutputFields, selectInput, selectOutput } from '../flow/fields.ts';
import type { State } from '../flow/state.ts';

export const succeedSchema = z
  .strictObject({ Type: z.literal('Succeed'), ...commonFields, ...inputOutputFields })
  .transform(
    (fields): State => ({
      targets: [],
      isTerminal: true,
      async run(input, scope) {
        return { output: selectOutput(fields, selectInput(fields, input, scope), scope) };
      },
    }),
  );
