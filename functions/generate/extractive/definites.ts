import { contentWords, tagsOf } from './english.ts';

/** What everybody knows which one is meant. */
const known =
  /^(?:world|internet|web|law|public|future|past|present|time|day|year|month|week|end|beginning|start|weather|government|state|police|cabin|airport|gate|staff|sun|earth|moon|sky|environment|rules|authorities|case|event|way|fact|minimum|maximum|number|amount|most|least|best|whole)s?$/i;

const continues = /^(?:of|for|that|which|who|whose|where|when|with|from|between|under|per|without)$/i;

/**
 * The nouns of "the fee", "the form" where nothing says which one: neither what follows ("the fee for a change"), nor a name in
 * the phrase, nor the words before it, `before` among them.
 */
export const openDefinites = (text: string, before = ''): string[] => {
  const terms = tagsOf(text);
  const said = contentWords(before);
  const open: string[] = [];
  for (const [index, { word }] of terms.entries()) {
    if (word.toLowerCase() === 'the') {
      const phrase = phraseAfter(terms, index + 1);
      const noun = phrase.at(-1);
      const next = terms[index + 1 + phrase.length];
      const isClosed = phrase.at(-1)?.endsPhrase === true || next === undefined;
      const isNamed = phrase.some(
        ({ word: part, tags }) =>
          /^\p{Lu}/u.test(part) || tags.has('Superlative') || (tags.has('Value') && !tags.has('Ordinal')),
      );
      const isFollowed =
        !isClosed &&
        next !== undefined &&
        (continues.test(next.word) ||
          /^(?:used|given|named|called|shown|made|paid|booked|held|set)$/.test(next.word));
      if (
        noun !== undefined &&
        !isNamed &&
        !isFollowed &&
        !known.test(noun.word) &&
        !contentWords(noun.word).some((stem) => said.includes(stem))
      )
        open.push(noun.word);
    }
    said.push(...contentWords(word));
  }
  return open;
};

type Term = ReturnType<typeof tagsOf>[number];

/** The adjectives and nouns from here to the end of the noun phrase. */
const phraseAfter = (terms: readonly Term[], from: number): Term[] => {
  const phrase: Term[] = [];
  let hasNoun = false;
  for (const term of terms.slice(from)) {
    const { tags } = term;
    const isNoun = tags.has('Noun') && !tags.has('Pronoun');
    const isBefore =
      !hasNoun &&
      (tags.has('Adjective') ||
        tags.has('Value') ||
        tags.has('PastTense') ||
        tags.has('Gerund') ||
        tags.has('Infinitive'));
    if (!isNoun && !isBefore) break;
    hasNoun ||= isNoun;
    phrase.push(term);
    if (term.endsPhrase) break;
  }
  return phrase;
};
