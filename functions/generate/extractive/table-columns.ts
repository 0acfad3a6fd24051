import { tagsOf } from './english.ts';

/** A header that says nothing about its column, as in tables made by hand or by a converter. */
export const placeholderHeader =
  /^(?:(?:column|header|heading|col|field|cell|table|unnamed:?|n°|(?:s(?:l|r|erial)?\.? ?)?no\.?|nr\.?|index|row|#)?[ _]?[A-Z\d]{0,2}|\d+([.,]\d+)*)$/i;

/** A column whose cells are what the first one stands for. */
export const meaningHeader = /^(?:meaning|definition|long form|full form|stands for|full name|explanation)$/i;

/** A column of free text about the row: it is read beside the row's name, and answers no question of its own. */
export const describes =
  /^(?:(?:short |brief )?description|explanation|examples?|notes?|comments?|remarks?|details?|purpose|results?|outputs?|usage|summary|behaviou?r|actions?|effects?|installation|command|syntax|optional|default|type|values?|objective|configuration|function|more info\w*)$/i;

/** A header that does not add anything to what the cell says. */
export const plainHeaders =
  /^(?:name|item|type|field|feature|step|term|key|parameter|option|property|argument|command|attribute|variable|setting|product|model|topic|category|code|id|service|task|stage|subject|what|event|situation|case|action|description|purpose)s?$/i;

/** A header that can follow "the" in a question; "Cancel until" and "In the hold" cannot. */
export const isHeaderPhrase = (column: string): boolean => {
  if (/^(?:what|who|when|where|how|which|why|may|can|must|is|are|do|does)\b/i.test(column)) return false;
  if (column.split(' ').length > 6 || !/^\p{L}/u.test(column) || /[?:/]/.test(column)) return false;
  if (/\b(?:until|after|within|from|before|to|at|of|for|in|on|by|with|is|are)$/i.test(column)) return false;
  const terms = tagsOf(
    column
      .toLowerCase()
      .replace(/\(.*\)/, '')
      .trim(),
  );
  if (terms[0]?.tags.has('Preposition')) return false;
  const isClause = terms.some(
    ({ tags, word }, index) =>
      tags.has('Pronoun') || (index > 0 && tags.has('Verb') && !/(?:ed|ing)$/.test(word)),
  );
  return !isClause;
};

/** A column that names a property, not a place, a year or a class that the rows are crossed with. */
export const isAttribute = (column: string): boolean =>
  isHeaderPhrase(column) &&
  !/\d|\b\p{Lu}$|^\p{Lu}[\p{L}]+ and \p{Lu}|\(/u.test(column) &&
  (measure.test(column) || !tagsOf(column).some(({ tags }) => tags.has('ProperNoun') || tags.has('Place')));

/** Words for what is measured or set, which make good questions. */
export const measure =
  /\b(?:fee|price|cost|rate|amount|limit|allowance|weight|size|charge|compensation|refund|deadline|time|date|period|duration|number|version|address|capacity|distance|area|population|height|length|width|speed|salary|budget|revenue|format|language|country|city|currency|owner|author|licen[cs]e|dose|frequency|range|status|level|score|result|method|size|unit|role|requirement|percentage|share|total|tax|maximum|minimum)s?\b/i;
