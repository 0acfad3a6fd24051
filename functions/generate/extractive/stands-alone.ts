import { contentWords } from './english.ts';

const opening =
  /^(?:it|its|they|them|their|he|she|his|her|this|these|those|that|such|both|neither|either|here|there|one|others?|another|then|so|thus|hence|the (?:former|latter|same|other|following|above|second|first|third|next|last|rest)|also|instead|otherwise|again|similarly|likewise|finally|first|firstly|second|secondly|third|next|afterwards|for example|for instance|and|or|but|as a result|as such|if so|if not|because of this|like|unlike|yes|no)\b/i;

const reference =
  /\b(?:above|below|following|aforementioned|the (?:former|latter)|herein|hereinafter|(?:see|refer to|as (?:shown|described|listed|explained|noted|mentioned|stated|set out) (?:in|on|by|at|here|earlier|before)|set out in)\b|(?:this|that|these|those|the (?:next|previous|following|last|present|sample|same|new|old|other|two|three)) (?:\w+ )?(?:documents?|sections?|pages?|tables?|figures?|chapters?|guides?|lists?|examples?|pictures?|images?|diagrams?|articles?|paragraphs?|reports?|slides?|cases?)|click here|in this case|such cases?)\b/i;

/** True for a sentence that needs nothing that was said before it. */
export const sentenceStandsAlone = (sentence: string): boolean =>
  !opening.test(sentence) && !reference.test(sentence);

const pronoun =
  /\b(?:it|its|itself|they|them|their|he|him|his|she|her|this|these|those|such|one|ones|so|there|here|neither|either)\b/i;

/**
 * True for a clause whose pronouns, if it has any, can mean something that the clause itself names: at least two words
 * that carry meaning come before the first of them.
 */
export const clauseStandsAlone = (clause: string): boolean => {
  if (
    reference.test(clause) ||
    /^(?:so|not|any|possible|necessary|needed|required|applicable)$/i.test(clause)
  )
    return false;
  const at = clause.search(pronoun);
  if (
    /\b(?:this|these|those|such|so|here|that) (?!\w+ (?:that|which|who))\w/i.test(clause) &&
    !/\bso that\b/.test(clause) &&
    /\b(?:this|these|those|such)\b/i.test(clause)
  )
    return false;
  return at === -1 || contentWords(clause.slice(0, at)).length >= 2;
};

const genericHeading =
  /^(?:introduction|overview|general|summary|about|background|details?|notes?|description|usage|examples?|faq|frequently asked questions|questions and answers|q ?& ?a|contents?|table of contents|appendix|annex|references?|see also|conclusions?|scope|purpose|other|more|further|misc\w*|important|warning|tip|sheet ?\d*|page ?\d+|slide ?\d+|untitled|home|basics?|options?|parameters?|features?|key features|highlights|benefits|getting started|quick ?start|installation|arguments?|methods?|results?|discussion|data|table ?\d*|contact|definitions?|glossary|terms|prerequisites?|configuration|directories|documentation|support|getting help|licen[cs]e)$/i;

/** True for a heading that names what its section is about and can stand inside a question. */
export const isTopic = (heading: string): boolean =>
  heading.length > 2 &&
  heading.split(' ').length <= 8 &&
  !/[?!:]|\p{Extended_Pictographic}/u.test(heading) &&
  !/^(?:from|in|on|at|by|with|using|for|to|see|if|when|how|what|why|where|who|which|can|do|does|is|are|should|must|will|step \d|before you|after you)\b/i.test(
    heading,
  ) &&
  /\p{L}{3}/u.test(heading) &&
  !/^[\p{N}\p{P}\s]+s?$/u.test(heading) &&
  !genericHeading.test(heading);
