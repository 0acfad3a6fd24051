import { parseArgs } from 'node:util';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { requireJson } from '#shared/dataset/json-object.ts';
import { readPassages } from '#shared/dataset/read-document.ts';
import { packsBeside } from '#shared/dataset/read-pack.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId, documentSchema } from '#shared/domain/document.ts';
import { policyEngineLoader } from '#shared/policy/load-policy-engine.ts';
import { localGeneratorFor } from '../generator-for.ts';
import { collectInputFiles, type InputFile, inputFileStore } from '../input-files.ts';
import { localLanguageModels } from '../language-models.ts';
import { localFunctions } from '../local-functions.ts';
import { localPageReaders } from '../page-readers.ts';
import { readShippedPack } from '../policy-packs.ts';
import { previewPassage, previewPrompt, promptKinds } from '../preview-prompts.ts';
import { UsageError } from '../usage-error.ts';

const dataset = 'preview';

/** Prints what a passage of a document would send to a model, after redaction, or the prompt of one kind. */
export const prompts = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { passage: { type: 'string', default: '0' }, kind: { type: 'string' } },
  });
  const [action, file, ...others] = positionals;
  if (action !== 'show' || file === undefined || others.length > 0)
    throw new UsageError('Name one file to show.');
  const kind = promptKinds.find((name) => name === values.kind);
  if (values.kind !== undefined && kind === undefined)
    throw new UsageError(`There is no prompt ${values.kind}; the kinds are ${promptKinds.join(', ')}.`);

  const [input, ...more] = await collectInputFiles([file], dataset, '');
  if (input === undefined || more.length > 0) throw new UsageError(`${file} is not one file.`);
  const { document, passages, engine } = await readForPreview(input);
  const passage = passages[Number(values.passage)];
  if (passage === undefined)
    throw new UsageError(
      `${file} has ${passages.length} passages, counted from 0; there is no passage ${values.passage}.`,
    );
  if (passage.saved && kind !== 'judge' && kind !== 'blind-check')
    throw new UsageError(
      `${file} holds what people have saved, so no generator is asked about it; --kind judge or blind-check shows what a judge would be.`,
    );
  const preview = { dataset, settings: document.settings, title: passage.title, passages, passage, engine };
  const shown = kind === undefined ? previewPassage(preview) : [await previewPrompt(kind, preview)];
  for (const { version, system, prompt } of shown)
    console.log(`${version}\n\n── system ──\n${system}\n\n── user ──\n${prompt}\n`);
  return 0;
};

/** Converts and splits one file in memory, by the steps of a run. */
const readForPreview = async (file: InputFile) => {
  const source = inputFileStore([file]);
  const store = memoryObjectStore('dataset');
  const languageModelFor = localLanguageModels();
  const readPack = packsBeside(readShippedPack, source);
  const auditKey = 'not kept';
  const { ConvertFunction, SplitFunction } = localFunctions({
    source,
    dataset: store,
    readPack,
    auditKey,
    generatorFor: localGeneratorFor(languageModelFor),
    languageModelFor,
    pageReaderFor: localPageReaders(),
  });
  await ConvertFunction({ sourceKey: file.key });
  const id = documentId(file.key);
  const document = await requireJson(store, documentKeys(dataset, id).document, documentSchema);
  if (document.status === 'rejected') throw new UsageError(document.rejection.detail);
  await SplitFunction({ dataset, documentId: id });
  return {
    document,
    passages: await readPassages(store, dataset, id),
    engine: await policyEngineLoader(readPack, { auditKey })(document.settings.policies),
  };
};
