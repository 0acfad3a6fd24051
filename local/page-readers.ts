import { choosePageReader } from '../functions/convert/ocr/choose-page-reader.ts';

/** The readers of a local run. The AWS SDK is loaded only for a dataset that asks for it. */
export const localPageReaders = () =>
  choosePageReader({
    textract: async () => {
      const { TextractClient } = await import('@aws-sdk/client-textract');
      const { textractPageReader } = await import('#shared/adapters/textract-page-reader.ts');
      return textractPageReader(new TextractClient({ retryMode: 'adaptive' }));
    },
    bedrock: async (model) => {
      const { BedrockRuntimeClient } = await import('@aws-sdk/client-bedrock-runtime');
      const { bedrockPageReader } = await import('#shared/adapters/bedrock-page-reader.ts');
      return bedrockPageReader(new BedrockRuntimeClient({ retryMode: 'adaptive' }), model);
    },
  });
