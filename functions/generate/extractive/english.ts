import nlp from 'compromise/three';

interface Term {
  readonly word: string;
  /** Of compromise, for example `Noun` or `Gerund`. */
  readonly tags: ReadonlySet<string>;
  /** A comma, a bracket or a full stop follows. */
  readonly endsPhrase: boolean;
}

export const tagsOf = (phrase: string): Term[] =>
  (nlp(phrase).json() as { terms: { text: string; tags: string[]; post: string }[] }[])
    .flatMap(({ terms }) => terms)
    .map(({ text, tags, post }) => ({ word: text, tags: new Set(tags), endsPhrase: /[^\s]/.test(post) }));

export const upperFirst = (phrase: string): string => phrase.charAt(0).toUpperCase() + phrase.slice(1);

/**
 * Takes the capital off a phrase that opened a sentence or a heading. A word keeps it when it is a name, an acronym or
 * mixed case; that it is none of these is believed when the text writes it small elsewhere.
 */
export const lowerFirst = (phrase: string, text: string): string => {
  const [first = ''] = phrase.split(/[\s-]/, 1);
  if (!/^\p{Lu}[\p{Ll}’']*$/u.test(first))
    return phrase === 'A' || first === 'A' ? `a${phrase.slice(1)}` : phrase;
  const small = first.toLowerCase();
  if (/^(?:An?|The)$/.test(first)) return small + phrase.slice(first.length);
  if (/^\S+ \p{Lu}\p{Ll}/u.test(phrase)) return phrase;
  if (!isSmallElsewhere(small, text) && (isCapitalInside(first, text) || isName(phrase))) return phrase;
  return small + phrase.slice(first.length);
};

/** As `lowerFirst`, for every word of a heading that is written In Title Case or IN CAPITALS. */
export const lowerHeading = (heading: string, headedText: string): string => {
  const text = headedText.replace(/^(?:#{1,6} |\|).*$/gm, '');
  if (isAllCapitals(heading))
    return heading
      .split(' ')
      .map((word) => (isCapitalInside(word, text) ? word : word.toLowerCase()))
      .join(' ');
  const words = heading.split(' ');
  const [, ...others] = words.filter((word) => /^\p{L}{4,}/u.test(word));
  const isTitleCase = others.length > 0 && others.every((word) => /^\p{Lu}/u.test(word));
  if (!isTitleCase) return lowerFirst(heading, text);
  // "Zone A" is a name.
  const isLetter = (word = '') => /^\p{Lu}$/u.test(word);
  return words
    .map((word, index) =>
      isLetter(words[index + 1]) || (index > 0 && isLetter(word)) ? word : lowerTitleWord(word, text),
    )
    .join(' ');
};

const lowerTitleWord = (word: string, text: string): string => {
  if (isSmallElsewhere(word.toLowerCase(), text)) return word.toLowerCase();
  const isPlain = /^\p{Lu}[\p{Ll}’'-]*$/u.test(word);
  return isPlain && !isCapitalInside(word, text) && !isName(word) ? word.toLowerCase() : word;
};

/** A heading set in capitals, which says nothing of how its words are written; a lone acronym is not one. */
const isAllCapitals = (heading: string): boolean => !/\p{Ll}/u.test(heading) && /\p{Lu}{6}/u.test(heading);

const isSmallElsewhere = (word: string, text: string): boolean =>
  new RegExp(`(?<![\\p{L}./@-])${pattern(word)}(?![\\p{L}/@-]|\\.\\p{L})`, 'u').test(text);

/** Written with a capital in the middle of a sentence. */
const isCapitalInside = (word: string, text: string): boolean =>
  new RegExp(`[\\p{Ll},] ${pattern(word)}(?!\\p{L})`, 'u').test(text);

const pattern = (word: string): string => word.replace(/[^\p{L}]/gu, '.');

const isName = (phrase: string): boolean => {
  if (/^\S+ (?:\p{Lu}|\d+(?: |$))/u.test(phrase)) return true;
  const first = tagsOf(phrase)[0];
  return (
    first === undefined ||
    first.tags.has('ProperNoun') ||
    first.tags.has('Acronym') ||
    first.tags.has('Person') ||
    first.tags.has('Place')
  );
};

/** The words of a phrase that carry meaning, in lower case and without endings. */
export const contentWords = (phrase: string): string[] =>
  (phrase.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => word.length > 2 && !functionWords.has(word))
    .map((word) => word.replace(/(?:ies|es|s|ing|ed)$/, ''));

const functionWords = new Set(
  'the a an and or but for nor of in on at to from by with without about into over under after before when where which who whom whose what why how that this these those there here is are was were be been being has have had do does did can could may might must shall should will would not no yes neither either none you your yours we our ours they their them its his her she he i my me us it if as than then so such any all each every some more most other only also too very per via'.split(
    ' ',
  ),
);

/** True for a text of which at least one word in ten is a common English one. */
export const isEnglish = (text: string): boolean => {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < 8) return /^[\p{ASCII}\p{P}\p{S}]*$/u.test(text);
  const common = words.filter((word) => word !== 'a' && word !== 'i' && functionWords.has(word)).length;
  return common / words.length >= 0.1;
};

/** "changing a name" to "change a name"; undefined when the phrase does not start with a gerund. */
export const fromGerund = (phrase: string): string | undefined => {
  const [first = ''] = phrase.split(' ', 1);
  if (!/^[a-z]{2,}ing$/i.test(first)) return undefined;
  const infinitive = (nlp(first.toLowerCase()).tag('Gerund') as ReturnType<typeof nlp>)
    .verbs()
    .toInfinitive()
    .text();
  return infinitive === '' || /ing$/.test(infinitive) ? undefined : infinitive + phrase.slice(first.length);
};

/** True when the noun that a phrase is about, the one before its first preposition, is a plural. */
export const isPlural = (phrase: string): boolean => {
  if (/^\w+ing\b/.test(phrase) || /^(?:an?|one|each|every) /i.test(phrase)) return false;
  const [head = phrase] = phrase.split(
    / (?:of|for|in|on|with|from|to|at|per|that|which|who|under|over|between) /,
    1,
  );
  const noun = tagsOf(head).findLast(({ tags }) => tags.has('Noun') || tags.has('Verb'));
  return noun !== undefined && (noun.tags.has('Plural') || /[^s]s$/.test(noun.word));
};

/** The infinitive of the verb in the past tense that ends a clause; undefined when there is none. */
export const fromPast = (clause: string): string | undefined => {
  const last = tagsOf(clause).at(-1);
  if (last === undefined || !last.tags.has('PastTense')) return undefined;
  const infinitive = (nlp(last.word).tag('PastTense') as ReturnType<typeof nlp>)
    .verbs()
    .toInfinitive()
    .text();
  return infinitive === '' || infinitive === last.word ? undefined : infinitive;
};
