import { compareUtf8 } from '../domain/compare-utf8.ts';
import { sha256 } from '../domain/hash.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { folderNames } from './folder-names.ts';

/** Objects in memory, for tests and dry runs. Stored bytes are copies, as they would be anywhere else. */
export const memoryObjectStore = (bucket: string): ObjectStore => {
  const objects = new Map<string, Uint8Array>();
  return {
    bucket,
    uri: (key) => `memory://${bucket}/${key}`,
    stat: async (key) => {
      const body = objects.get(key);
      return body && { key, size: body.byteLength };
    },
    read: async (key) => {
      const body = objects.get(key);
      return body && Uint8Array.from(body);
    },
    write: async (key, body) => {
      objects.set(key, typeof body === 'string' ? new TextEncoder().encode(body) : Uint8Array.from(body));
    },
    grow: (key) => {
      const parts: Uint8Array[] = [];
      return {
        append: async (part) => {
          parts.push(Uint8Array.from(part));
        },
        finish: async () => {
          objects.set(key, Buffer.concat(parts));
        },
      };
    },
    readState: async (key) => {
      const body = objects.get(key);
      return body && { body: Uint8Array.from(body), tag: sha256(body) };
    },
    replace: async (key, body, tag) => {
      const current = objects.get(key);
      if ((current && sha256(current)) !== tag) return false;
      objects.set(key, new TextEncoder().encode(body));
      return true;
    },
    delete: async (key) => {
      objects.delete(key);
    },
    async *list(prefix) {
      const keys = [...objects.keys()].filter((key) => key.startsWith(prefix));
      for (const key of keys.sort(compareUtf8)) yield { key, size: objects.get(key)?.byteLength ?? 0 };
    },
    folders: async (folder) => folderNames(objects.keys(), folder),
  };
};
