import type { Json } from './data/json.ts';

/** How an execution ended, and what `DescribeExecution` would say of it. Times are milliseconds since 1970. */
export type ExecutionResult = {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly input: Json;
  readonly startedAt: number;
  readonly stoppedAt: number;
} & (
  | { readonly status: 'SUCCEEDED'; readonly output: Json }
  | { readonly status: 'FAILED'; readonly error: string; readonly cause: string }
);
