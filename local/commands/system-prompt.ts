import { parseArgs } from 'node:util';
import { fileObjectStore } from '#shared/adapters/file-object-store.ts';
import { readJson, requireJson, writeJson } from '#shared/dataset/json-object.ts';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import { latestSchema, type Manifest, manifestSchema } from '#shared/domain/manifest.ts';
import { suggestionSchema } from '#shared/domain/system-prompt.ts';
import { noUsage } from '#shared/domain/usage.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { describeOrigin } from '../../functions/assemble/describe/describe-origin.ts';
import { UsageError } from '../usage-error.ts';
import { run } from './run.ts';

/** Prints the system prompt of a dataset, accepts it as it is or as given, or has the model suggest another. */
export const systemPrompt = async ([action, ...args]: readonly string[]): Promise<number> => {
  if (action === 'regenerate') return run([...args, '--new-system-prompt']);
  if (action !== 'show' && action !== 'accept')
    throw new UsageError('Say what to do: show, accept or regenerate.');
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string', default: 'quarry-out' }, text: { type: 'string' } },
  });
  const [dataset, ...others] = positionals;
  if (dataset === undefined || others.length > 0) throw new UsageError('Name one dataset.');
  const store = fileObjectStore('dataset', values.out);
  const latest = await readJson(store, datasetKeys(dataset).latest, latestSchema);
  if (latest === undefined)
    throw new UsageError(
      `${values.out} holds no dataset ${dataset}; run it first, or name its folder with --out.`,
    );
  const manifest = await requireJson(
    store,
    datasetKeys(dataset).version(latest.version).manifest,
    manifestSchema,
  );
  if (action === 'show') console.log(show(manifest).join('\n'));
  else await accept(store, manifest, values.text);
  return 0;
};

const show = ({ dataset, version, systemPrompt }: Manifest): string[] => [
  systemPrompt.text,
  '',
  `  ${describeOrigin(systemPrompt)} · ${dataset}, version ${version}`,
  ...(systemPrompt.note === null ? [] : [`  the model suggested nothing: ${systemPrompt.note}`]),
];

/** The text that stands, or another, becomes the one that later runs keep. */
const accept = async (store: ObjectStore, manifest: Manifest, given: string | undefined): Promise<void> => {
  const { dataset, systemPrompt: current } = manifest;
  if (current.origin === 'settings')
    throw new UsageError('dataset.yaml states the system prompt of this dataset; change it there.');
  if (given?.trim() === '') throw new UsageError('--text is empty.');
  const key = datasetKeys(dataset).systemPrompt;
  const suggestion = await readJson(store, key, suggestionSchema);
  if (suggestion === undefined && given === undefined)
    throw new UsageError(
      'No model has suggested a prompt for this dataset. Give your own with --text, or state systemPrompt in dataset.yaml.',
    );
  const text = given ?? suggestion?.text ?? current.text;
  await writeJson(store, key, {
    text,
    isAccepted: true,
    by: text === suggestion?.text ? suggestion.by : null,
    createdAt: suggestion?.createdAt ?? new Date().toISOString(),
    usage: suggestion?.usage ?? noUsage,
  });
  console.log(
    text === current.text ? 'Accepted.' : 'Accepted. Run the dataset again for a version that has it.',
  );
};
