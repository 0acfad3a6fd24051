import { readFile } from 'node:fs/promises';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { engineFile } from '../engine-file.ts';

/** The memory of the engine, which the package's own types leave out; other arrays after it has grown. */
export interface Heaps {
  readonly HEAPU8: Uint8Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPF64: Float64Array;
}

/** PDFium's own functions (public/fpdfview.h, fpdf_text.h, fpdf_edit.h). */
export type Pdfium = WrappedPdfiumModule & { readonly pdfium: Heaps };

let loading: Promise<Pdfium> | null = null;

const load = async (): Promise<Pdfium> => {
  const code = await readFile(engineFile('@embedpdf/pdfium/dist/pdfium.wasm'));
  const engine = await init({ wasmBinary: new Uint8Array(code).buffer });
  engine.PDFiumExt_Init();
  return engine as Pdfium;
};

export const pdfium = (): Promise<Pdfium> => {
  loading ??= load();
  return loading;
};
