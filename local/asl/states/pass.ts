import * as z from 'zod';
import { templateSchema } from '../data/template.ts';
import {
  commonFields,
  hasOneTransition,
  inputOutputFields,
  placeResult,
  resultPathSchema,
  selectInput,
  selectOutput,
  targetOf,
  transitionFields,
} from '../flow/fields.ts';
import { pathData } from '../flow/scope.ts';
import type { State } from '../flow/state.ts';

export const passSchema = z
  .strictObject({
    Type: z.literal('Pass'),
    ...commonFields,
    ...inputOutputFields,
    ...transitionFields,
    Parameters: templateSchema.optional(),
    Result: z.json().optional(),
    ResultPath: resultPathSchema,
  })
  .refine(...hasOneTransition)
  .transform(
    ({ Parameters, Result, ResultPath, ...fields }): State => ({
      targets: targetOf(fields),
      isTerminal: fields.End === true,
      async run(input, scope) {
        const selected = selectInput(fields, input, scope);
        const made = Parameters ? Parameters(pathData(selected, scope)) : selected;
        const result = Result === undefined ? made : Result;
        return {
          output: selectOutput(fields, placeResult(ResultPath, input, result), scope),
          next: fields.Next,
        };
      },
    }),
  );
