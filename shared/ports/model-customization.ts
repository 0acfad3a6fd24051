export interface TuningJob {
  /** At most 63 letters, digits and single hyphens; no two jobs have one name. */
  readonly name: string;
  readonly baseModel: string;
  /** By the names that the model gives them. */
  readonly hyperparameters: Readonly<Record<string, string>>;
  /** Addresses of JSON Lines objects of records, and of the folder that metrics are written to. */
  readonly trainingUri: string;
  readonly validationUri?: string | undefined;
  readonly outputUri: string;
}

/** A service that makes a model of its own out of a base model and the rows of a version. */
export interface ModelCustomization {
  /** The job of that name, or null. Both throw `ThrottledError` and `ModelRefusedError`. */
  find(name: string): Promise<{ readonly id: string; readonly hasFailed: boolean } | null>;
  /** Gives the service's name of the job. */
  start(job: TuningJob): Promise<string>;
}
