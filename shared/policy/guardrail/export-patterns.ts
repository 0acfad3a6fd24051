import { severities } from '../../domain/finding.ts';
import type { CompiledRule } from '../compile-policy.ts';
import { type Exported, guardrailLimits, type NotExported, type RegexFilter } from './definition.ts';
import { filterName, notExported, obstacleOf, sidesOf } from './filter-sides.ts';
import { portablePattern } from './portable-pattern.ts';

/** The gravest rules first, for a guardrail takes only a few regular expressions. */
export const exportPatterns = (rules: readonly CompiledRule<'pattern'>[]): Exported<RegexFilter> => {
  const filters: RegexFilter[] = [];
  const leftOut: NotExported[] = [];
  for (const compiled of [...rules].sort(bySeverity)) {
    const { rule } = compiled;
    const name = filterName(compiled);
    const portable = portablePattern(rule.pattern, rule.caseSensitive);
    const obstacle =
      obstacleOf(compiled) ??
      (rule.context?.required
        ? 'it counts only beside one of its words, which a filter ignores'
        : undefined) ??
      (rule.validate
        ? `its matches must pass a checksum (${rule.validate}), which a filter ignores`
        : undefined) ??
      portable.obstacle ??
      (name.length > guardrailLimits.filterName
        ? `its name ${name} is longer than ${guardrailLimits.filterName} characters`
        : undefined) ??
      (filters.length === guardrailLimits.regexes
        ? `a guardrail takes ${guardrailLimits.regexes} regular expressions, and graver rules fill it`
        : undefined);
    if (obstacle === undefined)
      filters.push({ name, description: rule.title, pattern: portable.pattern, ...sidesOf(compiled) });
    else leftOut.push(notExported(compiled, obstacle));
  }
  return { filters, notExported: leftOut };
};

const bySeverity = (a: CompiledRule<'pattern'>, b: CompiledRule<'pattern'>): number =>
  severities.indexOf(b.rule.severity) - severities.indexOf(a.rule.severity);
