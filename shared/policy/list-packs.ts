import type { ListPacks } from '../ports/policy-engine.ts';
import { loadPacks, type ReadPack } from './load-packs.ts';

/** Reads and checks packs without compiling them. */
export const listPacks =
  (readPack: ReadPack): ListPacks =>
  async (packNames) =>
    (await loadPacks(readPack, packNames)).map(({ id, version }) => `${id}@${version}`);
