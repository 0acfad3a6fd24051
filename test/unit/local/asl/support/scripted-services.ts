import type { Json } from '../../../../../local/asl/data/json.ts';
import type { ExecutionListener } from '../../../../../local/asl/execution-event.ts';
import { loadStateMachine } from '../../../../../local/asl/load-state-machine.ts';
import type { EventEntry, Services } from '../../../../../local/asl/services.ts';
import { startExecution } from '../../../../../local/asl/start-execution.ts';
import { virtualClock } from './virtual-clock.ts';

/** What a function does when it is called: it answers or throws, at once or after some seconds. */
export interface Reply {
  readonly returns?: unknown;
  /** Returns a text that is so many bytes long as JSON. */
  readonly returnsBytes?: number;
  /** Returns its payload. */
  readonly echoes?: true;
  readonly throws?: { readonly name: string; readonly message: string };
  readonly after?: number;
}

export interface Script {
  /** A list is used up call by call; a single reply stands for all calls. */
  readonly functions?: Readonly<Record<string, Reply | readonly Reply[]>>;
  /** State machines that can be started, by name. */
  readonly machines?: Readonly<Record<string, unknown>>;
  /** Objects by `bucket/key`: text, or a value that is stored as JSON. */
  readonly objects?: Readonly<Record<string, unknown>>;
  readonly failedEntryCount?: number;
  readonly random?: number;
}

class ScriptedError extends Error {
  constructor({ name, message }: { name: string; message: string }) {
    super(message);
    this.name = name;
  }
}

/** A text that is `bytes` long as JSON, quotes included; two bytes a letter, so that counting letters is not enough. */
export const textOfBytes = (bytes: number): string => 'é'.repeat((bytes - 2) / 2) + 'x'.repeat(bytes % 2);

const encoder = new TextEncoder();

/** Services that follow a script and remember what was asked of them. */
export const scriptedServices = (script: Script, onEvent?: ExecutionListener) => {
  const calls: Record<string, Json>[] = [];
  const entries: EventEntry[] = [];
  const objects = new Map(
    Object.entries(script.objects ?? {}).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  const clock = virtualClock();

  const nextReply = (name: string): Reply => {
    const replies = script.functions?.[name];
    const called = calls.filter((call) => Object.hasOwn(call, name)).length;
    const reply = Array.isArray(replies) ? replies[called - 1] : replies;
    if (reply === undefined) {
      throw new ScriptedError({ name: 'Unscripted', message: `call ${called} of ${name}` });
    }
    return reply;
  };

  const services: Services = {
    clock,
    random: () => script.random ?? 0.5,
    async invokeFunction(name, payload, signal) {
      calls.push({ [name]: payload });
      const { after, throws, echoes, returns, returnsBytes } = nextReply(name);
      if (after !== undefined) await clock.sleep(after * 1000, signal);
      if (throws) throw new ScriptedError(throws);
      if (returnsBytes !== undefined) return textOfBytes(returnsBytes);
      return echoes ? payload : returns;
    },
    async startExecution(arn, input, options) {
      const name = arn.split(':').at(-1) ?? '';
      const definition = script.machines?.[name];
      if (definition === undefined) {
        throw new ScriptedError({ name: 'StepFunctions.StateMachineDoesNotExistException', message: arn });
      }
      return startExecution(loadStateMachine(definition, { name }), input, services, { onEvent, ...options });
    },
    async putEvents(events) {
      entries.push(...events);
      const Entries = events.map((_, index) => ({ EventId: `event-${index}` }));
      return { FailedEntryCount: script.failedEntryCount ?? 0, Entries };
    },
    objectStore: (bucket) => ({
      async read(key) {
        const body = objects.get(`${bucket}/${key}`);
        return body === undefined ? undefined : encoder.encode(body);
      },
      async *list(prefix) {
        for (const [path, body] of [...objects].sort()) {
          if (path.startsWith(`${bucket}/${prefix}`)) {
            yield { key: path.slice(bucket.length + 1), size: encoder.encode(body).length };
          }
        }
      },
      async write(key, body) {
        if (bucket === 'read-only') throw new Error('access denied');
        objects.set(`${bucket}/${key}`, String(body));
      },
    }),
  };
  return { services, clock, calls, entries, objects };
};
