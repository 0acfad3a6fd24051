/** What stands for a match that was replaced: `[EMAIL_1]`, or `[EMAIL_#1f0c…]` where the value was hashed. */
const placeholder = /\[([A-Z][A-Z0-9_]{0,60})_(\d{1,6}|#[0-9a-f]{12})\]/g;

export const placeholdersIn = (text: string): string[] => text.match(placeholder) ?? [];

export const withoutPlaceholders = (text: string): string => text.replace(placeholder, ' ');

/** The kinds of thing that placeholders in `text` stand for. */
export const entitiesOfPlaceholders = (text: string): string[] =>
  [...text.matchAll(placeholder)].map((match) => match[1] ?? '');

/** Blanks placeholders out, length for length, with a character that no detector takes for text. */
export const blankPlaceholders = (text: string): string =>
  text.includes('[') ? text.replace(placeholder, (match) => blank.repeat(match.length)) : text;

/** U+FFFC OBJECT REPLACEMENT CHARACTER. */
export const blank = '\ufffc';

/** Numbers the values of one passage, or of one pair, so that the same value always gets the same placeholder. */
export interface PlaceholderLedger {
  placeholderFor(entity: string, value: string): string;
}

/** Begins after the placeholders that `texts` already hold. */
export const placeholderLedger = (texts: readonly string[]): PlaceholderLedger => {
  const lastNumber = new Map<string, number>();
  for (const text of texts)
    for (const [, entity = '', number = ''] of text.matchAll(placeholder))
      if (!number.startsWith('#'))
        lastNumber.set(entity, Math.max(lastNumber.get(entity) ?? 0, Number(number)));
  const assigned = new Map<string, string>();
  return {
    placeholderFor: (entity, value) => {
      const key = `${entity} ${sameValue(value)}`;
      const known = assigned.get(key);
      if (known) return known;
      const number = (lastNumber.get(entity) ?? 0) + 1;
      lastNumber.set(entity, number);
      assigned.set(key, `[${entity}_${number}]`);
      return `[${entity}_${number}]`;
    },
  };
};

/** Spellings that mean the same thing: case, spaces and punctuation do not make another number or address. */
const sameValue = (value: string): string => value.toLowerCase().replace(/[^\p{L}\p{N}@+]/gu, '');
