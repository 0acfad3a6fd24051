import { createHash } from 'node:crypto';

/** SHA-256 as 64 lower-case hex digits. Strings are hashed as UTF-8. */
export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

/** JSON with object keys sorted at every level, so that equal values have equal text and hence equal hashes. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    isPlainObject(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a text falls between 0 (inclusive) and 1 (exclusive): a decision by it is stable and looks drawn by lot. */
export const positionOf = (text: string): number => Number.parseInt(sha256(text).slice(0, 8), 16) / 2 ** 32;

/** A short name for content: the first 16 hex digits (64 bits) of the hash of the canonical JSON. */
export const contentId = (value: unknown): string => sha256(canonicalJson(value)).slice(0, 16);
