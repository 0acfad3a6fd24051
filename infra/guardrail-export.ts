import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packFolder } from '#shared/adapters/pack-folder.ts';
import { compilePolicy } from '#shared/policy/compile-policy.ts';
import { exportGuardrail, type GuardrailExport } from '#shared/policy/guardrail/export-guardrail.ts';
import { loadPacks } from '#shared/policy/load-packs.ts';

const folder = join(import.meta.dirname, '../policies');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => basename(file, '.yaml'));

/** Each pack with those that it extends. They are read before any stack is made, because a construct cannot wait. */
const packs = new Map(
  await Promise.all(names.map(async (name) => [name, await loadPacks(packFolder(folder), [name])] as const)),
);

/** The packs of this repository: what lies in a bucket is not known when a stack is made. */
export const isShippedPack = (name: string): boolean => packs.has(name);

/** What a guardrail holds of some packs on the day of the synthesis: an exception that has expired by then is none. */
export const guardrailOf = (packNames: readonly string[]): GuardrailExport => {
  const all = packNames.flatMap((name) => packs.get(name) ?? []);
  const once = [...new Map(all.map((pack) => [pack.id, pack])).values()];
  return exportGuardrail(compilePolicy(once, new Date().toISOString().slice(0, 10)));
};
