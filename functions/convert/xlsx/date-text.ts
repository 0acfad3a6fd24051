const dayMilliseconds = 86_400_000;
const daySeconds = 86_400;
/** The last day of the year 9999. */
const maxSerial = 2_958_466;

/**
 * A count of days as an ISO date, with the time of day where it has one; null where it is none. Day 60 of the 1900
 * calendar never was: the days before it are one too high.
 */
export const dateText = (
  serial: number,
  { is1904, precision }: { readonly is1904: boolean; readonly precision: 'day' | 'month' | 'year' },
): string | null => {
  if (serial < 0 || serial > maxSerial) return null;
  const days = is1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const date = new Date(Date.UTC(1899, 11, 30) + Math.round(days * dayMilliseconds));
  const [day = '', time = ''] = date.toISOString().split('T');
  const clock = time.slice(0, 8).replace(/:00$/, '');
  if (serial < 1) return clock;
  if (precision !== 'day') return day.slice(0, precision === 'month' ? 7 : 4);
  return Number.isInteger(serial) ? day : `${day} ${clock}`;
};

/** A count of days as hours that may be more than a day has: `36:00`. */
export const durationText = (days: number): string => {
  const seconds = Math.round(Math.abs(days) * daySeconds);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[2] === 0 ? parts.slice(0, 2) : parts;
  return (
    (days < 0 ? '-' : '') +
    shown.map((part, index) => String(part).padStart(index === 0 ? 1 : 2, '0')).join(':')
  );
};
