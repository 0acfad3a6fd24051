import { writeFile } from 'node:fs/promises';
import { allLocales } from '@faker-js/faker';
import nlp from 'compromise';

/**
 * Writes the lists of first and last names that `shared/policy/recognizers/person.ts` reads: the names of every locale
 * of faker (MIT) in Latin letters, without those that are also an English word or a place by compromise's lexicon.
 */
const namesOf = (field: 'first_name' | 'last_name'): string => {
  const names = Object.values(allLocales).flatMap((locale) => strings(locale.person?.[field]));
  const usable = names
    .filter((name) => /^\p{Script=Latin}[\p{Script=Latin}'-]{2,}$/u.test(name))
    .map((name) => withoutAccents(name.toLowerCase()))
    .filter((name) => !isOrdinaryWord(name));
  return [...new Set(usable)].sort().join(' ');
};

const strings = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(strings)
      : [];

const withoutAccents = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '');

const { one } = nlp.model() as {
  readonly one: { readonly lexicon: Readonly<Record<string, string | readonly string[]>> };
};
const nameTags = new Set(['FirstName', 'MaleName', 'FemaleName', 'LastName', 'Person', 'ProperNoun']);

const isOrdinaryWord = (name: string): boolean => {
  const tags = one.lexicon[name];
  return tags !== undefined && [tags].flat().some((tag) => !nameTags.has(tag));
};

await writeFile(
  new URL('../shared/policy/recognizers/person-names.json', import.meta.url),
  `${JSON.stringify({ firstNames: namesOf('first_name'), lastNames: namesOf('last_name') }, null, 2)}\n`,
);
