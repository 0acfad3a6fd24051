import type { WinkMethods } from 'wink-nlp';
import type { Recognizer } from '../recognizer.ts';
import { isFirstName, isKnownName, type NameWord, nameParticles, nameWordsOf } from './name-words.ts';
import { opensSentence, personAt, runsOf } from './person.ts';
import { isAcronym, isOrdinary } from './tagged-person.ts';

/**
 * In `strict` mode what a second tagger takes for a proper noun may be a person, also where the lexicon of the first one
 * knows it as a word: Grace, Hunter, Austin. Alone at the start of a sentence it must be in the lists of names.
 */
export const properNoun: Recognizer = {
  name: 'proper-noun',
  entities: ['PERSON'],
  mode: 'strict',
  prepare: async () => {
    tagger ??= await loadTagger();
  },
  detect: (text) => {
    if (!/\p{Lu}\p{Ll}/u.test(text)) return [];
    const properNouns = properNounsOf(text);
    const canBeName = (word: NameWord) =>
      nameParticles.has(word.key) ||
      (!word.isInitial &&
        !isAcronym(word) &&
        (!isOrdinary(word) || isFirstName(word)) &&
        word.text.split('-').some((part) => properNouns.has(part)));
    return runsOf(text, nameWordsOf(text)).flatMap((run) => {
      const words = run.filter(canBeName);
      const [first] = words;
      const last = words.at(-1);
      if (!first?.isCapitalised || !last) return [];
      const isLabel =
        opensSentence(text, first) && !/^(?:'s)?,? \p{Ll}/u.test(text.slice(last.end, last.end + 5));
      if (words.length === 1 && isLabel && !isKnownName(first)) return [];
      return [personAt(first.start, last.end, 0.5, 'proper-noun')];
    });
  },
};

let tagger: WinkMethods | undefined;

/** The tagger and its model take a third of a second to load and are nobody's business in the other modes. */
const loadTagger = async (): Promise<WinkMethods> => {
  const [{ default: winkNlp }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ]);
  return winkNlp(model, ['sbd', 'pos']);
};

const properNounsOf = (text: string): ReadonlySet<string> => {
  if (tagger === undefined) throw new Error('the recognizer proper-noun was not prepared');
  const { its } = tagger;
  const tokens = tagger.readDoc(text).tokens();
  const tags = tokens.out(its.pos);
  return new Set(tokens.out(its.value).filter((_, index) => tags[index] === 'PROPN'));
};
