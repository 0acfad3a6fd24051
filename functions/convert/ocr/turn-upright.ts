import type { Rotation } from '#shared/domain/page-reading.ts';
import type { PageImage } from '#shared/ports/page-reader.ts';

/** Turns a picture back that was turned clockwise by `rotation`. */
export const turnUpright = ({ width, height, grey }: PageImage, rotation: Rotation): PageImage => {
  if (rotation === 0) return { width, height, grey };
  const isOnItsSide = rotation !== 180;
  const upright = {
    width: isOnItsSide ? height : width,
    height: isOnItsSide ? width : height,
    grey: new Uint8Array(grey.length),
  };
  for (let y = 0; y < upright.height; y += 1)
    for (let x = 0; x < upright.width; x += 1) {
      const from =
        rotation === 90
          ? x * width + (width - 1 - y)
          : rotation === 180
            ? (height - 1 - y) * width + (width - 1 - x)
            : (height - 1 - x) * width + y;
      upright.grey[y * upright.width + x] = grey[from] as number;
    }
  return upright;
};
