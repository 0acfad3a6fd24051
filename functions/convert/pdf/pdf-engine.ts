import { readFile } from 'node:fs/promises';
import init, { LiteParse, type LiteParseInit } from '@llamaindex/liteparse-wasm';
import { engineFile } from '../engine-file.ts';

/** The engine's code, which a bundle must have beside it. */
export const pdfEngineFile = (): string =>
  engineFile('@llamaindex/liteparse-wasm/pkg/liteparse_wasm_bg.wasm');

export const pdfEngineName = 'liteparse-wasm 2.14.7';

let loading: Promise<unknown> | null = null;

/** A PDF parser; the engine is loaded once, at the first PDF. */
export const pdfParser = async (settings: LiteParseInit): Promise<LiteParse> => {
  loading ??= readFile(pdfEngineFile()).then((code) => init({ module_or_path: code }));
  await loading;
  return new LiteParse({
    quiet: true,
    ocrEnabled: false,
    imageMode: 'off',
    continueOnPageError: true,
    ...settings,
  });
};
