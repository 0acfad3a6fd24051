import nlp from 'compromise';
import type { Recognizer } from '../recognizer.ts';
import {
  isFirstName,
  isKnownName,
  type NameWord,
  namedThings,
  nameParticles,
  nameWordsOf,
  numberedThings,
} from './name-words.ts';
import { opensSentence, personAt, runsOf } from './person.ts';

/**
 * Names by a part-of-speech tagger, by a lexicon that tells ordinary words from unknown ones, and by the verbs of
 * people ("says", "lives"). Finds more than the lists and is wrong more often, mostly on firms and streets.
 */
export const taggedName: Recognizer = {
  name: 'tagged-name',
  entities: ['PERSON'],
  mode: 'balanced',
  detect: (text) => {
    if (!/\p{Lu}/u.test(text)) return [];
    const words = nameWordsOf(text);
    return [...runsOf(text, words).flatMap((run) => namesInRun(text, run)), ...taggedPeople(text)].map(
      ({ start, end }) => personAt(start, end, 0.6, 'tagged-name'),
    );
  },
};

const { one } = nlp.model() as {
  readonly one: { readonly lexicon: Readonly<Record<string, string | readonly string[]>> };
};
const nameTags = new Set(['FirstName', 'MaleName', 'FemaleName', 'LastName', 'Person', 'ProperNoun']);

/** A word of English, or a place: not what an unknown surname looks like. */
export const isOrdinary = (word: NameWord): boolean => {
  if (namedThings.has(word.key) || numberedThings.has(word.key) || humps.test(word.text)) return true;
  const tags = [
    one.lexicon[word.key] ?? one.lexicon[word.key.replace(/(?:s|ed|ing|ers?|ly)$/, '')] ?? [],
  ].flat();
  return (
    tags.some((tag) => !nameTags.has(tag)) ||
    /(?:tion|ment|ness|ity|ing|ship|ance|ence|able|ical|ology)s?$/.test(word.key)
  );
};

/** Two humps make a name of code, one may be McDonald. */
const humps = /\p{Ll}\p{Lu}.*\p{Ll}\p{Lu}/u;

const personVerbs =
  /^(?:'s)?,? (?:lives?|lived|works?|worked|says|said|told|tells|asks|asked|replied|explained|shouted|whispered|joined|founded|directed|wrote|writes|began|spent|was (?:born|diagnosed|admitted|discharged|hired|promoted|arrested|appointed|elected|married)|is born|died|married|moved|retired|graduated|resigned|earns|signed|pleaded|testified|confirmed|complained|phoned|emailed|visited|denied|underwent|teaches|studied|agreed|apologi[sz]ed|met with|thanked|will be (?:talking|speaking)|(?:is|was) (?:the|a|an|very|our|my|his|her|from|so|\d{1,3})\b|had\b|has\b|can I\b)/;
/** What only a person does, so that one unknown word before it is a name. */
const actsOnItsOwn =
  /^ (?:lives (?:in|on|at)|says|said|shouted|whispered|replied|spent a|began (?:writing|working|studying)|was born|is married|graduated)\b/;
const introducesOne =
  /\b(?:says|said|(?:first|last|maiden|family|given) name is|(?:my|his|her|our|their) (?:kid|child|son|daughter|wife|husband|brother|sister|mother|father|partner|friend|colleague|boss|manager|doctor)|calls? (?:me|him|her)|[Pp]atient|[Ww]idow(?:er)? of|(?:[Hh]appy birthday|[Tt]hanks|[Tt]hank you|[Cc]ongratulations|[Hh]i|[Hh]ello|[Hh]ey|[Ss]orry|[Ww]elcome),?) $/;
const personBefore =
  /(?:\b(?:by|says|said|told|named|called|and|with|ask|contact|to|from|about|under|add|kid|son|daughter|wife|husband|brother|sister|mother|father|partner|friend|colleague|player|singer|actor|actress|producer|director|author|composer|president|minister|manager|starring|featuring|behalf of|hired|tenant,?|landlord,?|defendant|plaintiff|claimant|witness|client|customer|employee|taxpayer|nurse|officer|attorney|judge|professor|physician|colleague,?|applicant|borrower|does|did|is|cc) |["\u201c(] ?)$/i;

/** Parts of a run of capitalised words that look like a person in their place. */
const namesInRun = (text: string, run: readonly NameWord[]) => {
  const candidates: NameWord[][] = [];
  let part: NameWord[] = [];
  for (const word of run) {
    if (isOrdinary(word) && !(part.length > 0 && isKnownName(word)) && !nameParticles.has(word.key)) {
      candidates.push(part);
      part = [];
    } else part.push(word);
  }
  candidates.push(part);
  return candidates.flatMap((words) => {
    const [first] = words;
    const last = words.at(-1);
    if (words.some((word) => !word.isCapitalised && !nameParticles.has(word.key))) return [];
    if (!first?.isCapitalised || !last || first.isInitial || last.isInitial || nameParticles.has(first.key))
      return [];
    if (
      run[run.indexOf(last) + 1] !== undefined &&
      namedThings.has((run[run.indexOf(last) + 1] as NameWord).key)
    )
      return [];
    return isPerson(text, words, first, last) ? [{ start: first.start, end: last.end }] : [];
  });
};

const isPerson = (text: string, words: readonly NameWord[], first: NameWord, last: NameWord): boolean => {
  const before = text.slice(Math.max(0, first.start - 24), first.start);
  const after = text.slice(last.end, last.end + 24);
  if (/^[ ]?\d|^-\d/.test(after) || /\d[ ]$/.test(before)) return false;
  if (words.every(isAcronym)) return false;
  const isOpening = opensSentence(text, first);
  const isSpeaker = isOpening && /^: ?["\u201c]/.test(after);
  const isLabelled = roleLabel.test(text.slice(Math.max(0, first.start - 48), first.start));
  const hasContext = isSpeaker || isLabelled || personVerbs.test(after) || personBefore.test(before);
  if (words.length >= 2) {
    const standsAlone = /(?:^|\n)[>? \t]*$/.test(before) && /^[ \t]*(?:\n|$)/.test(after);
    return (
      isKnownName(first) ||
      words.some(isFirstName) ||
      ((hasContext || standsAlone) && words.length <= 4 && isKnownName(last)) ||
      (hasContext && words.length <= 3)
    );
  }
  if (isFirstName(first)) return !isOpening || hasContext || /^(?:,|:|'s)/.test(after);
  return (
    actsOnItsOwn.test(after) ||
    introducesOne.test(before) ||
    (isLabelled && isKnownName(first)) ||
    (hasContext && personVerbs.test(after) && isKnownName(first))
  );
};

/** A label that names the part that a person plays, at the start of a line or of a cell. */
const roleLabel =
  /(?:^|[\n|])[>*#\- \t]*(?:\p{L}+ )?(?:interviewer|interviewee|patient|witness|physician|doctor|surgeon|nurse|provider|author|tenant|landlord|employee|employer|manager|supervisor|client|customer|applicant|contact|attn|attention|from|to|by|prepared by|reviewed by|approved by|signed by|cc|claimant|defendant|plaintiff|insured|beneficiary|buyer|seller|speaker|moderator|chair|attendees?|participants?|next of kin|spouse)\*{0,2}[:|]\*{0,2}[ \t]*$/iu;

export const isAcronym = ({ text }: NameWord): boolean => /^\p{Lu}{2,5}$/u.test(text);

interface Span {
  readonly start: number;
  readonly end: number;
}

const sentence = /[^\n.!?]+(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]*/g;

/** The tagger takes nearly all the time, so it sees only sentences with a capital that the lexicon does not explain. */
const taggedPeople = (text: string): Span[] =>
  [...text.matchAll(sentence)]
    .filter(([words]) => nameWordsOf(words).some((word) => word.isCapitalised && !isOrdinary(word)))
    .flatMap((match) =>
      peopleInSentence(match[0]).map(({ start, end }) => ({
        start: match.index + start,
        end: match.index + end,
      })),
    );

/** Sentences come back in passages, answers and evidence; the last few thousand are remembered. */
const remembered = new Map<string, readonly Span[]>();
const maxRemembered = 5000;

const peopleInSentence = (text: string): readonly Span[] => {
  const known = remembered.get(text);
  if (known) return known;
  const people = tagPeople(text);
  if (remembered.size >= maxRemembered) remembered.clear();
  remembered.set(text, people);
  return people;
};

const tagPeople = (text: string): Span[] => {
  const people = nlp(text).people().json({ offset: true }) as {
    readonly offset?: { readonly start: number; readonly length: number };
  }[];
  return people.flatMap(({ offset }) => {
    if (!offset) return [];
    const found = text.slice(offset.start, offset.start + offset.length);
    const words = nameWordsOf(found).filter((word) => !/^(?:mr|mrs|ms|dr|sir|prof)$/.test(word.key));
    const [first] = words;
    const last = words.at(-1);
    if (
      !first?.isCapitalised ||
      !last ||
      /[\n,]./.test(found.slice(first.start, last.end)) ||
      isOrdinary(last)
    )
      return [];
    return words.length === 1 && (isOrdinary(first) || isAcronym(first))
      ? []
      : [{ start: offset.start + first.start, end: offset.start + last.end }];
  });
};

/** In `strict` mode every proper noun that no lexicon knows may be a person: better one word too many than a name. */
export const unknownName: Recognizer = {
  name: 'unknown-name',
  entities: ['PERSON'],
  mode: 'strict',
  detect: (text) => {
    const words = nameWordsOf(text);
    return runsOf(text, words)
      .map((run) => run.filter((word) => !isOrdinary(word) && !isAcronym(word) && !word.isInitial))
      .flatMap((run) => {
        const [first] = run;
        const last = run.at(-1);
        if (!first?.isCapitalised || !last) return [];
        return opensSentence(text, first) && run.length === 1 && !isKnownName(first)
          ? []
          : [personAt(first.start, last.end, 0.5, 'unknown-name')];
      });
  },
};
