import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { createOCREngine, type OCREngine, supportsFastBuild } from 'tesseract-wasm';
import type { PageWord, Rotation } from '#shared/domain/page-reading.ts';
import type { PageImage } from '#shared/ports/page-reader.ts';
import { engineFile, findEngineFile } from '../engine-file.ts';
import { isLegible, legibilityOfWords, legibilityScore } from './legibility.ts';
import { turnUpright } from './turn-upright.ts';

export const tesseractName = 'tesseract-wasm 0.11.0';

/** The integer models of the project's "best" set: a quarter of the size at almost its quality. */
const languageFile = (language: string): string =>
  `@tesseract.js-data/${language}/4.0.0_best_int/${language}.traineddata.gz`;

export const isLanguageInstalled = (language: string): boolean =>
  findEngineFile(languageFile(language)) !== undefined;

interface Attempt {
  readonly rotation: Rotation;
  readonly words: PageWord[];
}

/** Fewer words than this tell nothing about which way is up. */
const minWordsToTurn = 8;

/**
 * Reads a picture upright as the engine finds it. Its guess rests on the ascenders of Latin lower-case letters, so when
 * nothing legible comes of it the other ways are tried too, and then the next language.
 */
export const readWithTesseract = async (image: PageImage, languages: readonly string[]): Promise<Attempt> => {
  let best: Attempt = { rotation: 0, words: [] };
  for (const language of languages) {
    const engine = await engineFor(language);
    for (const attempt of attempts(engine, image)) {
      if (scoreOf(attempt) > scoreOf(best)) best = attempt;
      if (isLegible(legibilityOfWords(best.words))) return best;
    }
  }
  return best;
};

const scoreOf = ({ words }: Attempt): number => legibilityScore(legibilityOfWords(words));

function* attempts(engine: OCREngine, image: PageImage): Generator<Attempt> {
  load(engine, image);
  const guess = engine.getOrientation().rotation as Rotation;
  const first = { rotation: guess, words: wordsAt(engine, image, guess) };
  yield first;
  if (first.words.length < minWordsToTurn) return;
  for (const rotation of [0, 90, 180, 270] as const)
    if (rotation !== guess) yield { rotation, words: wordsAt(engine, image, rotation) };
}

const wordsAt = (engine: OCREngine, image: PageImage, rotation: Rotation): PageWord[] => {
  load(engine, turnUpright(image, rotation));
  const items = engine.getTextBoxes('word');
  engine.clearImage();
  return items
    .map(({ text, rect, confidence }) => ({ text: text.trim(), ...rect, confidence }))
    .filter(({ text, confidence }) => text !== '' && (/[\p{L}\p{N}]/u.test(text) || confidence >= 0.6));
};

const load = (engine: OCREngine, { width, height, grey }: PageImage): void => {
  const pixels = Uint32Array.from(grey, (level) => 0xff000000 + level * 0x010101);
  engine.loadImage({ width, height, data: new Uint8ClampedArray(pixels.buffer) });
};

const engines = new Map<string, Promise<OCREngine>>();

const engineFor = (language: string): Promise<OCREngine> => {
  const engine = engines.get(language) ?? startEngine(language);
  engines.set(language, engine);
  return engine;
};

const startEngine = async (language: string): Promise<OCREngine> => {
  const build = supportsFastBuild() ? 'tesseract-core.wasm' : 'tesseract-core-fallback.wasm';
  const engine = await createOCREngine({
    wasmBinary: await readFile(engineFile(`tesseract-wasm/dist/${build}`)),
  });
  engine.loadModel(gunzipSync(await readFile(engineFile(languageFile(language)))));
  return engine;
};
