import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExecutionEvent } from '../../../../local/asl/execution-event.ts';
import { loadStateMachine } from '../../../../local/asl/load-state-machine.ts';
import { type ExecutionOptions, startExecution } from '../../../../local/asl/start-execution.ts';
import { type Script, scriptedServices } from './support/scripted-services.ts';

const call = (name: string, fields = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: name, 'Payload.$': '$' },
  OutputPath: '$.Payload',
  End: true,
  ...fields,
});
const each = (mode: 'INLINE' | 'DISTRIBUTED', fields = {}) => ({
  Type: 'Map',
  ItemProcessor: {
    ProcessorConfig: { Mode: mode, ...(mode === 'DISTRIBUTED' && { ExecutionType: 'STANDARD' }) },
    StartAt: 'Call',
    States: { Call: call('F') },
  },
  End: true,
  ...fields,
});
const alone = (state: unknown) => ({ StartAt: 'S', States: { S: state } });

const run = async (definition: unknown, input: unknown, script: Script, options: ExecutionOptions = {}) => {
  const events: ExecutionEvent[] = [];
  const onEvent = (event: ExecutionEvent) => events.push(event);
  const { services, calls } = scriptedServices(script, onEvent);
  const machine = loadStateMachine(definition, { name: 'machine' });
  const result = startExecution(machine, input, services, { name: 'run-1', onEvent, ...options });
  return { events, calls, result: await result };
};

describe('what a function gets and returns', () => {
  it('is a copy, so that no function can change what another sees', async () => {
    const { services } = scriptedServices({});
    const seen: unknown[] = [];
    const definition = {
      StartAt: 'First',
      States: {
        First: call('F', { ResultPath: null, OutputPath: '$', End: undefined, Next: 'Second' }),
        Second: call('F'),
      },
    };
    const input = { list: [1] };
    await startExecution(loadStateMachine(definition, { name: 'm' }), input, {
      ...services,
      async invokeFunction(_name, payload) {
        seen.push(structuredClone(payload));
        (payload as typeof input).list.push(2);
        return payload;
      },
    });
    expect(seen).toEqual([{ list: [1] }, { list: [1] }]);
    expect(input).toEqual({ list: [1] });
  });

  it('is JSON: a date becomes text, what is undefined vanishes, what is not a number is null', async () => {
    const { services } = scriptedServices({});
    const result = await startExecution(
      loadStateMachine(alone(call('F')), { name: 'm' }),
      {},
      {
        ...services,
        invokeFunction: async () => ({
          at: new Date(0),
          gone: undefined,
          list: [undefined],
          odd: Number.NaN,
        }),
      },
    );
    expect(result).toMatchObject({ output: { at: '1970-01-01T00:00:00.000Z', list: [null], odd: null } });
    expect(result).not.toHaveProperty('output.gone');
  });

  it('fails the task when it cannot be JSON', async () => {
    const { services } = scriptedServices({});
    const result = await startExecution(
      loadStateMachine(alone(call('F')), { name: 'm' }),
      {},
      {
        ...services,
        invokeFunction: async () => ({ n: 1n }),
      },
    );
    expect(result).toMatchObject({ status: 'FAILED', error: 'TypeError' });
  });

  it('may be thrown without being an error', async () => {
    const { services } = scriptedServices({});
    const result = await startExecution(
      loadStateMachine(alone(call('F')), { name: 'm' }),
      {},
      {
        ...services,
        invokeFunction: () => Promise.reject('plain text'),
      },
    );
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'Error',
      cause: expect.stringContaining('plain text'),
    });
  });
});

describe('a map', () => {
  it.each(['INLINE', 'DISTRIBUTED'] as const)(
    '%s keeps the order of its items whatever each one takes',
    async (mode) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.nat({ max: 20 })),
          fc.integer({ min: 0, max: 5 }),
          async (delays, limit) => {
            const script = { functions: { F: delays.map((after, index) => ({ after, returns: index })) } };
            const { result } = await run(alone(each(mode, { MaxConcurrency: limit })), delays, script);
            expect(result).toMatchObject({ status: 'SUCCEEDED', output: delays.map((_, index) => index) });
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  it.each(['INLINE', 'DISTRIBUTED'] as const)(
    '%s runs no more at once than this machine allows',
    async (mode) => {
      const script = { functions: { F: { after: 1, returns: 1 } } };
      const { result } = await run(alone(each(mode)), [1, 2, 3, 4], script, { maxConcurrency: 2 });
      expect(result.stoppedAt - result.startedAt).toBe(2000);
    },
  );
});

describe('a listener', () => {
  it('hears states, retries and what was caught, in order', async () => {
    const definition = {
      StartAt: 'Work',
      States: {
        Work: call('F', {
          Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Mend' }],
        }),
        Mend: { Type: 'Succeed' },
      },
    };
    const { events } = await run(
      definition,
      {},
      { functions: { F: { throws: { name: 'Busy', message: '' } } } },
    );
    expect(events).toEqual([
      { execution: 'run-1', type: 'execution-started' },
      { execution: 'run-1', type: 'state-entered', state: 'Work' },
      {
        execution: 'run-1',
        type: 'retry-scheduled',
        state: 'Work',
        error: 'Busy',
        cause: expect.any(String),
        delaySeconds: 1,
      },
      { execution: 'run-1', type: 'error-caught', state: 'Work', error: 'Busy', next: 'Mend' },
      { execution: 'run-1', type: 'state-exited', state: 'Work' },
      { execution: 'run-1', type: 'state-entered', state: 'Mend' },
      { execution: 'run-1', type: 'state-exited', state: 'Mend' },
      { execution: 'run-1', type: 'execution-succeeded' },
    ]);
  });

  it('hears the iterations of an inline map, and which one failed', async () => {
    const script = { functions: { F: [{ returns: 1 }, { throws: { name: 'Broken', message: 'x' } }] } };
    const { events } = await run(alone(each('INLINE', { MaxConcurrency: 1 })), [1, 2, 3], script);
    expect(events.filter(({ type }) => type.startsWith('map-'))).toEqual([
      { execution: 'run-1', type: 'map-started', state: 'S', iterations: 3 },
      { execution: 'run-1', type: 'map-iteration-started', state: 'S', index: 0 },
      { execution: 'run-1', type: 'map-iteration-succeeded', state: 'S', index: 0 },
      { execution: 'run-1', type: 'map-iteration-started', state: 'S', index: 1 },
      { execution: 'run-1', type: 'map-iteration-failed', state: 'S', index: 1 },
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'execution-failed', error: 'Broken' });
  });

  it('hears the children of a distributed map under their own names', async () => {
    const { events } = await run(alone(each('DISTRIBUTED')), [1], { functions: { F: { returns: 1 } } });
    expect(events.map(({ execution, type }) => [execution === 'run-1' ? 'parent' : 'child', type])).toEqual([
      ['parent', 'execution-started'],
      ['parent', 'state-entered'],
      ['parent', 'map-started'],
      ['parent', 'map-iteration-started'],
      ['child', 'execution-started'],
      ['child', 'state-entered'],
      ['child', 'state-exited'],
      ['child', 'execution-succeeded'],
      ['parent', 'map-iteration-succeeded'],
      ['parent', 'state-exited'],
      ['parent', 'execution-succeeded'],
    ]);
  });
});

describe('an execution that is aborted', () => {
  const stop = new Error('stopped by the user');

  it('rejects with the reason and starts no further state', async () => {
    const controller = new AbortController();
    const { services, calls } = scriptedServices({});
    const definition = {
      StartAt: 'First',
      States: { First: call('First', { End: undefined, Next: 'Second' }), Second: call('Second') },
    };
    const execution = startExecution(
      loadStateMachine(definition, { name: 'm' }),
      {},
      {
        ...services,
        async invokeFunction(name) {
          calls.push({ [name]: null });
          controller.abort(stop);
        },
      },
      { signal: controller.signal },
    );
    await expect(execution).rejects.toBe(stop);
    expect(calls).toEqual([{ First: null }]);
  });

  it('does not wait to the end of a Wait', async () => {
    const controller = new AbortController();
    const { services, clock } = scriptedServices({});
    const machine = loadStateMachine(alone({ Type: 'Wait', Seconds: 3600, End: true }), { name: 'm' });
    const start = clock.now();
    const execution = startExecution(machine, {}, services, {
      signal: controller.signal,
      onEvent: ({ type }) => type === 'state-entered' && queueMicrotask(() => controller.abort(stop)),
    });
    await expect(execution).rejects.toBe(stop);
    expect(clock.now()).toBe(start);
  });

  it('tells the functions under way', async () => {
    const controller = new AbortController();
    const { services } = scriptedServices({});
    const signals: AbortSignal[] = [];
    const execution = startExecution(
      loadStateMachine(alone(each('DISTRIBUTED')), { name: 'm' }),
      [1, 2],
      {
        ...services,
        async invokeFunction(_name, _payload, signal) {
          signals.push(signal);
          if (signals.length === 2) controller.abort(stop);
        },
      },
      { signal: controller.signal },
    );
    await expect(execution).rejects.toBe(stop);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });
});

describe('the name of an execution', () => {
  it('is random when none is given', async () => {
    const { result } = await run(alone({ Type: 'Succeed' }), {}, { random: 0.99 }, { name: undefined });
    expect(result.name).toBe('ffffffff-ffff-4fff-8fff-ffffffffffff');
    expect(result.executionArn).toBe(`arn:aws:states:local:000000000000:execution:machine:${result.name}`);
  });
});

it('lets a bug of the interpreter or its services through instead of failing the workflow with it', async () => {
  const { services } = scriptedServices({});
  const machine = loadStateMachine(alone({ Type: 'Wait', Seconds: 1, End: true }), { name: 'm' });
  const bug = new TypeError('clock is broken');
  const clock = { ...services.clock, sleep: () => Promise.reject(bug) };
  await expect(startExecution(machine, {}, { ...services, clock })).rejects.toBe(bug);
});
