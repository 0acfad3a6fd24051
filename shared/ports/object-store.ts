export interface ObjectSummary {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
}

/** An object as it was at one moment. */
export interface ObjectState {
  readonly body: Uint8Array;
  /** Differs whenever the bytes differ; to be handed back unread. */
  readonly tag: string;
}

/** An object that is written part by part, one after the other. Nobody sees it, or any part of it, before it is finished. */
export interface GrowingObject {
  append(part: Uint8Array): Promise<void>;
  finish(): Promise<void>;
}

/** One bucket. Keys are `/`-separated and taken literally: spaces, `+` and any Unicode are part of the name. */
export interface ObjectStore {
  /** The bucket's name as it appears in events and workflow input. */
  readonly bucket: string;
  /** The address of an object for people and for rows, for example `s3://bucket/key`. */
  uri(key: string): string;
  /** The object's size without its content; undefined when there is none. */
  stat(key: string): Promise<ObjectSummary | undefined>;
  /** The object's bytes; undefined when there is none. */
  read(key: string): Promise<Uint8Array | undefined>;
  /** Replaces the object. A reader sees the old bytes or the new ones, never a part. */
  write(key: string, body: Uint8Array | string, contentType?: string): Promise<void>;
  /** As `write`, for an object that is too large to be held. One that is never finished leaves what was there before. */
  grow(key: string, contentType?: string): GrowingObject;
  /** The object's bytes with the tag that `replace` wants; undefined when there is none. */
  readState(key: string): Promise<ObjectState | undefined>;
  /**
   * Writes only if the object is still the one that has the tag or, with `undefined`, if there is still none. False, with
   * nothing written, when somebody else was faster; of several at once exactly one is not.
   */
  replace(key: string, body: string, tag: string | undefined): Promise<boolean>;
  /** Succeeds when there is nothing to delete. */
  delete(key: string): Promise<void>;
  /** Every object whose key starts with `prefix`, in ascending UTF-8 order of keys. */
  list(prefix: string): AsyncIterable<ObjectSummary>;
  /**
   * The names of the folders right below `folder`, which ends in `/`, in ascending UTF-8 order. What lies in them is not
   * looked at, and on a file system that may be nothing.
   */
  folders(folder: string): Promise<string[]>;
}
