import * as z from 'zod';
import { errorEqualsSchema } from './error-names.ts';

/** Bounds and defaults: https://states-language.net/spec.html#errors */
export const retrierSchema = z
  .strictObject({
    Comment: z.string().optional(),
    ErrorEquals: errorEqualsSchema,
    IntervalSeconds: z.int().min(1).max(99_999_999).default(1),
    MaxAttempts: z.int().min(0).max(99_999_999).default(3),
    BackoffRate: z.number().min(1).default(2),
    MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
    JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
  })
  .refine(
    ({ MaxDelaySeconds, IntervalSeconds }) =>
      MaxDelaySeconds === undefined || MaxDelaySeconds > IntervalSeconds,
    {
      path: ['MaxDelaySeconds'],
      message: 'must be greater than IntervalSeconds',
    },
  );
export type Retrier = z.infer<typeof retrierSchema>;

/** The wait before a retry; `retry` counts from 0. Full jitter draws it anew between nothing and the whole delay. */
export const delaySeconds = (retrier: Retrier, retry: number, random: () => number): number => {
  const grown = retrier.IntervalSeconds * retrier.BackoffRate ** retry;
  const delay = Math.min(grown, retrier.MaxDelaySeconds ?? grown);
  return retrier.JitterStrategy === 'FULL' ? random() * delay : delay;
};
