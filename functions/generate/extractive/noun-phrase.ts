import { tagsOf } from './english.ts';

const joins = /^(?:of|for|with|from|per|without|to|and|or|between|under|over|in|on|at|by|than)$/i;
const opensNoPhrase =
  /^(?:many|several|some|certain|various|multiple|different|most|few|all|both|any|no|none|each|every|such|another|other|only|even|also|now|here|there|note|see|once|when|if|while|unless|however|usually|normally|often|again|what|which|who|whose|how|why|it|this|that|these|those|they|we|you|i|he|she|one|two|three|four|five|six|more|less|an? (?:number|lot|bit|variety|range|couple|few|set|series) of)\b/i;
const sentenceWords =
  /\b(?:is|are|was|were|be|been|has|have|had|does|do|did|can|could|may|might|must|shall|should|will|would|not|it|they|them|this|that|these|those|there|here|which|who|whom|whose|where|when|if|because|while|whether)\b/i;

/** True for words that are one noun phrase from end to end, which a question can ask about: no clause, no quantity of things. */
export const isNounPhrase = (phrase: string): boolean => {
  if (
    /^\p{Lu}\. /u.test(phrase) ||
    opensNoPhrase.test(phrase) ||
    sentenceWords.test(phrase) ||
    /[;:?!,–—]/.test(phrase)
  )
    return false;
  const terms = tagsOf(phrase.replace(/ \([^()]*\)$/, '').replace(/["“”]/g, ''));
  const [first, last] = [terms[0], terms.at(-1)];
  if (first === undefined || last === undefined) return false;
  if (first.tags.has('Preposition') || first.tags.has('Conjunction') || first.tags.has('Adverb'))
    return false;
  if (joins.test(last.word) || last.tags.has('Adverb') || last.tags.has('Determiner')) return false;
  return terms.every(({ word, tags }, index) => {
    if (tags.has('Adverb'))
      return /^(?:\p{Lu}.*|more|less)$/u.test(word) || terms[index + 1]?.tags.has('Adjective') === true;
    if (tags.has('Conjunction') || tags.has('Preposition')) return joins.test(word);
    return !isFiniteVerb(tags);
  });
};

/** True for a meaning that opens with what kind of thing it is: "a bag that …", "the sale of …"; a clause such as "a bag is …" does not. */
export const namesKind = (meaning: string): boolean =>
  isNounPhrase(
    meaning.split(
      /[,;:(.]| (?:in |for |of |to |by |with )?(?:that|which|who|whose|whom|where|when) | \p{L}+(?:ing|ed) /u,
      1,
    )[0] ?? '',
  );

/** The tagger takes many a noun for an infinitive ("check", "record"); a verb with an ending is one. */
const isFiniteVerb = (tags: ReadonlySet<string>): boolean =>
  tags.has('Modal') ||
  tags.has('Copula') ||
  tags.has('QuestionWord') ||
  (tags.has('PresentTense') && !tags.has('Gerund') && !tags.has('Infinitive'));
