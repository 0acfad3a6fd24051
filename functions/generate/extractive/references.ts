import { contentWords, tagsOf } from './english.ts';

/** Words that point at what was said before, whatever it was. */
const pointers =
  /\b(?:this|these|here)\b|(?<!\b(?:is|are|was|were|be) )\bthere\b(?! (?:is|are|was|were|will|may|can|must|has|have|should|might|could|would)\b)|\b(?:can|may|should|must|will|could|might|is|are|has|have|do|does|you|we) also\b|\b(?:if|when|once|whenever) that\b|\bthat (?:kind|sort|type|way|time|point|reason|one|option|\p{L}+(?=[.,;:?!]|$))|\bthose\b(?! (?:who|that|which|whose|of|with|without|in|on|from|for|to|between|\w+(?:ed|ing)\b))|\b(?:for|of|in|to|at|on|with|by|from|than|until|after|before) that\b(?! (?:is|are|which))|\bsuch\b(?! as\b)(?!.*\b(?:that|as)\b)|\binstead\b(?! of)|\bsimilar(?:ly)?\b(?! to\b)|\bthe same(?=[.,;]| (?:thing|way|applies|goes|is|are|problem|principle|rule|holds)\b)(?! way (?:as|that)\b)|\bthe (?:\p{Lu}\p{L}* )+(?:section|chapter|page|table|appendix|figure)\b|\b(?:section|chapter|appendix|table|figure|page) (?:\d|[A-Z]\b)|\bdo(?:ing|es)? so\b|\b(?:likewise|respectively|aforementioned|the (?:former|latter)|herein)\b|^(?:thus|therefore|hence|however|moreover|furthermore|additionally|nevertheless|also|otherwise|again|in addition|conversely|consequently|note)\b/iu;

const expletive =
  /\bit (?:is|was|will be|would be|may be|might be|seems|takes?|rains?|makes sense|turns out)\b(?=.*\b(?:to|that|for|long|how)\b)/gi;

/** True for text that points at something which neither it nor the words before it name. */
export const refersBack = (text: string, before = ''): boolean =>
  pointers.test(withoutKnown(text, before)) || hasLoosePronoun(text.replace(expletive, ''), before);

/** "These times" after "closing times" points at what the reader has just read. */
const withoutKnown = (text: string, before: string): string =>
  text.replace(
    /\b(?:this|these|that|those|such) ((?:\p{L}+ )?\p{L}+)/giu,
    (whole, noun: string, at: number) => {
      const known = new Set(contentWords(`${before} ${text.slice(0, at)}`));
      return contentWords(noun).some((word) => known.has(word)) ? noun : whole;
    },
  );

const onePronoun = /^(?:it|its|itself)$/i;
const manyPronoun = /^(?:they|them|their|theirs|themselves)$/i;
const personPronoun = /^(?:he|him|his|she|her|hers)$/i;

const hasLoosePronoun = (text: string, before: string): boolean => {
  let one = false;
  let many = false;
  const see = (terms: ReturnType<typeof tagsOf>): boolean =>
    terms.some(({ word, tags }) => {
      if (onePronoun.test(word)) return !one;
      if (manyPronoun.test(word)) return !many;
      if (personPronoun.test(word)) return !(one || many);
      if (!tags.has('Noun') || tags.has('Pronoun')) return false;
      if (tags.has('Plural')) many = true;
      else one = true;
      // A person of either sex is "they".
      if (
        tags.has('Actor') ||
        tags.has('Person') ||
        /^(?:everybody|everyone|nobody|somebody|someone|anyone|person|passenger|child|member|adult|guest|customer)$/i.test(
          word,
        )
      )
        many = true;
      return false;
    });
  see(tagsOf(before));
  return see(tagsOf(text));
};
