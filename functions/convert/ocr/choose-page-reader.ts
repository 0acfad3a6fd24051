import type { PageReader, PageReaderFor } from '#shared/ports/page-reader.ts';
import { tesseractReader } from './tesseract-reader.ts';

/** The readers that are paid, made when a dataset asks for them. */
export interface PaidReaders {
  readonly textract: () => PageReader | Promise<PageReader>;
  readonly bedrock: (model: string) => PageReader | Promise<PageReader>;
}

/** Chooses the reader that the settings of a dataset name. */
export const choosePageReader =
  (paid: PaidReaders): PageReaderFor =>
  async ({ provider, languages, model = '' }) => {
    switch (provider) {
      case 'off':
        return undefined;
      case 'embedded':
        return tesseractReader(languages);
      case 'textract':
        return paid.textract();
      case 'bedrock':
        return paid.bedrock(model);
    }
  };
