import type { OcrSettings } from '#shared/domain/dataset-settings.ts';
import { InvalidSettingsError } from '#shared/errors.ts';
import type { PageReader, PageReaderFor } from '#shared/ports/page-reader.ts';
import { tesseractReader } from './tesseract-reader.ts';

/** The paid readers that can be had in a place; a deployment has only those that its environment allows. */
export interface PaidReaders {
  readonly textract?: () => PageReader | Promise<PageReader>;
  readonly bedrock?: (model: string) => PageReader | Promise<PageReader>;
}

/** Chooses the reader that the settings of a dataset name. */
export const choosePageReader =
  (paid: PaidReaders): PageReaderFor =>
  async (settings) => {
    if (settings.provider === 'off') return undefined;
    if (settings.provider === 'embedded') return tesseractReader(settings.languages);
    return paidReader(paid, settings);
  };

const paidReader = async ({ textract, bedrock }: PaidReaders, { provider, model }: OcrSettings) => {
  if (provider === 'textract' && textract) return textract();
  if (provider === 'bedrock' && bedrock && model) return bedrock(model);
  throw new InvalidSettingsError(
    `ocr.provider: ${provider} is not allowed here; allow it in the environment of the deployment, or use embedded`,
  );
};
