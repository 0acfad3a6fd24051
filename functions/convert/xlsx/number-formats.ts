import { childOf, elementsOf, type XmlElement } from '../text/parse-xml.ts';
import { dateText, durationText } from './date-text.ts';
import { type FormatSection, formatSections } from './format-code.ts';

export interface NumberWriter {
  /** `isComputed` is the result of a formula, whose last digits nobody wrote. */
  write(value: number, style: number, isComputed: boolean): string;
  /** How many results of formulas were given fewer digits than are stored. */
  roundedCount(): number;
}

/** ECMA-376 part 1, 18.8.30: the formats that are built in, as far as they say more than digits. */
const builtIn = new Map<number, string>([
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [9, '0%'],
  [10, '0.00%'],
  [17, 'mmm-yy'],
  [37, '#,##0'],
  [38, '#,##0'],
  [39, '#,##0.00'],
  [40, '#,##0.00'],
  [46, '[h]:mm:ss'],
  ...[
    14, 15, 16, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 34, 35, 36, 45, 47, 50, 51, 52, 53, 54, 55, 56, 57,
    58,
  ].map((id): [number, string] => [id, 'yyyy-mm-dd h:mm']),
]);

/**
 * Writes numbers as their cells say them: with percent, currency and unit, dates as ISO dates. The digits are those that
 * are stored, without grouping and padding; only the result of a formula is rounded to the decimals that are shown.
 */
export const numberWriter = (styles: XmlElement | null, is1904: boolean): NumberWriter => {
  const custom = new Map(
    elementsOf(childOf(styles ?? undefined, 'numFmts')).map(({ attributes }) => [
      Number(attributes.numFmtId),
      attributes.formatCode ?? '',
    ]),
  );
  const sectionsOf = new Map<string, FormatSection[]>();
  const formats = elementsOf(childOf(styles ?? undefined, 'cellXfs')).map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0);
    const code = custom.get(id) ?? builtIn.get(id) ?? 'General';
    if (!sectionsOf.has(code)) sectionsOf.set(code, formatSections(code));
    return sectionsOf.get(code) ?? [];
  });
  let rounded = 0;

  const digitsOf = (value: number, decimals: number | null): string => {
    const stored = plainNumber(value);
    if (decimals === null) return stored;
    const shown = plainNumber(Number(value.toFixed(Math.min(decimals, 20))));
    if (shown === stored || Number(shown) === 0) return stored;
    rounded += 1;
    return shown;
  };

  return {
    write(value, style, isComputed) {
      const section = chooseSection(formats[style] ?? [], value);
      if (!section) return plainNumber(value);
      const { kind, before, after, factor, decimals, precision } = section;
      if (kind === 'duration') return durationText(value);
      if (kind === 'date') return dateText(value, { is1904, precision }) ?? plainNumber(value);
      if (kind === 'words') return before.trim() || plainNumber(value);
      const digits = digitsOf(Math.abs(value) * factor, isComputed ? decimals : null);
      return `${value < 0 ? '-' : ''}${before.trimStart()}${digits}${after.trimEnd()}`;
    },
    roundedCount: () => rounded,
  };
};

/** ECMA-376 part 1, 18.8.31: without conditions, the second section is for negative numbers and the third for zero. */
const chooseSection = (sections: readonly FormatSection[], value: number): FormatSection | undefined => {
  const [first, second, third] = sections;
  if (sections.some(({ holds }) => holds !== null))
    return sections.find(({ holds }) => holds === null || holds(value)) ?? first;
  if (value < 0) return second ?? first;
  return (value === 0 ? third : first) ?? first;
};

/** Fifteen digits are what a sheet shows; more is the noise of binary fractions. */
const plainNumber = (value: number): string =>
  String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
