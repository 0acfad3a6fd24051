const numbers = new Intl.NumberFormat('en');
const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

export const formatCount = (count: number): string => numbers.format(count);

/** `1 pair`, `2 pairs`. */
export const countOf = (count: number, noun: string): string =>
  `${formatCount(count)} ${count === 1 ? noun : `${noun}s`}`;

/** In whole percent, but 100 % only for all of it and 0 % only for none. */
export const formatShare = (part: number, whole: number): string => {
  if (whole === 0) return '–';
  const percent = Math.round((100 * part) / whole);
  if (percent === 0 && part > 0) return '<1 %';
  if (percent === 100 && part < whole) return '>99 %';
  return `${percent} %`;
};

/** In decimal units, as object stores bill them. */
export const formatBytes = (bytes: number): string => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${threeDigits.format(bytes / 1000 ** power)} ${units[power]}`;
};
