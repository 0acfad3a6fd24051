/** The part of parquetjs-lite 0.8.7 that the writer uses; the package ships no types. */
declare module 'parquetjs-lite' {
  export interface FieldDefinition {
    type?: 'UTF8' | 'INT32' | 'INT64' | 'DOUBLE' | 'BOOLEAN' | 'TIMESTAMP_MILLIS' | 'LIST';
    optional?: boolean;
    repeated?: boolean;
    compression?: 'GZIP';
    statistics?: boolean;
    fields?: Record<string, FieldDefinition>;
  }

  export interface ParquetSchema {
    readonly fieldList: readonly { readonly path: string[] }[];
  }

  export interface EnvelopeOptions {
    /** Rows per data page, not bytes. */
    pageSize: number;
    useDataPageV2: boolean;
    /** Leaving it out turns it on. */
    pageIndex: boolean;
  }

  export interface ParquetEnvelopeWriter {
    /** Rows in the row groups written so far. */
    readonly rowCount: number;
  }

  /** Throws strings, not Errors. */
  export interface ParquetWriter {
    /** Not reentrant: a second call before the first has settled corrupts the file. */
    appendRow(row: object): Promise<void>;
    /** Takes effect from the next appended row. */
    setRowGroupSize(rows: number): void;
    setMetadata(key: string, value: string): void;
    close(): Promise<void>;
  }

  const parquetjs: {
    ParquetSchema: new (fields: Record<string, FieldDefinition>) => ParquetSchema;
    ParquetEnvelopeWriter: new (
      schema: ParquetSchema,
      write: (bytes: Uint8Array) => Promise<void>,
      close: () => Promise<void>,
      fileOffset: number,
      options: EnvelopeOptions,
    ) => ParquetEnvelopeWriter;
    ParquetWriter: new (
      schema: ParquetSchema,
      envelope: ParquetEnvelopeWriter,
      options: { rowGroupSize: number },
    ) => ParquetWriter;
  };

  // biome-ignore lint/style/noDefaultExport: in Node the exports of a CommonJS module are its default import
  export { parquetjs as default };
}
