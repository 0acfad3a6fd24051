import { sha256 } from '../domain/hash.ts';

/**
 * A code for the tags around a text that is data and no instruction. The text cannot close them: its author would have to
 * know the hash of the text that holds it.
 */
export const tagCode = (text: string): string => sha256(text).slice(0, 12);
