import { deflateSync } from 'node:zlib';

interface SmallPng {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and opacity, 6 RGB and opacity (PNG, 11.2.1). */
  readonly colourType?: number;
  /** The bytes of the lines, without their filters. */
  readonly lines?: readonly (readonly number[])[];
  readonly palette?: readonly number[];
}

/** A PNG written by hand; what it declares need not be true. */
export const aPng = ({ width, height, depth = 8, colourType = 0, lines = [], palette }: SmallPng) => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourType], 8);
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001A\n', 'latin1'),
    chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', Buffer.from(palette))] : []),
    chunk('IDAT', deflateSync(Buffer.from(lines.flatMap((line) => [0, ...line])))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const chunk = (type: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)]);
};

export type Tags = Readonly<Record<number, number>>;

/** A TIFF of grey pages without compression, each with its pixels; `tags` are added to a page or take a tag's place. */
export const aTiff = (
  pages: readonly { readonly width: number; readonly grey: readonly number[]; readonly tags?: Tags }[],
  { isCircular = false } = {},
): Buffer => {
  const parts: Buffer[] = [Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0])];
  let at = 8;
  for (const [index, { width, grey, tags = {} }] of pages.entries()) {
    const own = { 256: width, 257: grey.length / width, 258: 8, 259: 1, 262: 1, 277: 1, 279: grey.length };
    const size = 2 + 12 * Object.keys({ ...own, 273: 0, ...tags }).length + 4;
    const entries = Object.entries({ ...own, 273: at + size, ...tags });
    const directory = Buffer.alloc(size);
    directory.writeUInt16LE(entries.length, 0);
    for (const [place, [tag, value]] of entries.entries()) {
      directory.writeUInt16LE(Number(tag), 2 + place * 12);
      directory.writeUInt16LE(4, 4 + place * 12);
      directory.writeUInt32LE(1, 6 + place * 12);
      directory.writeUInt32LE(value, 10 + place * 12);
    }
    at += size + grey.length;
    directory.writeUInt32LE(index < pages.length - 1 ? at : isCircular ? 8 : 0, size - 4);
    parts.push(directory, Buffer.from(grey));
  }
  return Buffer.concat(parts);
};
