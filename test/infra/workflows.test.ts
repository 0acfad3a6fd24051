import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import validate from 'asl-validator';
import { describe, expect, test } from 'vitest';
import { transientErrors } from '#shared/errors.ts';
import { synthesize } from '../support/synthesize.ts';

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly TimeoutSeconds?: number;
  readonly MaxConcurrency?: number;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Parameters?: { readonly FunctionName?: string };
  readonly ItemProcessor?: { readonly ProcessorConfig: { readonly Mode: string }; readonly States: States };
}
type States = Readonly<Record<string, State>>;

const folder = join(import.meta.dirname, '../../infra/workflows');
const files = readdirSync(folder);
const { pipeline } = synthesize('prod');

/** Every state of a definition, those inside of maps included. */
const allStates = (states: States): [string, State][] =>
  Object.entries(states).flatMap(([name, state]) => [
    [name, state] as [string, State],
    ...(state.ItemProcessor ? allStates(state.ItemProcessor.States) : []),
  ]);

const timeoutOf = (functionName: string): number => {
  const step = functionName.slice('${'.length, -'Function}'.length).toLowerCase();
  const [lambda] = Object.values(
    pipeline.findResources('AWS::Lambda::Function', { Properties: { FunctionName: `quarry-prod-${step}` } }),
  );
  return lambda?.Properties.Timeout;
};

test('there are two workflows', () => {
  expect(files.sort()).toEqual(['dataset.asl.json', 'document.asl.json']);
});

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const definition = JSON.parse(text);
  const states = allStates(definition.States);
  const tasks = states.filter(([, { Type }]) => Type === 'Task');
  const calls = tasks.filter(([, { Resource }]) => Resource === 'arn:aws:states:::lambda:invoke');

  test('is valid in the language of Step Functions', () => {
    const { isValid, errorsText } = validate(definition);
    expect(isValid, errorsText('\n')).toBe(true);
  });

  test('is deployed as it is', () => {
    const [machine] = Object.values(
      pipeline.findResources('AWS::StepFunctions::StateMachine', {
        Properties: { StateMachineName: `quarry-prod-${file.slice(0, -'.asl.json'.length)}` },
      }),
    );
    const { DefinitionSubstitutions, LoggingConfiguration, TracingConfiguration, StateMachineType } =
      machine?.Properties ?? {};
    expect(Object.keys(DefinitionSubstitutions).sort()).toEqual(
      [...new Set(text.match(/\$\{\w+\}/g))].map((placeholder) => placeholder.slice(2, -1)).sort(),
    );
    expect(LoggingConfiguration).toMatchObject({ IncludeExecutionData: false, Level: 'ALL' });
    expect(TracingConfiguration).toEqual({ Enabled: true });
    expect(StateMachineType ?? 'STANDARD').toBe('STANDARD');
  });

  test.each(calls)('%s retries exactly what is transient', (_name, { Retry }) => {
    expect(Retry?.flatMap(({ ErrorEquals }) => ErrorEquals).sort()).toEqual([...transientErrors].sort());
  });

  test.each(calls)(
    '%s waits no shorter than its function may take',
    (_name, { Parameters, TimeoutSeconds }) => {
      const timeout = timeoutOf(Parameters?.FunctionName ?? '');
      expect(timeout).toBeGreaterThan(0);
      expect(TimeoutSeconds).toBeGreaterThanOrEqual(timeout);
    },
  );

  test.each(states.filter(([, { Type }]) => Type === 'Map'))(
    '%s runs at most as many items at once as Step Functions can',
    (_name, { MaxConcurrency, ItemProcessor }) => {
      const limit = ItemProcessor?.ProcessorConfig.Mode === 'DISTRIBUTED' ? 10_000 : 40;
      expect(MaxConcurrency).toBeGreaterThan(0);
      expect(MaxConcurrency).toBeLessThanOrEqual(limit);
    },
  );
});
