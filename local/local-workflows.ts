import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import * as z from 'zod';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { StepHandler } from '#shared/step.ts';
import { systemClock } from './asl/clock.ts';
import type { ExecutionListener } from './asl/execution-event.ts';
import type { ExecutionResult } from './asl/execution-result.ts';
import { loadStateMachine } from './asl/load-state-machine.ts';
import type { EventEntry, Services } from './asl/services.ts';
import { startExecution } from './asl/start-execution.ts';

/** The functions of the workflows, by the names that the definitions substitute. */
export const functionNames = [
  'ConvertFunction',
  'SplitFunction',
  'GenerateFunction',
  'EnforceFunction',
  'WriteFunction',
  'EraseFunction',
  'PlanFunction',
  'BatchFunction',
  'SuggestFunction',
  'AssembleFunction',
  'TuneFunction',
] as const;
export type Functions = Readonly<Record<(typeof functionNames)[number], StepHandler>>;

export interface LocalRuntime {
  readonly functions: Functions;
  readonly stores: readonly ObjectStore[];
  /** Decides on jitter and names; with 0 there are no waits before a retry. */
  readonly random?: () => number;
  /** Hears what the workflows put on the event bus. */
  readonly onAnnouncement?: (entry: EventEntry) => void;
  /** Hears the events of the executions that process one document, given by its source key. */
  readonly onDocumentEvent?: (sourceKey: string, event: Parameters<ExecutionListener>[0]) => void;
}

const documentEventSchema = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) });

/** Runs the two deployed state machines, the very files, with functions of this process instead of Lambda's. */
export const localWorkflows = async (runtime: LocalRuntime) => {
  const substitutions = {
    ...Object.fromEntries(functionNames.map((name) => [name, name])),
    EventBus: 'local',
    DocumentStateMachine: 'document',
  };
  const documentWorkflow = await readWorkflow('document', substitutions);
  const datasetWorkflow = await readWorkflow('dataset', substitutions);

  const services: Services = {
    clock: systemClock,
    random: runtime.random ?? Math.random,
    invokeFunction: (name, payload) => functionNamed(runtime.functions, name)(payload),
    startExecution: (_arn, input, options) => runDocument(input, options),
    putEvents: async (entries) => {
      for (const entry of entries) runtime.onAnnouncement?.(entry);
      return { FailedEntryCount: 0, Entries: entries.map((_, index) => ({ EventId: `local-${index}` })) };
    },
    objectStore: (bucket) => storeNamed(runtime.stores, bucket),
  };

  const runDocument = (
    event: unknown,
    options: { name?: string | undefined; signal?: AbortSignal } = {},
  ): Promise<ExecutionResult> => {
    const { key } = documentEventSchema.parse(event).detail.object;
    const onEvent: ExecutionListener = (heard) => runtime.onDocumentEvent?.(key, heard);
    return startExecution(documentWorkflow, event, services, { ...options, onEvent });
  };

  return {
    /** Processes the event of one upload or deletion. */
    runDocument,
    /** Processes a `DatasetRunRequested` event, by a name that no run had before; a random one by default. */
    runDataset: (
      detail: { dataset: string; prefix?: string; newSystemPrompt?: boolean; prune?: boolean },
      name?: string,
    ): Promise<ExecutionResult> =>
      startExecution(datasetWorkflow, { 'detail-type': 'DatasetRunRequested', detail }, services, {
        name,
        maxConcurrency: availableParallelism(),
      }),
  };
};

const readWorkflow = async (name: string, substitutions: Readonly<Record<string, string>>) => {
  const file = new URL(`../infra/workflows/${name}.asl.json`, import.meta.url);
  return loadStateMachine(JSON.parse(await readFile(file, 'utf8')), { name, substitutions });
};

const functionNamed = (functions: Functions, name: string): StepHandler => {
  const handler = functionNames.find((known) => known === name);
  if (handler === undefined)
    throw new Error(`The workflows call ${name}, which is not one of their functions`);
  return functions[handler];
};

const storeNamed = (stores: readonly ObjectStore[], bucket: string): ObjectStore => {
  const store = stores.find((candidate) => candidate.bucket === bucket);
  if (store === undefined)
    throw new Error(`The workflows name the bucket ${bucket}, which this run does not have`);
  return store;
};
