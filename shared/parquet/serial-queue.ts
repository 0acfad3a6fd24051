/** Runs a task when all tasks before it have succeeded, and settles as the task does. */
export type SerialQueue = <Result>(task: () => Result | Promise<Result>) => Promise<Result>;

/**
 * One task at a time, in the order of the calls. The first failure is final: no later task runs, and each rejects with that
 * same error. A promise that nobody awaits never becomes an unhandled rejection, because the last task's promise carries
 * its error. Thrown values that are no Error are wrapped in one.
 */
export const createSerialQueue = (): SerialQueue => {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task).catch(rethrowAsError);
    result.catch(() => {});
    last = result;
    return result;
  };
};

const rethrowAsError = (thrown: unknown): never => {
  throw thrown instanceof Error ? thrown : new Error(String(thrown));
};
