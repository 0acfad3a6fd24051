/** A failure that the workflow sees: `error` is matched by `ErrorEquals`, both arrive as `{ Error, Cause }` in a `Catch`. */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';
  readonly error: string;
  override readonly cause: string;

  constructor(error: string, cause: string) {
    super(`${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
  }
}

/**
 * The workflow does not fit its data: a path leads nowhere, a value has the wrong type, no choice matched. Step Functions
 * reports all of these as `States.Runtime`, although the language names some of them apart, and nothing retries or catches it.
 */
export const runtimeFailure = (cause: string): StateFailure => new StateFailure('States.Runtime', cause);
