import type { CompiledRule } from '../compile-policy.ts';
import { type Exported, guardrailLimits, type NotExported, type WordFilter } from './definition.ts';
import { notExported, obstacleOf, sidesOf, stricterSides } from './filter-sides.ts';

/** One filter for each term. A filter of words blocks or reports; it cannot replace a word. */
export const exportTerms = (rules: readonly CompiledRule<'terms'>[]): Exported<WordFilter> => {
  const byText = new Map<string, WordFilter>();
  const leftOut: NotExported[] = [];
  for (const compiled of rules) {
    const { rule } = compiled;
    const obstacle =
      obstacleOf(compiled) ??
      (rule.action === 'redact' ? 'it redacts, and a filter can only block a word' : undefined) ??
      (rule.wholeWord ? undefined : 'it also looks inside words, and a filter compares whole ones');
    if (obstacle !== undefined) {
      leftOut.push(notExported(compiled, obstacle));
      continue;
    }
    for (const term of rule.terms) {
      const problem = problemOf(term) ?? (byText.size === guardrailLimits.words ? tooMany : undefined);
      if (problem !== undefined) {
        leftOut.push(notExported(compiled, problem, term));
        continue;
      }
      const { action: _, ...sides } = sidesOf(compiled);
      const known = byText.get(term.toLowerCase());
      byText.set(term.toLowerCase(), { text: term, ...(known ? withoutAction(known, compiled) : sides) });
    }
  }
  return { filters: [...byText.values()], notExported: leftOut };
};

const tooMany = `a guardrail takes ${guardrailLimits.words} words`;

const problemOf = (term: string): string | undefined => {
  if (term.length > guardrailLimits.word) return `it is longer than ${guardrailLimits.word} characters`;
  if (term.trim().split(/\s+/).length > guardrailLimits.wordsInAPhrase)
    return `it has more than ${guardrailLimits.wordsInAPhrase} words`;
  return undefined;
};

const withoutAction = (known: WordFilter, compiled: CompiledRule<'terms'>) => {
  const { action: _, ...sides } = stricterSides({ action: 'NONE', ...known }, sidesOf(compiled));
  return sides;
};
