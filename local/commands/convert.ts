import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { priceOf } from '#shared/adapters/model-prices.ts';
import { parseSettings } from '#shared/dataset/load-settings.ts';
import { sourceKeys } from '#shared/domain/dataset-keys.ts';
import type { DatasetSettings } from '#shared/domain/dataset-settings.ts';
import type { ConversionFacts, OcrFacts } from '#shared/domain/document.ts';
import { convertInChild } from '../../functions/convert/convert-in-child.ts';
import { judgeFidelity } from '../../functions/convert/judge-fidelity.ts';
import type { Ocr } from '../../functions/convert/ocr/page-line.ts';
import { readSavedPrompts } from '../../functions/convert/saved-prompts/read-saved-prompts.ts';
import { documentPassword } from '../document-password.ts';
import { localPageReaders } from '../page-readers.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Prints the Markdown of one document, under the settings that lie beside it, so that a person can look before a run. A file
 * called `prompts.jsonl` is taken for the saved prompts of a dataset, whose lines come in one form.
 */
export const convert = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { explain: { type: 'boolean', default: false }, password: { type: 'string' } },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('Name one file.');
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  });

  const { ocr, fidelity } = await settingsBeside(file);
  const fileName = basename(file);
  const isSaved = sourceKeys.isSavedPrompts(`dataset/${fileName}`);
  const conversion = isSaved
    ? readSavedPrompts({ bytes, fileName })
    : await convertInChild(
        { bytes, fileName, ...documentPassword(values.password) },
        { ocr: await openOcr(ocr) },
      );
  if (conversion.status === 'rejected') {
    console.error(`${conversion.rejection.reason}: ${conversion.rejection.detail}`);
    return 1;
  }
  const rejection = judgeFidelity(fileName, conversion.facts, fidelity);
  if (rejection && !values.explain) {
    console.error(`${rejection.reason}: ${rejection.detail}`);
    return 1;
  }
  if (values.explain) console.log(explain(conversion.facts, fidelity).join('\n'));
  else process.stdout.write(conversion.markdown);
  const rejectedLines = conversion.facts.prompts?.rejectedLines ?? [];
  for (const { reason, detail } of rejectedLines) console.error(`${reason}: ${detail}`);
  return rejectedLines.length > 0 ? 1 : 0;
};

/** Of the `dataset.yaml` in the file's own folder; the defaults where there is none. */
const settingsBeside = async (file: string): Promise<DatasetSettings> => {
  const settingsFile = join(dirname(file), 'dataset.yaml');
  const text = await readFile(settingsFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new UsageError(`${settingsFile} cannot be read: ${error.message}`);
  });
  return parseSettings(text, settingsFile, { priceOf });
};

/** As a run reads pages, with a line on the way for each: reading takes seconds. */
const openOcr = async (settings: DatasetSettings['ocr']): Promise<Ocr | undefined> => {
  const reader = await localPageReaders()(settings);
  return (
    reader && {
      engine: reader.engine,
      readPage: ({ page, image, index, ofPages }) => {
        console.error(`reading page ${page} by OCR (${index} of ${ofPages})`);
        return reader.read(image);
      },
    }
  );
};

const explain = (facts: ConversionFacts, levels: DatasetSettings['fidelity']): string[] => [
  `format    ${facts.format}`,
  `engine    ${facts.engine}`,
  `title     ${facts.title ?? '–'}`,
  `pages     ${facts.pages.length || '–'}`,
  `fidelity  ${facts.fidelity.toFixed(3)}, ${verdictOn(facts.fidelity, levels)}`,
  ...Object.entries(facts.fidelityParts).map(
    ([part, share]) => `  ${part.padEnd(10)} ${share?.toFixed(3) ?? 'not known'}`,
  ),
  ...(facts.ocr ? explainOcr(facts.ocr) : []),
  ...facts.repairs.map((repair) => `repair    ${repair}`),
  ...facts.warnings.map((warning) => `warning   ${warning}`),
];

const verdictOn = (fidelity: number, levels: DatasetSettings['fidelity']): string => {
  if (fidelity < levels.rejectBelow) return `rejected (below ${levels.rejectBelow})`;
  if (fidelity < levels.flagBelow) return `flagged (below ${levels.flagBelow})`;
  return 'trusted';
};

const explainOcr = ({ engine, pages, rejectedPages }: OcrFacts): string[] => [
  ...(engine ? [`ocr       ${engine}`] : []),
  ...pages.map(
    ({ page, confidence, rotation }) =>
      `ocr       page ${page}, confidence ${confidence?.toFixed(3) ?? 'not stated'}${rotation ? `, was turned by ${rotation}°` : ''}`,
  ),
  ...rejectedPages.map(({ reason, detail }) => `rejected  ${reason}: ${detail}`),
];
