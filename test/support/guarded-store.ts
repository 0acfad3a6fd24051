import type { ObjectStore } from '#shared/ports/object-store.ts';

/** What a role was used for: a line of `allowedActions`, as often as it allowed something. */
export type Use = (line: string) => void;

/**
 * A store that does what the lines of a role allow (see `allowedActions`), and refuses the rest as S3 would.
 */
export const guardedStore = (store: ObjectStore, lines: readonly string[], use: Use): ObjectStore => {
  const allow = (action: string, key: string) => {
    const allowing = lines.filter((line) => allows(line, action, store.bucket, key));
    if (allowing.length === 0) throw new Error(`AccessDenied: ${action} ${store.bucket}/${key}`);
    allowing.forEach(use);
  };
  /** Without a grant to list, S3 answers 403 instead of 404 where there is nothing. */
  const allowRead = (key: string) => {
    allow('s3:GetObject', key);
    allow('s3:ListBucket', key);
  };
  return {
    ...store,
    stat: async (key) => {
      allowRead(key);
      return store.stat(key);
    },
    read: async (key) => {
      allowRead(key);
      return store.read(key);
    },
    write: async (key, body, contentType) => {
      allow('s3:PutObject', key);
      return store.write(key, body, contentType);
    },
    grow: (key, contentType) => {
      allow('s3:PutObject', key);
      return store.grow(key, contentType);
    },
    readState: async (key) => {
      allowRead(key);
      return store.readState(key);
    },
    replace: async (key, body, tag) => {
      allow('s3:PutObject', key);
      return store.replace(key, body, tag);
    },
    delete: async (key) => {
      allow('s3:DeleteObject', key);
      return store.delete(key);
    },
    async *list(prefix) {
      allow('s3:ListBucket', prefix);
      yield* store.list(prefix);
    },
    folders: async (folder) => {
      allow('s3:ListBucket', folder);
      return store.folders(folder);
    },
  };
};

const allows = (line: string, action: string, bucket: string, key: string): boolean => {
  const [allowed, resource = '', , , , ...prefixes] = line.split(/,? /);
  if (allowed !== action) return false;
  return action === 's3:ListBucket'
    ? resource === bucket && prefixes.some((prefix) => isLike(prefix, key))
    : isLike(resource, `${bucket}/${key}`);
};

/** `StringLike`, and the way in which a resource is matched: `*` is anything, slashes included. */
const isLike = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's').test(text);
