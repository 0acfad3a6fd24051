/**
 * What one section of a format code (ECMA-376 part 1, 18.8.31) says about a number, apart from its digits. A code has a
 * section each for positive numbers, negative ones and zero, or conditions of its own.
 */
export interface FormatSection {
  /** `words` shows no number, but what stands before it. */
  readonly kind: 'general' | 'number' | 'date' | 'duration' | 'words';
  /** Currency, unit or other words, with the blanks between them and the digits. */
  readonly before: string;
  readonly after: string;
  /** What the number is multiplied by before it is shown: 100 for percent, a thousandth for each comma at the end. */
  readonly factor: number;
  /** Null where the format does not fix them. */
  readonly decimals: number | null;
  /** Of a date: whether it is shown to the day, the month or the year. */
  readonly precision: 'day' | 'month' | 'year';
  readonly holds: ((value: number) => boolean) | null;
}

const piece =
  /"(?<quoted>[^"]*)"|\\(?<escaped>.)|[_*].|\[(?<bracket>[^\]]*)\]|(?<general>General)|(?<unfixed>AM\/PM|A\/P|E[+-])|(?<date>[ymdhs]+)|(?<placeholders>[0#?.,/]+)|(?<other>[^;])|;/giu;

/** The sections of a format code in their order. The one for text, which numbers never use, is among them. */
export const formatSections = (code: string): FormatSection[] => {
  const sections: FormatSection[] = [];
  let section = openSection();
  for (const match of code.matchAll(piece)) {
    if (match[0] === ';') {
      sections.push(section.close());
      section = openSection();
    } else section.add(match);
  }
  return [...sections, section.close()];
};

/** A section that has said nothing yet. */
const openSection = () => {
  const literals: [before: string, after: string] = ['', ''];
  let digits = '';
  let dateParts = '';
  let elapsed = '';
  let percents = 0;
  let isFixed = true;
  let isGeneral = false;
  let holds: FormatSection['holds'] = null;
  const say = (text: string): void => {
    literals[digits === '' && !isGeneral ? 0 : 1] += text;
  };
  return {
    add({ groups = {} }: RegExpMatchArray) {
      const { quoted, escaped, bracket, general, unfixed, date, placeholders, other } = groups;
      if (bracket !== undefined) {
        const currency = /^\$([^-]*)/.exec(bracket)?.[1];
        if (currency) say(currency);
        else if (/^(h+|m+|s+)$/i.test(bracket)) elapsed = bracket;
        else holds = conditionOf(bracket) ?? holds;
      } else if (general) isGeneral = true;
      else if (unfixed) isFixed = false;
      else if (date) dateParts += date.toLowerCase();
      else if (placeholders) digits += placeholders;
      else {
        if (other === '%') percents += 1;
        say(quoted ?? escaped ?? other ?? '');
      }
    },
    close(): FormatSection {
      const hasDigits = /[0#?]/.test(digits);
      const [before, after] = literals.map(unitOf) as typeof literals;
      const thousands = /,+(?=$|\.)/.exec(digits)?.[0].length ?? 0;
      const decimals = /\.([0#?]*)/.exec(digits)?.[1]?.length ?? 0;
      return {
        kind: elapsed
          ? 'duration'
          : dateParts
            ? 'date'
            : isGeneral
              ? 'general'
              : hasDigits
                ? 'number'
                : 'words',
        before,
        after,
        factor: 100 ** percents / 1000 ** thousands,
        decimals: hasDigits && isFixed && !digits.includes('/') ? decimals : null,
        precision:
          !/y/.test(dateParts) || /[dhs]/.test(dateParts) ? 'day' : /m/.test(dateParts) ? 'month' : 'year',
        holds,
      };
    },
  };
};

/** Of what stands around a number, the part that is not its sign: negative numbers may stand in brackets. */
const signMarks = /[()]|(?<!\p{L})[+-]|[+-](?!\p{L})/gu;

/** Digits that a format writes of itself would make another number of the one that they stand beside. */
const unitOf = (literal: string): string =>
  /[\p{L}\p{Sc}%‰°]/u.test(literal) && !/\d/.test(literal) ? literal.replace(signMarks, '') : '';

const conditionOf = (bracket: string): FormatSection['holds'] => {
  const [, operator = '', bound] = /^(<=|>=|<>|<|>|=)(-?[\d.]+)$/.exec(bracket) ?? [];
  const limit = Number(bound);
  return comparisons[operator]?.(limit) ?? null;
};

const comparisons: Record<string, (limit: number) => (value: number) => boolean> = {
  '<': (limit) => (value) => value < limit,
  '>': (limit) => (value) => value > limit,
  '<=': (limit) => (value) => value <= limit,
  '>=': (limit) => (value) => value >= limit,
  '=': (limit) => (value) => value === limit,
  '<>': (limit) => (value) => value !== limit,
};
