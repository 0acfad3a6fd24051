import { UnfinishedError } from '../errors.ts';

/**
 * The time in which one call of a step may begin with another passage. What the call has stored by then is not done again in the
 * next, and a call that has done nothing new yet goes on, so that calls come to an end. Throws `UnfinishedError`.
 */
export const callTime = (seconds: number) => {
  const until = performance.now() + seconds * 1000;
  return {
    check: ({ done, left }: { readonly done: number; readonly left: number }): void => {
      if (done > 0 && performance.now() >= until)
        throw new UnfinishedError(`${left} passages wait for the next call`);
    },
  };
};

/** What a Lambda function of 15 minutes can start with: a passage takes a few calls to a model at most. */
export const lambdaCallSeconds = 600;
