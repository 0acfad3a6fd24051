import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { datasetSettingsSchema } from '#shared/domain/dataset-settings.ts';
import type { ConversionFacts, OcrFacts } from '#shared/domain/document.ts';
import { convertInChild } from '../../functions/convert/convert-in-child.ts';
import { judgeFidelity } from '../../functions/convert/judge-fidelity.ts';
import type { Ocr } from '../../functions/convert/ocr/page-line.ts';
import { localPageReaders } from '../page-readers.ts';
import { UsageError } from '../usage-error.ts';

/** Prints the Markdown of one document, so that a person can look before a run. */
export const convert = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { explain: { type: 'boolean', default: false } },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('Name one file.');
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  });

  const conversion = await convertInChild({ bytes, fileName: basename(file) }, { ocr: await embeddedOcr() });
  if (conversion.status === 'rejected') {
    console.error(`${conversion.rejection.reason}: ${conversion.rejection.detail}`);
    return 1;
  }
  const rejection = judgeFidelity(basename(file), conversion.facts, levels);
  if (rejection && !values.explain) {
    console.error(`${rejection.reason}: ${rejection.detail}`);
    return 1;
  }
  if (values.explain) console.log(explain(conversion.facts).join('\n'));
  else process.stdout.write(conversion.markdown);
  return 0;
};

/** The levels of a dataset that says nothing about them. */
const levels = datasetSettingsSchema.parse({}).fidelity;

/** As a run reads pages by default, with a line on the way for each: reading takes seconds. */
const embeddedOcr = async (): Promise<Ocr | undefined> => {
  const reader = await localPageReaders()(datasetSettingsSchema.parse({}).ocr);
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

const explain = (facts: ConversionFacts): string[] => [
  `format    ${facts.format}`,
  `engine    ${facts.engine}`,
  `title     ${facts.title ?? '–'}`,
  `pages     ${facts.pages.length || '–'}`,
  `fidelity  ${facts.fidelity.toFixed(3)}, ${verdictOn(facts.fidelity)}`,
  ...Object.entries(facts.fidelityParts).map(
    ([part, share]) => `  ${part.padEnd(10)} ${share?.toFixed(3) ?? 'not known'}`,
  ),
  ...(facts.ocr ? explainOcr(facts.ocr) : []),
  ...facts.repairs.map((repair) => `repair    ${repair}`),
  ...facts.warnings.map((warning) => `warning   ${warning}`),
];

const verdictOn = (fidelity: number): string => {
  if (fidelity < levels.rejectBelow) return `rejected by default (below ${levels.rejectBelow})`;
  if (fidelity < levels.flagBelow) return `flagged by default (below ${levels.flagBelow})`;
  return 'trusted by default';
};

const explainOcr = ({ engine, pages, rejectedPages }: OcrFacts): string[] => [
  ...(engine ? [`ocr       ${engine}`] : []),
  ...pages.map(
    ({ page, confidence, rotation }) =>
      `ocr       page ${page}, confidence ${confidence?.toFixed(3) ?? 'not stated'}${rotation ? `, was turned by ${rotation}°` : ''}`,
  ),
  ...rejectedPages.map(({ reason, detail }) => `rejected  ${reason}: ${detail}`),
];
