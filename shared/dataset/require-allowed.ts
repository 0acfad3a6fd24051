import * as z from 'zod';
import type {
  DatasetSettings,
  GeneratorSettings,
  JudgeSettings,
  OcrSettings,
} from '../domain/dataset-settings.ts';
import { InvalidSettingsError } from '../errors.ts';

/** What the environment of a deployment lets a dataset name; the roles of its functions allow no more. */
export const allowanceSchema = z.strictObject({
  /** Models and inference profiles of Bedrock, by their ids. */
  bedrockModels: z.array(z.string()),
  judgeModels: z.array(z.string()),
  ocrModels: z.array(z.string()),
  textract: z.boolean(),
  /** Base models that custom ones may be made of. */
  fineTuningModels: z.array(z.string()),
  /** Whose data is deployed, by their three-letter codes. */
  ocrLanguages: z.array(z.string()),
});
export type Allowance = z.infer<typeof allowanceSchema>;

/** Throws `InvalidSettingsError` for the first thing that a dataset names and its deployment cannot give. */
export const requireAllowed = (
  { generator, judge, ocr, fineTuning }: DatasetSettings,
  file: string,
  allowance: Allowance,
): void => {
  const problem =
    modelProblem('generator', generator, 'bedrockModels', allowance) ??
    modelProblem('judge', judge, 'judgeModels', allowance) ??
    ocrProblem(ocr, allowance) ??
    (fineTuning &&
      unlisted('fineTuning.baseModel', fineTuning.baseModel, 'fineTuningModels', allowance.fineTuningModels));
  if (problem !== undefined) throw new InvalidSettingsError(`${file}: ${problem}`);
};

const modelProblem = (
  role: 'generator' | 'judge',
  settings: GeneratorSettings | JudgeSettings | undefined,
  list: 'bedrockModels' | 'judgeModels',
  allowance: Allowance,
): string | undefined => {
  if (settings === undefined || settings.provider === 'extractive') return undefined;
  if (settings.provider !== 'bedrock')
    return `${role}.provider: ${settings.provider} cannot be reached from a deployed stack; take bedrock`;
  return unlisted(`${role}.model`, settings.model ?? '', list, allowance[list]);
};

const ocrProblem = (
  { provider, model, languages }: OcrSettings,
  allowance: Allowance,
): string | undefined => {
  switch (provider) {
    case 'off':
      return undefined;
    case 'textract':
      return allowance.textract
        ? undefined
        : 'ocr.provider: textract is not allowed in this environment; take embedded, or set allowTextract in its file in infra/environments';
    case 'bedrock':
      return unlisted('ocr.model', model ?? '', 'ocrModels', allowance.ocrModels);
    case 'embedded': {
      const missing = languages.find((language) => !allowance.ocrLanguages.includes(language));
      return missing === undefined
        ? undefined
        : `ocr.languages: ${missing} is not deployed (${allowance.ocrLanguages.join(', ')} is); npm install @tesseract.js-data/${missing}, and deploy again`;
    }
  }
};

const unlisted = (
  place: string,
  model: string,
  list: string,
  allowed: readonly string[],
): string | undefined => {
  if (allowed.includes(model)) return undefined;
  const others = allowed.length > 0 ? `take ${allowed.join(' or ')}, or ` : '';
  return `${place}: ${model} is not allowed in this environment; ${others}have it added to ${list} in its file in infra/environments`;
};
