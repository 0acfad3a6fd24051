import { choosePageReader } from '../functions/convert/ocr/choose-page-reader.ts';

/** The readers of a local run. The AWS SDK is loaded only for a dataset that asks for it. */
export const localPageReaders = () => choosePageReader({});
