import type { Detection, Recognizer } from '../recognizer.ts';
import {
  isFirstName,
  isKnownName,
  type NameWord,
  namedThings,
  nameParticles,
  nameWordsOf,
  numberedThings,
} from './name-words.ts';

/**
 * Names by lists and by the words around them, without a tagger: a first name of the lists with a surname, a name with a
 * middle initial, a name after a title, and what a text says is a name. What it misses is measured in docs/policy.md.
 */
export const listedName: Recognizer = {
  name: 'listed-name',
  entities: ['PERSON'],
  mode: 'fast',
  detect: (text) => {
    const words = nameWordsOf(text);
    const runs = runsOf(text, words);
    return [
      ...runs.flatMap((run) => fullNameIn(run)),
      ...titledNames(text, words),
      ...introducedNames(text),
    ].map(({ start, end }) => personAt(start, end, 0.8, 'listed-name'));
  },
};

export const personAt = (start: number, end: number, score: number, recognizer: string): Detection => ({
  entity: 'PERSON',
  start,
  end,
  score,
  cueDistance: Number.POSITIVE_INFINITY,
  recognizer,
});

export const opensSentence = (text: string, word: NameWord): boolean =>
  /(?:^|[.!?:|\n>]["\u201d)]?\s*)$/.test(text.slice(Math.max(0, word.start - 24), word.start));

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Words that stand beside each other and could be one name: capitalised, or all in the lists. */
export const runsOf = (text: string, words: readonly NameWord[]): NameWord[][] => {
  const runs: NameWord[][] = [];
  let run: NameWord[] = [];
  const close = () => {
    while (run.length > 0 && nameParticles.has(run.at(-1)?.key ?? '') && !run.at(-1)?.isCapitalised)
      run.pop();
    if (run.length > 0) runs.push(run);
    run = [];
  };
  for (const word of words) {
    const previous = run.at(-1);
    const gap = previous === undefined ? '' : text.slice(previous.end, word.start);
    const isJoined = previous === undefined || gap === ' ' || (gap === '. ' && previous.isInitial);
    if (!isJoined) close();
    const isParticle = run.length > 0 && nameParticles.has(word.key);
    if (word.isCapitalised || isParticle || isKnownName(word)) run.push(word);
    else close();
  }
  close();
  return runs;
};

/** The part of a run that is a first name with a surname, or a name around an initial. */
const fullNameIn = (run: readonly NameWord[]): Span[] => {
  for (let first = 0; first < run.length - 1; first += 1) {
    const word = run[first] as NameWord;
    if (word.isInitial || numberedThings.has(word.key)) continue;
    const rest = run.slice(first + 1);
    const surnameAt = rest.findIndex((other) => !other.isInitial && !nameParticles.has(other.key));
    const surname = rest[surnameAt];
    if (surname === undefined || namedThings.has(surname.key)) continue;
    if (surname.isCapitalised !== word.isCapitalised) continue;
    const hasInitial = rest.slice(0, surnameAt).some((other) => other.isInitial);
    const isName = isFirstName(word)
      ? isKnownName(surname) || (hasInitial && surname.isCapitalised)
      : hasInitial && isKnownName(surname) && word.isCapitalised;
    if (!isName) continue;
    const last =
      rest.slice(surnameAt + 1).find((other) => !isKnownName(other)) === undefined ? rest.at(-1) : surname;
    const next = rest[surnameAt + 1];
    if (next !== undefined && namedThings.has(next.key)) continue;
    return [{ start: word.start, end: (last ?? surname).end }];
  }
  return [];
};

const titles: ReadonlySet<string> = new Set(
  'mr mrs ms miss mx dr prof professor sir dame madam rev reverend fr herr frau mme mlle monsieur madame senor senora sr sra sig signora dott'.split(
    ' ',
  ),
);

const titledNames = (text: string, words: readonly NameWord[]): Span[] =>
  words.flatMap((title, index) => {
    if (!titles.has(title.key)) return [];
    const name: NameWord[] = [];
    for (const word of words.slice(index + 1, index + 5)) {
      const gap = text.slice((name.at(-1) ?? title).end, word.start);
      if (!/^\.?[ ]$/.test(gap) || !(word.isCapitalised || nameParticles.has(word.key) || isKnownName(word)))
        break;
      name.push(word);
    }
    const [first] = name;
    const last = name.at(-1);
    return first?.isCapitalised && last && !namedThings.has(last.key)
      ? [{ start: first.start, end: last.end }]
      : [];
  });

const oneName = String.raw`\p{Lu}[\p{L}\p{M}'\u2019-]+`;
const anyName = String.raw`${oneName}(?:[ ](?:${oneName}|\p{Lu}(?:\.|(?![\p{L}]))|(?:van|von|der|den|de|del|di|da|dos|du|la|le|ten|ter|bin|al)(?=[ ]\p{Lu}))){0,4}(?![\p{L}:])`;

/** Phrases after which a name stands, by the letter of the text. */
const introductions: readonly RegExp[] = [
  new RegExp(
    `(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Yy]our|[Tt]he (?:patient|customer|employee|member|client|passenger)(?:'s)?) (?:(?:first|last|full|middle|maiden|family|given|partner's|wife's|husband's) )?name is (?<value>${anyName})`,
    'gu',
  ),
  new RegExp(
    String.raw`(?:^|[\n|>*])[ \t*]*(?:(?:[Ff]ull|[Ff]irst|[Ll]ast|[Mm]iddle|[Mm]aiden|[Ff]amily|[Gg]iven|[Pp]atient|[Cc]ustomer|[Ee]mployee|[Cc]ontact) [Nn]ame|N(?:ame|AME))[ \t*]*(?::|\|(?![^\n]*\n[ \t]*\|[ :-]*-))[ \t*|]*(?<value>${anyName})(?!\|)`,
    'gu',
  ),
  new RegExp(
    String.raw`(?:^|\n)[>* \t]*(?:[Kk]ind |[Bb]est |[Ww]arm )?(?:[Rr]egards|[Ww]ishes|[Ss]incerely|[Yy]ours (?:truly|faithfully|sincerely)|[Cc]heers|[Cc]ordially|[Mm]it freundlichen Grüßen|[Cc]ordialement|[Aa]tentamente|[Ss]aludos)[,.!]?[ \t]*\n{1,3}[>* \t]*(?<value>${anyName})(?=[ \t]*(?:$|\n|,))`,
    'gu',
  ),
  new RegExp(`[Nn]ame(?: on the account)?\\?[ ]+(?:[Uu]ser: )?(?<value>${anyName})`, 'gu'),
  new RegExp(
    String.raw`(?:^|\n)(?:Dear|Hi|Hello|Hey) (?!(?:All|Team|Everyone|Sir|Madam|Customer|There|Colleague|Guest|Passenger|Member)s?\b)(?<value>${anyName})(?=,)`,
    'gu',
  ),
  new RegExp(`(?:[Pp]eople|[Ee]veryone|[Ff]riends|[Tt]hey) calls? (?:me|him|her) (?<value>${anyName})`, 'gu'),
  new RegExp(String.raw`\b(?:was|is|were) (?:called|named) (?<value>${oneName} ${anyName})`, 'gu'),
];

/** What each of the introductions needs a piece of, so that most texts are read once and not once for each of them. */
const canIntroduce = /[Nn]ame|NAME|call|Dear |H(?:i|ello|ey) |\n/;

const introducedNames = (text: string): Span[] => {
  if (!canIntroduce.test(text)) return [];
  return introductions.flatMap((introduction) =>
    [...text.matchAll(introduction)].map((match) => {
      const value = match.groups?.value ?? '';
      const start = match.index + match[0].length - value.length;
      return { start, end: start + value.length };
    }),
  );
};
