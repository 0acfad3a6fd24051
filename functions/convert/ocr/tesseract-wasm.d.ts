/** The part that we use of a package whose own types its `exports` hide. */
declare module 'tesseract-wasm' {
  export interface TextItem {
    rect: { left: number; top: number; right: number; bottom: number };
    confidence: number;
    text: string;
  }

  export class OCREngine {
    loadModel(model: Uint8Array): void;
    loadImage(image: { width: number; height: number; data: Uint8ClampedArray }): void;
    clearImage(): void;
    getTextBoxes(unit: 'line' | 'word'): TextItem[];
    getOrientation(): { rotation: number; confidence: number };
  }

  export const createOCREngine: (options: { wasmBinary: Uint8Array }) => Promise<OCREngine>;
  export const supportsFastBuild: () => boolean;
}
