import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * Finds a file that an engine loads at run time (WebAssembly, language data): beside the code when that is a bundle, else
 * in the package that brings it. `packagePath` starts at `node_modules`.
 */
export const engineFile = (packagePath: string): string => {
  const file = findEngineFile(packagePath);
  if (file === undefined) {
    throw new Error(
      `${basename(packagePath)}: found neither beside the code (${here}) nor in node_modules; run npm ci or copy it beside the bundle.`,
    );
  }
  return file;
};

/** As `engineFile`; undefined for a file that nobody has installed. */
export const findEngineFile = (packagePath: string): string | undefined => {
  const beside = join(here, basename(packagePath));
  if (existsSync(beside)) return beside;
  for (let folder = here; ; folder = dirname(folder)) {
    const installed = join(folder, 'node_modules', packagePath);
    if (existsSync(installed)) return installed;
    if (folder === dirname(folder)) return undefined;
  }
};
