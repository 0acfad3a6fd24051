import type { Content } from '../html.ts';

/** The last part of a source's address, as a person knows the file; the whole address where it has no parts. */
export const documentName = (sourceUri: string): Content => {
  const name = sourceUri.split('/').at(-1);
  return name ? decoded(name) : sourceUri;
};

/** `file:` addresses are percent-encoded, those of buckets are not and may hold any `%`. */
const decoded = (name: string): string => {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};
