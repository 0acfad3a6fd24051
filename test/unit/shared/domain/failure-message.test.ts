import { describe, expect, it } from 'vitest';
import { failureMessage } from '#shared/domain/failure-message.ts';

describe('the message of a failure', () => {
  const ofFunction = JSON.stringify({ errorType: 'Error', errorMessage: 'nothing answers there', trace: [] });

  it.each([
    ['the error of a function', ofFunction, 'nothing answers there'],
    [
      'the failure of a child execution',
      JSON.stringify({ Status: 'FAILED', Cause: ofFunction }),
      'nothing answers there',
    ],
    ['plain text', 'the map gave up', 'the map gave up'],
    ['JSON of another kind', '[1]', '[1]'],
  ])('is found in %s', (_case, cause, message) => {
    expect(failureMessage(cause)).toBe(message);
  });
});
