/** Makes a dataset of documents and gives the answers that it kept. */
export type Rival = (job: {
  readonly documents: string;
  /** Where the rival writes; the same in every run over the same documents. */
  readonly folder: string;
  readonly baseUrl: string;
}) => Promise<string[]>;
