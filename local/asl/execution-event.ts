/** What a listener hears while an execution runs. `execution` is its name; the children of a distributed map have their own. */
export type ExecutionEvent = { readonly execution: string } & (
  | { readonly type: 'execution-started' }
  | { readonly type: 'execution-succeeded' }
  | { readonly type: 'execution-failed'; readonly error: string; readonly cause: string }
  | { readonly type: 'state-entered'; readonly state: string }
  | { readonly type: 'state-exited'; readonly state: string }
  | { readonly type: 'map-started'; readonly state: string; readonly iterations: number }
  | { readonly type: 'map-iteration-started'; readonly state: string; readonly index: number }
  | { readonly type: 'map-iteration-succeeded'; readonly state: string; readonly index: number }
  | { readonly type: 'map-iteration-failed'; readonly state: string; readonly index: number }
  | {
      readonly type: 'retry-scheduled';
      readonly state: string;
      readonly error: string;
      readonly cause: string;
      readonly delaySeconds: number;
    }
  | { readonly type: 'error-caught'; readonly state: string; readonly error: string; readonly next: string }
);

type WithoutExecution<Event> = Event extends unknown ? Omit<Event, 'execution'> : never;

export type EventOfExecution = WithoutExecution<ExecutionEvent>;

export type ExecutionListener = (event: ExecutionEvent) => void;
