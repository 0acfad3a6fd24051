import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const packages = 'node_modules/@tesseract.js-data';

/** The languages of OCR, with the file of each from the repository's root: whoever installs the package of a language deploys it too. */
export const installedLanguages = (): { readonly language: string; readonly file: string }[] => {
  const root = join(import.meta.dirname, '..');
  return readdirSync(join(root, packages))
    .sort()
    .map((language) => ({
      language,
      file: `${packages}/${language}/4.0.0_best_int/${language}.traineddata.gz`,
    }))
    .filter(({ file }) => existsSync(join(root, file)));
};
