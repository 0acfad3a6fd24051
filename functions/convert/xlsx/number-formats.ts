import { childOf, elementsOf, type XmlElement } from '../text/parse-xml.ts';

/** ECMA-376 part 1, 18.8.30: the formats that are built in and show a date or a time. */
const builtInDates = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56,
  57, 58,
]);
const dayMilliseconds = 86_400_000;

/** Reads which cell styles show a number as a date, and makes a writer of numbers from it. */
export const numberWriter = (styles: XmlElement | null, is1904: boolean) => {
  const custom = new Map(
    elementsOf(childOf(styles ?? undefined, 'numFmts')).map(({ attributes }) => [
      Number(attributes.numFmtId),
      isDateFormat(attributes.formatCode ?? ''),
    ]),
  );
  const isDate = elementsOf(childOf(styles ?? undefined, 'cellXfs')).map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0);
    return custom.get(id) ?? builtInDates.has(id);
  });
  return (value: number, style: number): string =>
    isDate[style] ? dateText(value, is1904) : plainNumber(value);
};

const isDateFormat = (code: string): boolean =>
  /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|General/gi, ''));

/** Fifteen digits are what a sheet shows; more is the noise of binary fractions. */
const plainNumber = (value: number): string =>
  String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));

/** Day 60 of the 1900 calendar never was: the days before it are one too high. */
const dateText = (serial: number, is1904: boolean): string => {
  if (serial < 0 || serial > 2_958_466) return plainNumber(serial);
  const days = is1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const date = new Date(Date.UTC(1899, 11, 30) + Math.round(days * dayMilliseconds));
  const [day = '', time = ''] = date.toISOString().split('T');
  const clock = time.slice(0, 8).replace(/:00$/, '');
  if (serial < 1) return clock;
  return Number.isInteger(serial) ? day : `${day} ${clock}`;
};
