import type { Usage } from '#shared/domain/usage.ts';

const numbers = new Intl.NumberFormat('en');
const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

export const formatCount = (count: number): string => numbers.format(count);

/** `1 pair`, `2 pairs`. */
export const countOf = (count: number, noun: string): string =>
  `${formatCount(count)} ${count === 1 ? noun : `${noun}s`}`;

/** To the cent, and small sums to two figures; `price unknown` where a model was called whose price is not known. */
export const formatUsd = (usd: number | null): string => {
  if (usd === null) return 'price unknown';
  if (usd > 0 && usd < 0.0001) return '<$0.0001';
  return usd === 0 || usd >= 0.1 ? `$${usd.toFixed(2)}` : `$${Number(usd.toPrecision(2))}`;
};

/** `12 calls, 24,000 tokens in and 6,000 out, $0.31`. */
export const describeUsage = ({ calls, inputTokens, outputTokens, cacheReadTokens, usd }: Usage): string =>
  calls === 0
    ? 'no calls'
    : `${countOf(calls, 'call')}, ${formatCount(inputTokens)} tokens in${cacheReadTokens > 0 ? ` (${formatCount(cacheReadTokens)} from the prompt cache)` : ''} and ${formatCount(outputTokens)} out, ${formatUsd(usd)}`;

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
