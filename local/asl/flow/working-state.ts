import type * as z from 'zod';
import type { Json } from '../data/json.ts';
import { templateSchema } from '../data/template.ts';
import { errorHandlingFields, withErrorHandling } from '../failures/error-handling.ts';
import {
  commonFields,
  inputOutputFields,
  placeResult,
  resultPathSchema,
  selectInput,
  selectOutput,
  targetOf,
  transitionFields,
} from './fields.ts';
import { pathData, type StateScope } from './scope.ts';
import type { State } from './state.ts';

/** What Task, Parallel and Map have in common: they work, so they have a result and can fail. */
export const workingFields = {
  ...commonFields,
  ...inputOutputFields,
  ...errorHandlingFields,
  ...transitionFields,
  ResultSelector: templateSchema.optional(),
  ResultPath: resultPathSchema,
};
type WorkingFields = z.infer<z.ZodObject<typeof workingFields>>;

/**
 * Runs `work` on the input after `InputPath`, and takes its result through ResultSelector, ResultPath and OutputPath. A
 * failure anywhere on that way can be retried and caught.
 */
export const workingState = (
  fields: WorkingFields,
  work: (data: Json, scope: StateScope) => Promise<Json>,
): State => ({
  targets: [...targetOf(fields), ...fields.Catch.map(({ Next }) => Next)],
  isTerminal: fields.End === true,
  run: (input, scope) =>
    withErrorHandling(fields, input, scope, async (attempt) => {
      const result = await work(selectInput(fields, input, attempt), attempt);
      const selected = fields.ResultSelector ? fields.ResultSelector(pathData(result, attempt)) : result;
      const output = selectOutput(fields, placeResult(fields.ResultPath, input, selected), attempt);
      return { output, next: fields.Next };
    }),
});
