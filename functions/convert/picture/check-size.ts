import { RejectedSource } from '../conversion.ts';

/** A sheet of A3 at 600 dots per inch, with some room; whoever declares more wants memory, not reading. */
const maxPixels = 80_000_000;

/** Looks at what a picture says of its size before anything is unpacked. Throws `RejectedSource`. */
export const checkSize = (fileName: string, width: number, height: number): void => {
  if (!(width > 0 && height > 0))
    throw new RejectedSource('corrupt', `${fileName}: the picture has no size; export it again.`);
  if (width * height > maxPixels)
    throw new RejectedSource(
      'too-large',
      `${fileName}: the picture has ${width} × ${height} pixels and ${maxPixels / 1e6} million are taken; scan it at 300 dots per inch.`,
    );
};

export const damaged = (fileName: string, problem: string): RejectedSource =>
  new RejectedSource(
    'corrupt',
    `${fileName}: the picture cannot be opened (${problem}); it is damaged or was cut short, so upload it again.`,
  );
