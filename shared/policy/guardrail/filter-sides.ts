import type { Action } from '../../domain/finding.ts';
import type { CompiledRule } from '../compile-policy.ts';
import type { FilterSides, NotExported } from './definition.ts';

const actions = { allow: 'NONE', flag: 'NONE', redact: 'ANONYMIZE', reject: 'BLOCK' } as const;
const strictness = ['NONE', 'ANONYMIZE', 'BLOCK'] as const;

/** A side on which a rule does not hold is switched off, and not paid for. */
export const filterSides = (action: Action, isOnInput = true, isOnOutput = true): FilterSides => ({
  action: actions[action],
  inputEnabled: isOnInput,
  outputEnabled: isOnOutput,
  inputAction: isOnInput ? actions[action] : 'NONE',
  outputAction: isOnOutput ? actions[action] : 'NONE',
});

/** Questions are what a person says; answers, and the quotes under them, are what a model says. */
export const sidesOf = ({ rule }: SpanRule): FilterSides =>
  filterSides(
    rule.action,
    rule.scope.includes('question'),
    rule.scope.includes('answer') || rule.scope.includes('evidence'),
  );

/** Where two rules set the same filter, the stricter action holds on each side. */
export const stricterSides = (a: FilterSides, b: FilterSides): FilterSides => ({
  action: stricter(a.action, b.action),
  inputEnabled: a.inputEnabled || b.inputEnabled,
  outputEnabled: a.outputEnabled || b.outputEnabled,
  inputAction: stricter(a.inputAction, b.inputAction),
  outputAction: stricter(a.outputAction, b.outputAction),
});

const stricter = (a: FilterSides['action'], b: FilterSides['action']): FilterSides['action'] =>
  strictness.indexOf(a) > strictness.indexOf(b) ? a : b;

export type SpanRule = CompiledRule<'entity'> | CompiledRule<'pattern'> | CompiledRule<'terms'>;

/** Why a rule about spans cannot be a filter, whatever it looks for; undefined when it can. */
export const obstacleOf = ({ rule, exceptions }: SpanRule): string | undefined => {
  if (rule.action === 'allow') return 'it finds nothing by itself and serves the conditions of other rules';
  if (rule.when !== undefined) return 'it holds under a condition, and a filter knows none';
  if (exceptions.length > 0) return 'it has exceptions, and a filter makes none';
  if (rule.action === 'redact' && ['mask', 'generalize'].includes(rule.redact.operator))
    return 'it leaves a part of the match to be read, which a filter would take as well';
  const { inputEnabled, outputEnabled } = sidesOf({ rule, exceptions } as SpanRule);
  if (!inputEnabled && !outputEnabled) return 'it is about passages, which a guardrail does not see';
  return undefined;
};

export const notExported = (
  { pack, rule }: Pick<CompiledRule, 'pack' | 'rule'>,
  reason: string,
  part: string | null = null,
): NotExported => ({ pack, ruleId: rule.id, part, reason });

/** Tells rules of several packs apart: `<pack>.<rule>`. */
export const filterName = ({ pack, rule }: Pick<CompiledRule, 'pack' | 'rule'>): string =>
  `${pack.split('@')[0]}.${rule.id}`;
