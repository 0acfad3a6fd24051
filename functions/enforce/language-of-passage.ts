import { languageOf } from '#shared/language/language-of.ts';
import type { Source } from './gates/gate.ts';

/** A passage has many pairs. */
const passageLanguages = new WeakMap<Source, string | undefined>();

export const languageOfPassage = (passage: Source): string | undefined => {
  if (!passageLanguages.has(passage)) passageLanguages.set(passage, languageOf(passage.text));
  return passageLanguages.get(passage);
};
