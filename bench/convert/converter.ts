export interface Converted {
  readonly markdown: string;
  /** Of the processor, all threads together, from the file's name to its Markdown; the start of a process is not in it. */
  readonly cpuMilliseconds: number;
  /** Where the format has pages. */
  readonly pages: number;
}

/** A way to make Markdown of a file; null stands where it cannot. */
export interface Converter {
  readonly name: string;
  convert(file: string): Promise<Converted | null>;
  close(): void;
}
