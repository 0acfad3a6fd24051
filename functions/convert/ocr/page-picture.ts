import { decode } from 'fast-png';
import type { PageImage } from '#shared/ports/page-reader.ts';
import { toGrey } from '../picture/to-grey.ts';

/** A page as the PDF engine draws it, in grey. */
export const pagePicture = (png: Uint8Array): PageImage => {
  const { width, height, channels, data } = decode(png);
  return { width, height, grey: toGrey({ width, height, channels, data }) };
};

/** Ink is so much darker than the paper, which is what most of a page shows. */
const inkContrast = 48;
const maxInkShare = 0.0005;

/** True for a page without ink, for example the back of a sheet; a page number alone does not count as ink. */
export const isBlank = ({ grey }: PageImage): boolean => {
  const counts = new Uint32Array(256);
  for (const level of grey) counts[level] = (counts[level] as number) + 1;
  let darker = 0;
  let paper = 0;
  while (paper < 255 && darker + (counts[paper] as number) <= grey.length / 2) {
    darker += counts[paper] as number;
    paper += 1;
  }
  const ink = counts.subarray(0, Math.max(0, paper - inkContrast)).reduce((sum, count) => sum + count, 0);
  return ink <= grey.length * maxInkShare;
};
