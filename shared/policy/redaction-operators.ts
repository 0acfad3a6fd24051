import type { Operator } from './pack-schema.ts';
import type { PlaceholderLedger } from './placeholders.ts';

export interface Replaceable {
  readonly entity: string;
  /** The match as detectors read it. */
  readonly value: string;
  /** Its keyed hash, 64 hex digits. */
  readonly hash: string;
}

/** What stands in place of a match. An operator that finds nothing to keep falls back to a placeholder. */
export const replacementFor = (operator: Operator, match: Replaceable, ledger: PlaceholderLedger): string => {
  const asPlaceholder = () => ledger.placeholderFor(match.entity, match.value);
  switch (operator.operator) {
    case 'replace':
      return asPlaceholder();
    case 'hash':
      return `[${match.entity}_#${match.hash.slice(0, 12)}]`;
    case 'mask':
      return mask(match.value, operator.keepLast) ?? asPlaceholder();
    case 'generalize':
      return generalize[operator.to](match.value, operator.earliest) ?? asPlaceholder();
  }
};

/** At most a third of the letters and digits stay, so that a short secret is not shown by its mask. */
const mask = (value: string, keepLast: number): string | undefined => {
  const characters = value.match(/[\p{L}\p{N}]/gu) ?? [];
  const kept = Math.min(keepLast, Math.floor(characters.length / 3));
  if (characters.length < 4) return undefined;
  return '*'.repeat(characters.length - kept) + characters.slice(characters.length - kept).join('');
};

type Generalize = (value: string, earliest?: number) => string | undefined;
const generalize: Record<'year' | 'zip3' | 'age-band' | 'state', Generalize> = {
  year: (value, earliest = 0) => {
    const year = /(?<!\d)(?:1[89]|20)\d\d(?!\d)/.exec(value)?.[0];
    return year === undefined || Number(year) < earliest ? undefined : year;
  },
  /** 45 CFR 164.514(b)(2)(i)(B): the first three digits stay unless fewer than 20,000 people live there. */
  zip3: (value) => {
    const prefix = /\d{3}/.exec(value)?.[0];
    return prefix === undefined ? undefined : `${sparselyPopulated.has(prefix) ? '000' : prefix}**`;
  },
  'age-band': (value) => (/\d/.test(value) ? '90 or older' : undefined),
  state: (value) => /,\s*([A-Z]{2})(?![A-Za-z])/.exec(value)?.[1],
};

/**
 * The three-digit areas of 20,000 people or fewer by the census of 2000, as listed in the guidance of the Department of
 * Health and Human Services on de-identification (2012).
 */
const sparselyPopulated: ReadonlySet<string> = new Set([
  '036',
  '059',
  '063',
  '102',
  '203',
  '556',
  '692',
  '790',
  '821',
  '823',
  '830',
  '831',
  '878',
  '879',
  '884',
  '890',
  '893',
]);
