import { encode } from 'fast-png';
import type { PageImage } from '../ports/page-reader.ts';

/** A page as PNG, halved until it is no larger than a service takes. */
export const pagePng = (image: PageImage, maxBytes: number): Uint8Array => {
  const png = encode({ width: image.width, height: image.height, data: image.grey, channels: 1, depth: 8 });
  return png.length <= maxBytes ? png : pagePng(halved(image), maxBytes);
};

const halved = ({ width, height, grey }: PageImage): PageImage => {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const levels = new Uint8Array(half.width * half.height);
  for (let y = 0; y < half.height; y += 1)
    for (let x = 0; x < half.width; x += 1) {
      const at = 2 * y * width + 2 * x;
      const right = 2 * x + 1 < width ? 1 : 0;
      const below = 2 * y + 1 < height ? width : 0;
      const sum = [at, at + right, at + below, at + right + below].reduce(
        (all, index) => all + (grey[index] ?? 255),
        0,
      );
      levels[y * half.width + x] = sum / 4;
    }
  return { ...half, grey: levels };
};
