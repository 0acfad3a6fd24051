import type { RecordBody } from '../domain/batch.ts';
import type { ModelPrice } from '../domain/model-price.ts';
import type { Usage } from '../domain/usage.ts';

/** A job as its service sees it. `result` is how it ended, in the service's words, with its message where it has one. */
export type JobState =
  | { readonly status: 'under-way' }
  | { readonly status: 'ended'; readonly result: string };

/** What became of one record of a job. */
export type RecordResult = { readonly recordId: string } & (
  | { readonly status: 'answered'; readonly output: RecordBody; readonly usage: Usage }
  | { readonly status: 'failed'; readonly detail: string }
);

export interface JobRequest {
  /** The same token again starts no second job and gives the first one's name. */
  readonly token: string;
  readonly modelId: string;
  /** The address of a JSON Lines object of records, and of the folder that the results are written to. */
  readonly inputUri: string;
  readonly outputUri: string;
}

/** A service that is given many requests at once and answers them within hours, for less. */
export interface BatchInference {
  readonly limits: {
    readonly minRecords: number;
    readonly maxRecords: number;
    /** Of one job's input. */
    readonly maxBytes: number;
    readonly jobsAtOnce: number;
  };
  /** A line of the input of a job. */
  writeRecord(record: { readonly recordId: string; readonly input: RecordBody }): string;
  /** Gives the service's name of the job. Throws `ThrottledError` and `ModelRefusedError`. */
  submit(job: JobRequest): Promise<string>;
  look(jobId: string): Promise<JobState>;
  /** True for the names of the objects in the output folder that hold results. */
  isOutput(key: string): boolean;
  /** What a line of the output says; undefined for one that cannot be read or belongs to no record. The price is on demand. */
  readResult(line: string, price: ModelPrice | null): RecordResult | undefined;
}
