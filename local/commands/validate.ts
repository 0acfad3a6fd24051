import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { priceOf } from '#shared/adapters/model-prices.ts';
import { parseSettings } from '#shared/dataset/load-settings.ts';
import { parsePack } from '#shared/policy/parse-pack.ts';
import { UsageError } from '../usage-error.ts';

/** Checks a `dataset.yaml` or a policy pack, and prints it with every default filled in. */
export const validate = async (args: readonly string[]): Promise<number> => {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('Name one dataset.yaml or policy pack.');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  });
  const isPack = /^apiVersion:/m.test(text);
  const value = isPack ? parsePack(basename(file, '.yaml'), text) : parseSettings(text, file, { priceOf });
  console.log(JSON.stringify(value, null, 2));
  return 0;
};
