import { deflateSync } from 'node:zlib';
import type { PageImage } from '#shared/ports/page-reader.ts';

/** A picture with its pixels packed as PDF takes them. */
export interface EncodedPicture {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** 1 grey, 3 red, green and blue, 4 the colours of print. */
  readonly components: number;
  readonly filter: 'FlateDecode' | 'DCTDecode';
  readonly bytes: Uint8Array;
}

export const greyPicture = ({ width, height, grey }: PageImage): EncodedPicture => ({
  width,
  height,
  components: 1,
  filter: 'FlateDecode',
  bytes: deflateSync(grey, { level: 1 }),
});

/** A picture as the only thing on a page, whose size is in points (1/72 inch). */
export interface PicturePage {
  readonly picture: EncodedPicture;
  readonly width: number;
  readonly height: number;
}

/** Pictures as the pages of a PDF (ISO 32000-1), so that they go the way of every scan. */
export const picturePdf = (pages: readonly PicturePage[]): Uint8Array => {
  const objects: Uint8Array[][] = [
    [latin('<< /Type /Catalog /Pages 2 0 R >>')],
    [
      latin(
        `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${3 + index * 3} 0 R`).join(' ')}] >>`,
      ),
    ],
  ];
  for (const { picture, width, height } of pages) {
    const own = objects.length + 1;
    const content = latin(`q ${width} 0 0 ${height} 0 0 cm /Picture Do Q`);
    objects.push(
      [
        latin(
          `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${own + 1} 0 R /Resources << /XObject << /Picture ${own + 2} 0 R >> >> >>`,
        ),
      ],
      streamOf('', content),
      streamOf(
        `/Type /XObject /Subtype /Image /Width ${picture.width} /Height ${picture.height} ${coloursOf(picture)} /BitsPerComponent 8 /Filter /${picture.filter}`,
        picture.bytes,
      ),
    );
  }
  return assemble(objects);
};

/** JPEG files in the colours of print hold them upside down, as Adobe began. */
const coloursOf = ({ components }: EncodedPicture): string => {
  if (components === 4) return '/ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0]';
  return `/ColorSpace /Device${components === 1 ? 'Gray' : 'RGB'}`;
};

const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const streamOf = (entries: string, body: Uint8Array): Uint8Array[] => [
  latin(`<< ${entries} /Length ${body.length} >>\nstream\n`),
  body,
  latin('\nendstream'),
];

/** Numbers the objects from 1 and writes the table that says where each begins. */
const assemble = (objects: readonly (readonly Uint8Array[])[]): Uint8Array => {
  const parts = [latin('%PDF-1.4\n')];
  let length = (parts[0] as Uint8Array).length;
  const write = (part: Uint8Array): void => {
    parts.push(part);
    length += part.length;
  };
  const starts: number[] = [];
  for (const [index, object] of objects.entries()) {
    starts.push(length);
    write(latin(`${index + 1} 0 obj\n`));
    for (const part of object) write(part);
    write(latin('\nendobj\n'));
  }
  const table = length;
  write(
    latin(
      [
        `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`,
        ...starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`),
        `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`,
      ].join(''),
    ),
  );
  return Buffer.concat(parts);
};
