import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * Finds a file that an engine loads at run time (WebAssembly, language data): beside the code when that is a bundle, else
 * in the package that brings it. `packagePath` starts at `node_modules`.
 */
export const engineFile = (packagePath: string): string => {
  const name = packagePath.slice(packagePath.lastIndexOf('/') + 1);
  const beside = join(here, name);
  if (existsSync(beside)) return beside;
  for (let folder = here; ; folder = dirname(folder)) {
    const installed = join(folder, 'node_modules', packagePath);
    if (existsSync(installed)) return installed;
    if (folder === dirname(folder)) {
      throw new Error(
        `${name}: found neither beside the code (${here}) nor in node_modules; run npm ci or copy it beside the bundle.`,
      );
    }
  }
};
