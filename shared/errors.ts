import type { Usage } from './domain/usage.ts';

/**
 * Named failures: their `name` is what Step Functions sees as the error and matches in `ErrorEquals`. An expected outcome
 * is not an error but data; anything that is neither is a bug and is not caught.
 */
abstract class NamedError extends Error {
  abstract override readonly name: string;
}

/** The provider of a model or a store asks us to slow down, or is out for a moment. Retried by the workflow. */
export class ThrottledError extends NamedError {
  override readonly name = 'ThrottledError';
  /** False where it is known that nothing was done and hence nothing has to be paid. */
  readonly mayHaveCost: boolean;

  constructor(
    message: string,
    { mayHaveCost = true, ...options }: ErrorOptions & { mayHaveCost?: boolean } = {},
  ) {
    super(message, options);
    this.mayHaveCost = mayHaveCost;
  }
}

/** The provider of a model does not take the call: a wrong id, a missing permission, no server. Never retried, never paid. */
export class ModelRefusedError extends NamedError {
  override readonly name = 'ModelRefusedError';
}

/** A step stopped before its time was up, and kept what it had done. Retried by the workflow, it goes on from there. */
export class UnfinishedError extends NamedError {
  override readonly name = 'UnfinishedError';
}

/** A step was called with an input, or made an output, that its schema does not allow. Never retried. */
export class ContractError extends NamedError {
  override readonly name = 'ContractError';
}

/** Too little is left of a dataset's budget for a call. The passage that wanted it is recorded, and can be made good. */
export class BudgetExhaustedError extends NamedError {
  override readonly name = 'BudgetExhaustedError';
  /** What the call would probably have used. */
  readonly likely: Usage;

  constructor(message: string, likely: Usage) {
    super(message);
    this.likely = likely;
  }
}

/** A request is asked in a batch, later; where it waits now, or has its reply already. */
export class AwaitsBatchError extends NamedError {
  override readonly name = 'AwaitsBatchError';
  readonly isQueued: boolean;

  constructor(message: string, isQueued: boolean) {
    super(message);
    this.isQueued = isQueued;
  }
}

/** `dataset.yaml` cannot be used; the message names the file, the key and the mend. */
export class InvalidSettingsError extends NamedError {
  override readonly name = 'InvalidSettingsError';
}

/** A policy pack cannot be used; the message names the file, the rule and the mend. */
export class InvalidPolicyError extends NamedError {
  override readonly name = 'InvalidPolicyError';
}

/** A dataset run was asked for where there is nothing to run over. */
export class NoDocumentsError extends NamedError {
  override readonly name = 'NoDocumentsError';
}

/** An object is there, but its store may not open it. A source of this kind is rejected as a document. */
export class UnreadableObjectError extends NamedError {
  override readonly name = 'UnreadableObjectError';
}

/** Every document of a run failed, so there is nothing to make a version of. */
export class AllDocumentsFailedError extends NamedError {
  override readonly name = 'AllDocumentsFailedError';
}

/** The saved prompts of a dataset failed or cannot be read, and a version without them would hold what they take out. */
export class SavedPromptsError extends NamedError {
  override readonly name = 'SavedPromptsError';
}

/** What the workflows retry: our own transient failure and the ones that Lambda reports for itself. */
export const transientErrors = [
  'ThrottledError',
  'UnfinishedError',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
] as const;
