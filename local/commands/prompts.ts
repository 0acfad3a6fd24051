import { parseArgs } from 'node:util';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { requireJson } from '#shared/dataset/json-object.ts';
import { readPassages } from '#shared/dataset/read-document.ts';
import { packsBeside } from '#shared/dataset/read-pack.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId, documentSchema } from '#shared/domain/document.ts';
import { requestsFor } from '#shared/domain/generation-request.ts';
import { renderRequest } from '../../functions/generate/render-request.ts';
import { generatorTemplates, localGeneratorFor } from '../generator-for.ts';
import { collectInputFiles, type InputFile, inputFileStore } from '../input-files.ts';
import { localLanguageModels } from '../language-models.ts';
import { localFunctions } from '../local-functions.ts';
import { localPageReaders } from '../page-readers.ts';
import { readShippedPack } from '../policy-packs.ts';
import { UsageError } from '../usage-error.ts';

const dataset = 'preview';

/** Prints what a passage of a document would send to a model, after redaction. */
export const prompts = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { passage: { type: 'string', default: '0' } },
  });
  const [action, file, ...others] = positionals;
  if (action !== 'show' || file === undefined || others.length > 0)
    throw new UsageError('Name one file to show.');

  const [input, ...more] = await collectInputFiles([file], dataset, '');
  if (input === undefined || more.length > 0) throw new UsageError(`${file} is not one file.`);
  const { document, passages } = await readForPreview(input);
  const passage = passages[Number(values.passage)];
  if (passage === undefined)
    throw new UsageError(
      `${file} has ${passages.length} passages, counted from 0; there is no passage ${values.passage}.`,
    );
  const templates = generatorTemplates();
  const { settings, conversion } = document;
  for (const request of requestsFor(passage, { passages, settings, title: conversion.title })) {
    const { system, prompt } = renderRequest(templates, request);
    console.log(`${templates[request.kind].version}\n\n── system ──\n${system}\n\n── user ──\n${prompt}\n`);
  }
  return 0;
};

/** Converts and splits one file in memory, by the steps of a run. */
const readForPreview = async (file: InputFile) => {
  const source = inputFileStore([file]);
  const store = memoryObjectStore('dataset');
  const languageModelFor = localLanguageModels();
  const { ConvertFunction, SplitFunction } = localFunctions({
    source,
    dataset: store,
    readPack: packsBeside(readShippedPack, source),
    auditKey: 'not kept',
    generatorFor: localGeneratorFor(languageModelFor),
    languageModelFor,
    pageReaderFor: localPageReaders(),
  });
  await ConvertFunction({ sourceKey: file.key });
  const id = documentId(file.key);
  const document = await requireJson(store, documentKeys(dataset, id).document, documentSchema);
  if (document.status === 'rejected') throw new UsageError(document.rejection.detail);
  await SplitFunction({ dataset, documentId: id });
  return { document, passages: await readPassages(store, dataset, id) };
};
