import { compareUtf8 } from '../domain/compare-utf8.ts';

/** The folders right below `folder` that the keys make up, in ascending UTF-8 order. */
export const folderNames = (keys: Iterable<string>, folder: string): string[] => {
  const names = new Set<string>();
  for (const key of keys) {
    if (!key.startsWith(folder)) continue;
    const [name = '', ...rest] = key.slice(folder.length).split('/');
    if (rest.length > 0) names.add(name);
  }
  return [...names].sort(compareUtf8);
};
