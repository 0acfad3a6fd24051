/** A number as written, with every value that it may mean and the unit beside it. */
export interface Quantity {
  readonly text: string;
  /** `1.250` may be one and a quarter or one thousand two hundred and fifty: both are readings. */
  readonly readings: readonly string[];
  readonly unit: string | undefined;
}

const digits = String.raw`\d{1,3}(?:[ \u00a0\u202f'\u2019]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*`;
const numeral = new RegExp(
  String.raw`(?<currency>[$€£¥]|\b(?:usd|eur|gbp|chf|us\$)\s?)?\s?(?<![\p{L}\d.,])(?<digits>${digits})(?:(?:st|nd|rd|th)\b)?(?:[\s-]?(?<scale>hundred|thousand|million|billion|trillion|bn|k|m)\b(?![/²³]))?(?<after>[\s-]?[%°€$£]\s?[cf]?|(?:[\s-]?\p{L}+){0,2})`,
  'giu',
);

/** Every number of `text`, in digits or in words from two up. */
export const quantitiesIn = (text: string): Quantity[] =>
  [...numbersInWords(withPlainPowers(text)).matchAll(numeral)].map((match) => {
    const { currency, digits: written = '', scale, after = '' } = match.groups ?? {};
    const values = readingsOf(written);
    return {
      text: written,
      readings: scale ? [...values, ...values.map((value) => String(Number(value) * scales(scale)))] : values,
      unit: unitOf(currency) ?? unitsAfter(after),
    };
  });

const powerOfTen =
  /(?:(\d+(?:[.,]\d+)?)\s?(?:[×x·⋅*]|\\times|\\cdot)\s?)?(?<![\p{L}\d.,])10(?:([⁺⁻]?[⁰¹²³⁴-⁹]+)|\^[{(]?([+−-]?\d{1,2})(?!\d)[})]?)/giu;
const unraised = /[^⁰¹²³⁴-⁹⁺⁻₀-₉]+/gu;

/**
 * Powers of ten become the numbers that they are. What else is raised or lowered, as in m², CO₂ and the mark of a note, stays
 * apart from the digits before it.
 */
const withPlainPowers = (text: string): string =>
  text
    .replace(powerOfTen, (_, factor: string | undefined, raised: string | undefined, written: string) => {
      const exponent = (raised?.normalize('NFKC') ?? written).replace('−', '-');
      return shifted((factor ?? '1').replace(',', '.'), Number(exponent));
    })
    .replace(unraised, (part) => part.normalize('NFKC'));

/** A decimal number with its point moved to the right, or to the left by a negative number of places. */
const shifted = (decimal: string, places: number): string => {
  const [whole = '', fraction = ''] = decimal.split('.');
  const digits = (whole + fraction).padStart(whole.length + fraction.length + Math.max(0, -places), '0');
  const point = digits.length - fraction.length + places;
  const rest = digits.slice(Math.max(1, point));
  return digits.slice(0, Math.max(1, point)).padEnd(point, '0') + (rest ? `.${rest}` : '');
};

const readingsOf = (written: string): string[] => {
  const compact = written.replace(/[ \u00a0\u202f'\u2019]/g, '');
  const readings = new Set([compact.replaceAll(',', '')]);
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(compact)) readings.add(compact.replace(/[.,]/g, ''));
  const commaDecimal = /^(\d[\d.]*),(\d+)$/.exec(compact);
  if (commaDecimal) readings.add(`${commaDecimal[1]?.replaceAll('.', '')}.${commaDecimal[2]}`);
  return [...readings].map((reading) =>
    /^\d+(?:\.\d+)?$/.test(reading) ? String(Number(reading)) : reading,
  );
};

const scales = (scale: string): number =>
  ({ hundred: 1e2, thousand: 1e3, k: 1e3, million: 1e6, m: 1e6, billion: 1e9, bn: 1e9, trillion: 1e12 })[
    scale.toLowerCase()
  ] ?? 1;

const unitNames: Readonly<Record<string, string>> = {
  '%': '% percent pct',
  '°C': '°c celsius',
  '°F': '°f fahrenheit',
  USD: '$ usd us$ dollar dollars',
  EUR: '€ eur euro euros',
  GBP: '£ gbp',
  JPY: '¥ jpy yen',
  CHF: 'chf franken francs',
  kg: 'kg kgs kilo kilos kilogram kilograms',
  g: 'g gram grams',
  mg: 'mg milligram milligrams',
  lb: 'lb lbs pound pounds',
  oz: 'oz ounce ounces',
  t: 'tonne tonnes',
  km: 'km kms kilometre kilometres kilometer kilometers',
  mi: 'mi mile miles',
  cm: 'cm centimetre centimetres centimeter centimeters',
  mm: 'mm millimetre millimetres millimeter millimeters',
  in: 'inch inches',
  ft: 'ft foot feet',
  yd: 'yard yards',
  L: 'l litre litres liter liters',
  mL: 'ml millilitre millilitres milliliter milliliters',
  second: 'sec secs second seconds',
  minute: 'min mins minute minutes',
  hour: 'h hr hrs hour hours',
  day: 'day days',
  week: 'week weeks',
  month: 'month months',
  year: 'year years yr yrs',
  kB: 'kb kilobyte kilobytes',
  MB: 'mb megabyte megabytes',
  GB: 'gb gigabyte gigabytes',
  TB: 'tb terabyte terabytes',
  ms: 'ms millisecond milliseconds',
  kWh: 'kwh',
  kW: 'kw',
  V: 'volt volts',
  W: 'watt watts',
};
const units: ReadonlyMap<string, string> = new Map(
  Object.entries(unitNames).flatMap(([unit, names]) => names.split(' ').map((name) => [name, unit] as const)),
);

const unitOf = (name: string | undefined): string | undefined =>
  units.get((name ?? '').trim().toLowerCase().replace(/\s/g, ''));

/** The unit may follow an adjective: "7 calendar days". "5 per week" is not five weeks. */
const unitsAfter = (after: string): string | undefined => {
  const symbol = unitOf(after.replace('-', ''));
  const [first = '', second = ''] = after
    .trim()
    .replace(/^-/, '')
    .split(/[\s-]+/);
  if (/^(?:per|a|an|of|or|to|and|in|each|times|out|by|from|for|on)$/i.test(first)) return symbol;
  return symbol ?? unitOf(first) ?? unitOf(second);
};

const smallNumbers =
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const wordValues: ReadonlyMap<string, number> = new Map([
  ['one', 1] as const,
  ...smallNumbers.map((word, index) => [word, index + 2] as const),
  ...tens.map((word, index) => [word, (index + 2) * 10] as const),
]);
const numberWord = new RegExp(
  String.raw`\b(?:(${tens.join('|')})[\s-](one|${smallNumbers.slice(0, 8).join('|')})|${[...tens, ...smallNumbers].join('|')})\b`,
  'giu',
);

const numbersInWords = (text: string): string =>
  text.replace(numberWord, (words: string) =>
    String(
      words
        .toLowerCase()
        .split(/[\s-]/)
        .reduce((sum, word) => sum + (wordValues.get(word) ?? 0), 0),
    ),
  );

const monthNames =
  'january february march april may june july august september october november december'.split(' ');
const monthWord = new RegExp(
  String.raw`\b(?:(?:${monthNames.map((name) => `${name}|${name.slice(0, 3)}\\.?`).join('|')})(?=\s+\d)|(?<=\d(?:st|nd|rd|th)?\s+(?:of\s+)?)(?:${monthNames.map((name) => `${name}|${name.slice(0, 3)}`).join('|')})|(?:${monthNames.filter((name) => !/^ma/.test(name)).join('|')}))\b`,
  'giu',
);

/** The months that a text names, by number, and how it names them; those of numeric dates included. */
export const monthsIn = (text: string): ReadonlyMap<number, string> => {
  const months = new Map<number, string>();
  for (const [name] of text.matchAll(monthWord)) {
    const index = monthNames.findIndex((month) => month.startsWith(name.slice(0, 3).toLowerCase()));
    if (index !== -1) months.set(index + 1, name);
  }
  for (const [date, first, second] of text.matchAll(
    /\b(?:\d{4}[-/.])?(\d{1,2})[-/.](\d{1,2})(?:[-/.]\d{2,4})?\b/g,
  ))
    for (const part of [first, second]) {
      const number = Number(part);
      if (number >= 1 && number <= 12 && !months.has(number)) months.set(number, date);
    }
  return months;
};
