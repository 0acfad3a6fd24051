import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DefinitionError } from '../../../../local/asl/definition/definition-error.ts';
import { loadStateMachine } from '../../../../local/asl/load-state-machine.ts';
import { startExecution } from '../../../../local/asl/start-execution.ts';
import { scriptedServices } from './support/scripted-services.ts';

interface Refusal {
  readonly name: string;
  readonly definition?: unknown;
  readonly state?: unknown;
  /** A part of the message. */
  readonly problem: string;
}

const refusals: Refusal[] = parse(readFileSync(new URL('./refusals.yaml', import.meta.url), 'utf8'), {
  merge: true,
});

const load = (definition: unknown, substitutions = {}) =>
  loadStateMachine(definition, { name: 'm', file: 'm.asl.json', substitutions });

describe('the loader refuses', () => {
  it.each(refusals.map((refusal) => [refusal.name, refusal] as const))('%s', (_, refusal) => {
    const definition = refusal.definition ?? { StartAt: 'S', States: { S: refusal.state } };
    const attempt = () => load(definition);
    expect(attempt).toThrow(DefinitionError);
    expect(attempt).toThrow(refusal.problem);
  });
});

describe('loadStateMachine', () => {
  it('reports every problem at once, each with its state and field', () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Foo: 1, Bar: 2, End: true },
        B: { Type: 'Wait', Seconds: 'x', End: true },
      },
    };
    const thrown = catchError(() => load(definition));
    expect(thrown.problems.map(({ state, field }) => ({ state, field }))).toEqual([
      { state: 'A', field: 'Foo' },
      { state: 'A', field: 'Bar' },
      { state: 'B', field: 'Seconds' },
    ]);
  });

  it('names the innermost state of a problem', () => {
    const definition = {
      StartAt: 'Outer',
      States: {
        Outer: {
          Type: 'Map',
          ItemProcessor: { StartAt: 'Inner', States: { Inner: { Type: 'Zap' } } },
          End: true,
        },
      },
    };
    expect(catchError(() => load(definition)).message).toBe(
      'm.asl.json: state "Inner": Type: "Zap" is not implemented',
    );
  });

  it('substitutes names in every text, more than once and within it, and only once over', async () => {
    const [a, b] = [placeholder('A'), placeholder('B')];
    const definition = {
      StartAt: 'S',
      States: { S: { Type: 'Pass', Result: { list: [`${a}-${b}`, a], plain: '$A {A}' }, End: true } },
    };
    const { services } = scriptedServices({});
    const result = await startExecution(load(definition, { A: 'x', B: a }), {}, services);
    expect(result).toMatchObject({ output: { list: [`x-${a}`, 'x'], plain: '$A {A}' } });
  });

  it('leaves the definition as it was', () => {
    const definition = { StartAt: 'S', States: { S: { Type: 'Pass', Result: placeholder('A'), End: true } } };
    const before = structuredClone(definition);
    load(definition, { A: 'x' });
    expect(definition).toEqual(before);
  });

  it('refuses a field that it does not know, wherever it stands', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.string({ minLength: 1 }), (place, name) => {
        const definition = structuredClone(everything);
        const target = place.reduce<Record<string, unknown>>(
          (object, key) => object[key] as Record<string, unknown>,
          definition,
        );
        fc.pre(!Object.hasOwn(target, name));
        target[`${name}?`] = 1;
        expect(() => load(definition)).toThrow(`${name}?: is not implemented`);
      }),
    );
  });
});

const placeholder = (name: string): string => `\${${name}}`;

const catchError = (attempt: () => unknown): DefinitionError => {
  try {
    attempt();
  } catch (thrown) {
    if (thrown instanceof DefinitionError) return thrown;
  }
  throw new Error('expected a DefinitionError');
};

/** One state of each kind, with every kind of object that has fields of its own. */
const everything = {
  StartAt: 'Task',
  States: {
    Task: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'F' },
      Retry: [{ ErrorEquals: ['E'] }],
      Catch: [{ ErrorEquals: ['E'], Next: 'Fail' }],
      Next: 'Put',
    },
    Put: {
      Type: 'Task',
      Resource: 'arn:aws:states:::events:putEvents',
      Parameters: { Entries: [{ Source: 's', DetailType: 'd', Detail: {} }] },
      Next: 'Start',
    },
    Start: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: 'a' },
      Next: 'Pass',
    },
    Pass: { Type: 'Pass', Next: 'Wait' },
    Wait: { Type: 'Wait', Seconds: 1, Next: 'Parallel' },
    Parallel: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'Branch', States: { Branch: { Type: 'Succeed' } } }],
      Next: 'Map',
    },
    Map: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSONL' },
        Parameters: { Bucket: 'b', Key: 'k' },
      },
      ItemBatcher: { MaxItemsPerBatch: 1 },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Item',
        States: { Item: { Type: 'Succeed' } },
      },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } },
      Next: 'Choice',
    },
    Choice: {
      Type: 'Choice',
      Choices: [{ And: [{ Variable: '$', IsNull: true }], Next: 'Fail' }],
      Default: 'Succeed',
    },
    Succeed: { Type: 'Succeed' },
    Fail: { Type: 'Fail', Error: 'E' },
  },
};

const places = [
  [],
  ...Object.keys(everything.States).map((state) => ['States', state]),
  ['States', 'Task', 'Parameters'],
  ['States', 'Task', 'Retry', '0'],
  ['States', 'Task', 'Catch', '0'],
  ['States', 'Put', 'Parameters'],
  ['States', 'Put', 'Parameters', 'Entries', '0'],
  ['States', 'Start', 'Parameters'],
  ['States', 'Parallel', 'Branches', '0'],
  ['States', 'Parallel', 'Branches', '0', 'States', 'Branch'],
  ['States', 'Map', 'ItemReader'],
  ['States', 'Map', 'ItemReader', 'ReaderConfig'],
  ['States', 'Map', 'ItemReader', 'Parameters'],
  ['States', 'Map', 'ItemBatcher'],
  ['States', 'Map', 'ItemProcessor'],
  ['States', 'Map', 'ItemProcessor', 'ProcessorConfig'],
  ['States', 'Map', 'ResultWriter'],
  ['States', 'Map', 'ResultWriter', 'Parameters'],
  ['States', 'Choice', 'Choices', '0'],
  ['States', 'Choice', 'Choices', '0', 'And', '0'],
];
