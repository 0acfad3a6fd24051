import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ExecutionEvent } from '../../../../local/asl/execution-event.ts';
import { loadStateMachine } from '../../../../local/asl/load-state-machine.ts';
import { startExecution } from '../../../../local/asl/start-execution.ts';
import { type Script, scriptedServices, textOfBytes } from './support/scripted-services.ts';

/** One case of the battery. `state` is short for a definition with this state alone. */
interface ConformanceCase extends Script {
  readonly name: string;
  readonly definition?: unknown;
  readonly state?: Record<string, unknown>;
  readonly input?: unknown;
  /** The input is a text that is so many bytes long as JSON. */
  readonly inputBytes?: number;
  readonly expect: {
    readonly output?: unknown;
    readonly error?: string;
    /** A part of the cause. */
    readonly cause?: string;
    readonly calls?: readonly unknown[];
    readonly entries?: readonly unknown[];
    /** Objects that must be there at the end, parsed. */
    readonly objects?: Readonly<Record<string, unknown>>;
    /** The states that were entered, in order, those of child executions among them. */
    readonly states?: readonly string[];
    /** Seconds before each retry. */
    readonly retries?: readonly number[];
    /** From start to end. */
    readonly seconds?: number;
  };
}

const folder = new URL('./cases/', import.meta.url);

describe.each(readdirSync(folder).filter((file) => file.endsWith('.yaml')))('%s', (file) => {
  const cases: ConformanceCase[] = parse(readFileSync(new URL(file, folder), 'utf8'), { merge: true });

  it.each(cases.map((testCase) => [testCase.name, testCase] as const))('%s', async (_, testCase) => {
    const events: ExecutionEvent[] = [];
    const onEvent = (event: ExecutionEvent) => events.push(event);
    const { services, clock, calls, entries, objects } = scriptedServices(testCase, onEvent);
    const machine = loadStateMachine(definitionOf(testCase), { name: 'machine' });

    const result = await startExecution(machine, inputOf(testCase), services, { name: 'run-1', onEvent });

    const { expect: expected } = testCase;
    if (result.status === 'SUCCEEDED') {
      expect(result.output).toEqual(expected.output);
      expect(expected).not.toHaveProperty('error');
    } else {
      expect({ error: result.error, cause: result.cause }).toEqual({
        error: expected.error,
        cause: expect.stringContaining(expected.cause ?? ''),
      });
    }
    expect(clock.pending(), 'nothing is left asleep').toBe(0);
    if (expected.calls) expect(calls).toEqual(expected.calls);
    if (expected.entries) expect(entries).toEqual(expected.entries);
    if (expected.retries) expect(events.flatMap(delayOf)).toEqual(expected.retries);
    if (expected.states) expect(events.flatMap(stateOf)).toEqual(expected.states);
    if (expected.seconds !== undefined) {
      expect((result.stoppedAt - result.startedAt) / 1000).toBe(expected.seconds);
    }
    for (const [key, value] of Object.entries(expected.objects ?? {})) {
      expect(JSON.parse(objects.get(key) ?? 'null'), key).toEqual(value);
    }
  });
});

const inputOf = ({ input = {}, inputBytes }: ConformanceCase): unknown =>
  inputBytes === undefined ? input : textOfBytes(inputBytes);

const definitionOf = ({ definition, state }: ConformanceCase): unknown => {
  if (state === undefined) return definition;
  const ends = ['Succeed', 'Fail', 'Choice'].includes(String(state.Type)) || 'Next' in state;
  return { StartAt: 'S', States: { S: ends ? state : { ...state, End: true } } };
};

const delayOf = (event: ExecutionEvent) => (event.type === 'retry-scheduled' ? [event.delaySeconds] : []);
const stateOf = (event: ExecutionEvent) => (event.type === 'state-entered' ? [event.state] : []);
