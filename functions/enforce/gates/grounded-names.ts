import { wordsOf } from '#shared/domain/words.ts';
import { placeholdersIn, withoutPlaceholders } from '#shared/policy/placeholders.ts';
import { namesIn } from '../names.ts';
import { sourceText } from '../source-text.ts';
import type { Gate } from './gate.ts';

/** A word this long that begins like one of the passage is a form of it: Norway, Norwegian. */
const sharedPrefix = 4;

/** Every name in the answer must be in the passage, under its headings, or in the question. */
export const groundedNames: Gate<'grounded-names'> = {
  name: 'grounded-names',
  reason: 'ungrounded-name',
  check: (pair, passage) => {
    const source = sourceText(pair, passage);
    const invented = placeholdersIn(pair.answer).find((placeholder) => !source.includes(placeholder));
    if (invented !== undefined) return { problem: 'a placeholder is not in the passage', quote: invented };
    const names = namesIn(withoutPlaceholders(pair.answer));
    if (names.length === 0) return undefined;
    const words = wordsOf(source);
    const known = new Set(words);
    const prefixes = new Set(
      words.filter((word) => word.length > sharedPrefix).map((word) => word.slice(0, sharedPrefix)),
    );
    const initials = words.map((word) => word[0]).join('');
    const unknown = names.find((name) =>
      wordsOf(name).some(
        (word) =>
          !known.has(word) &&
          !known.has(word.replace(/s$/, '')) &&
          !known.has(`${word}s`) &&
          !(word.length > sharedPrefix && prefixes.has(word.slice(0, sharedPrefix))) &&
          !(/^\p{Lu}{2,6}s?$/u.test(name) && initials.includes(word.replace(/s$/, ''))),
      ),
    );
    return unknown === undefined ? undefined : { problem: 'a name is not in the passage', quote: unknown };
  },
};
