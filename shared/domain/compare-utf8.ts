/** The order of keys in a bucket: by UTF-8 bytes, which is not JavaScript's order of strings beyond the BMP. */
export const compareUtf8 = (a: string, b: string): number =>
  Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
