import { sourceKeys } from '../domain/dataset-keys.ts';
import type { ReadPack } from '../policy/load-packs.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** Shipped packs, and beside them a company's own under `policies/` in the source bucket; a shipped name stays as shipped. */
export const packsBeside =
  (shipped: ReadPack, source: ObjectStore): ReadPack =>
  async (name) => {
    const pack = await shipped(name);
    if (pack !== undefined) return pack;
    const body = await source.read(sourceKeys.pack(name));
    return body && new TextDecoder().decode(body);
  };
