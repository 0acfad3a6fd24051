import * as z from 'zod';

const caughtByNameOnly = new Set(['States.DataLimitExceeded', 'States.Runtime']);

/**
 * Whether an `ErrorEquals` list names this error. Both wildcards leave out what ends an execution for good;
 * `States.TaskFailed` leaves out timeouts too. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export const matchesError = (errorEquals: readonly string[], error: string): boolean =>
  errorEquals.some(
    (name) =>
      name === error ||
      (name === 'States.ALL' && !caughtByNameOnly.has(error)) ||
      (name === 'States.TaskFailed' && !caughtByNameOnly.has(error) && error !== 'States.Timeout'),
  );

const reported = new Set([
  'States.ALL',
  'States.DataLimitExceeded',
  'States.ExceedToleratedFailureThreshold',
  'States.ItemReaderFailed',
  'States.Permissions',
  'States.ResultPathMatchFailure',
  'States.ResultWriterFailed',
  'States.TaskFailed',
  'States.Timeout',
]);

const neverReported: Record<string, string> = {
  'States.BranchFailed': 'a failed branch keeps the name of its own error',
  'States.HeartbeatTimeout': 'HeartbeatSeconds is not implemented',
  'States.IntrinsicFailure': 'intrinsic functions are not implemented',
  'States.NoChoiceMatched': 'Step Functions reports it as States.Runtime, which cannot be caught',
  'States.ParameterPathFailure': 'Step Functions reports it as States.Runtime, which cannot be caught',
  'States.Runtime': 'it cannot be caught',
};

const errorNameSchema = z.string().superRefine((name, { addIssue }) => {
  if (!name.startsWith('States.') || reported.has(name)) return;
  addIssue(`${name} would match nothing: ${neverReported[name] ?? 'there is no such error'}`);
});

export const errorEqualsSchema = z
  .array(errorNameSchema)
  .min(1)
  .refine((names) => names.length === 1 || !names.includes('States.ALL'), 'States.ALL must stand alone');

/** For the list of retriers or catchers: the first match wins, so nothing after a catch-all could ever be reached. */
export const isCatchAllLast = (handlers: readonly { readonly ErrorEquals: readonly string[] }[]): boolean =>
  handlers.slice(0, -1).every(({ ErrorEquals }) => !ErrorEquals.includes('States.ALL'));
