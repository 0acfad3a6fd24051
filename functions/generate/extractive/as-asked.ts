import { tagsOf } from './english.ts';

/**
 * Turns a clause that the text addresses to its reader into one that the reader would say: "if you cancel your flight"
 * becomes "if I cancel my flight", and "we" becomes "you".
 */
export const asAsked = (clause: string): string => {
  if (!/\b(?:you|your|yours|yourself|we|our|ours|us)\b/i.test(clause)) return clause;
  const words = clause.split(' ');
  const turned = words.map((word, index) => turn(word, words, index));
  return turned
    .join(' ')
    .replace(/\bI are\b/g, 'I am')
    .replace(/\bI were\b/g, 'I was')
    .replace(/\bI’re\b|\bI're\b/g, 'I’m');
};

const turn = (word: string, words: readonly string[], index: number): string => {
  const [, before = '', core = '', after = ''] = /^(\W*)([\w’']*)(.*)$/su.exec(word) ?? [];
  const small = core === 'US' ? core : core.toLowerCase();
  const swapped =
    swaps[small] ?? (small === 'you' ? (isSubject(words, index, after) ? 'I' : 'me') : undefined);
  return swapped === undefined ? word : before + swapped + after;
};

const swaps: Readonly<Record<string, string>> = {
  your: 'my',
  yours: 'mine',
  yourself: 'myself',
  'you’re': 'I’m',
  "you're": 'I’m',
  'you’ve': 'I’ve',
  "you've": 'I’ve',
  "you'd": 'I’d',
  'you’d': 'I’d',
  "you'll": 'I’ll',
  'you’ll': 'I’ll',
  "we're": 'you’re',
  'we’re': 'you’re',
  "we've": 'you’ve',
  'we’ve': 'you’ve',
  "we'll": 'you’ll',
  'we’ll': 'you’ll',
  we: 'you',
  our: 'your',
  ours: 'yours',
  us: 'you',
};

/** "You" is the subject when a verb follows, possibly after an adverb. */
const isSubject = (words: readonly string[], index: number, after: string): boolean => {
  if (/[,.;:?!]/.test(after)) return false;
  const previous = words[index - 1]?.toLowerCase() ?? '';
  const next = words.slice(index + 1, index + 3).join(' ');
  if (next === '') return false;
  const [first, second] = tagsOf(`you ${next}`).slice(1);
  const follows = first?.tags.has('Adverb') ? second : first;
  if (follows === undefined || !(follows.tags.has('Verb') || follows.tags.has('Modal'))) return false;
  return !/^(for|to|with|by|from|of|at|on|about|give|gives|allow|allows|ask|asks|help|helps|let|lets|send|carry|move|owe|pay)$/.test(
    previous,
  );
};
