import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { priceOf } from '#shared/adapters/model-prices.ts';
import { parseSettings } from '#shared/dataset/load-settings.ts';
import { loadPacks } from '#shared/policy/load-packs.ts';
import { parsePack } from '#shared/policy/parse-pack.ts';
import { packsWith } from '../policy-packs.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Checks a `dataset.yaml` or a policy pack and all packs that it names, and prints it with every default filled in. Packs
 * of a company are looked for in `--policies`, else beside a pack or in the folder `policies/` beside a `dataset.yaml`.
 */
export const validate = async (args: readonly string[]): Promise<number> => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { policies: { type: 'string' } },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('Name one dataset.yaml or policy pack.');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  });
  const isPack = /^apiVersion:/m.test(text);
  const value = isPack ? parsePack(packName(file), text) : parseSettings(text, file, { priceOf });
  const folder = values.policies ?? (isPack ? dirname(file) : join(dirname(file), 'policies'));
  const readOther = packsWith(folder);
  if ('rules' in value)
    await loadPacks(async (name) => (name === value.id ? text : readOther(name)), [value.id]);
  else await loadPacks(readOther, value.policies);
  console.log(JSON.stringify(value, null, 2));
  return 0;
};

const packName = (file: string): string => basename(file).replace(/\.ya?ml$/, '');
