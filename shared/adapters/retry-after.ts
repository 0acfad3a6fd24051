/**
 * How long a server asks us to wait, in seconds: `Retry-After` holds a number of them or a date (RFC 9110, section
 * 10.2.3); fractions, which some servers send, are taken too. Undefined where it says neither.
 */
export const retryAfterSeconds = (header: string | null, now: Date): number | undefined => {
  const value = header?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value);
  // Date.parse takes "-1" and "5 s" for dates, too; every date of HTTP ends in GMT.
  const date = value.endsWith(' GMT') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now.getTime()) / 1000);
};
