import { afterEach, expect, test, vi } from 'vitest';
import { lambdaGuardrail } from '#shared/adapters/lambda-guardrail.ts';

afterEach(() => vi.unstubAllEnvs());

test('there is no guardrail where the stack names none', () => {
  vi.stubEnv('GUARDRAIL', undefined);
  expect(lambdaGuardrail()).toBeUndefined();
});

test('the guardrail that the stack names is pinned to its version', () => {
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('GUARDRAIL', 'abc123@7');
  expect(lambdaGuardrail()).toMatchObject({ id: 'abc123@7', detector: 'bedrock-guardrail' });
});

test.each(['', 'abc123', 'abc123@', 'abc123@DRAFT'])(
  'a name without a numbered version, "%s", stops the function and is not taken for none',
  (named) => {
    vi.stubEnv('GUARDRAIL', named);
    expect(lambdaGuardrail).toThrow('numbered version');
  },
);
