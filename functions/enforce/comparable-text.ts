/**
 * A text as it is compared with another: what Unicode, typesetting and markdown write in several ways becomes one.
 * Letters keep their case, so a quote stays a quote.
 */
export const comparable = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[*`_]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
