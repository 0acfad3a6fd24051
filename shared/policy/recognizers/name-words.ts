import names from './person-names.json' with { type: 'json' };

/** A word of a text with what decides whether it can be part of a name. */
export interface NameWord {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Lower-case and without accents, as the lists have it. */
  readonly key: string;
  readonly isCapitalised: boolean;
  readonly isInitial: boolean;
}

const firstNames: ReadonlySet<string> = new Set(names.firstNames.split(' '));
const lastNames: ReadonlySet<string> = new Set(names.lastNames.split(' '));

export const isFirstName = (word: NameWord): boolean => firstNames.has(word.key);
const isLastName = (word: NameWord): boolean => lastNames.has(word.key);
export const isKnownName = (word: NameWord): boolean =>
  isFirstName(word) ||
  isLastName(word) ||
  (word.key.includes('-') &&
    word.key.split('-').every((part) => firstNames.has(part) || lastNames.has(part)));

const wordPattern = /\p{L}[\p{L}\p{M}]*(?:['\u2019-]\p{L}[\p{L}\p{M}]*)*/gu;

export const nameWordsOf = (text: string): NameWord[] =>
  [...text.matchAll(wordPattern)].map((match) => {
    const word = withoutPossessive(match[0]);
    return {
      start: match.index,
      end: match.index + word.length,
      text: word,
      key: withoutAccents(word).toLowerCase(),
      isCapitalised: upperCase.test(word),
      isInitial: word.length <= 2 && oneUpperCase.test(word),
    };
  });

/** An article joined to a surname keeps its small letter: al-Masri, d'Angelo. */
const upperCase = /^(?:\p{Lu}|(?:al|el|ad|as|ash|an|ar|at|az|d|l)['\u2019-]\p{Lu})/u;
const oneUpperCase = /^\p{Lu}$/u;
const beyondAscii = /\P{ASCII}/u;

const withoutAccents = (word: string): string =>
  beyondAscii.test(word) ? word.normalize('NFKD').replace(/\p{M}/gu, '') : word;

const withoutPossessive = (word: string): string =>
  /['\u2019]/.test(word) ? word.replace(/['\u2019]s$/iu, '') : word;

/** Small words inside a surname: van der Berg, de la Cruz, ten Pas. */
export const nameParticles: ReadonlySet<string> = new Set(
  'van von der den de del della di da dos das do du la le ten ter zu zum bin ibn al el af av'.split(' '),
);

/** Words that end the name of a firm, a street or a product, and so show that what stands before is no person. */
export const namedThings: ReadonlySet<string> = new Set(
  `inc ltd llc gmbh corp corporation company group bank insurance investments industries foundation university college
  school hospital clinic institute association agency partners holdings solutions systems technologies media hotel
  airlines airways street st avenue ave road rd lane drive boulevard blvd court square place park bridge river lake bay
  beach island islands mountain valley county city town village state province region district airport station museum
  church cathedral library theatre center centre tower building house hall prize award act law agreement treaty convention
  protocol theorem syndrome disease test scale index method model plan policy program programme project report
  union league club team cup championship series show festival day week month year edition version class award`.split(
    /\s+/,
  ),
);

/** Words before a letter that is a number, not an initial: Appendix A. */
export const numberedThings: ReadonlySet<string> = new Set(
  'section appendix part table figure article title chapter type class vitamin group plan schedule exhibit annex phase grade level hepatitis form box unit suite apt item option step zone gate line terminal'.split(
    ' ',
  ),
);
