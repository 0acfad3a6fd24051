export interface Samples {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey and opacity, 3 red, green and blue, 4 the same and opacity. */
  readonly channels: number;
  readonly data: Uint8Array | Uint8ClampedArray | Uint16Array;
  /** The value of white. */
  readonly white?: number;
}

/** Colour tells OCR nothing, and costs three bytes for one. What shows through shows white paper. */
export const toGrey = ({ width, height, channels, data, white = 255 }: Samples): Uint8Array => {
  const grey = new Uint8Array(width * height);
  const hasOpacity = channels % 2 === 0;
  for (let at = 0; at < grey.length; at += 1) {
    const from = at * channels;
    const level =
      channels < 3
        ? (data[from] as number)
        : 0.299 * (data[from] as number) +
          0.587 * (data[from + 1] as number) +
          0.114 * (data[from + 2] as number);
    const opacity = hasOpacity ? (data[from + channels - 1] as number) / white : 1;
    grey[at] = Math.round(((level * opacity) / white + 1 - opacity) * 255);
  }
  return grey;
};
