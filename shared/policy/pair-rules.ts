import type { Finding } from '../domain/finding.ts';
import type { Pair } from '../domain/pair.ts';
import { textsOf } from '../domain/pair-texts.ts';
import type { CompiledPolicy, CompiledRule } from './compile-policy.ts';
import { foldText } from './fold-text.ts';
import type { HashMatch } from './match-hash.ts';
import { patternSandbox } from './pattern-sandbox.ts';
import { conditionHolds } from './rulings.ts';
import { termsPattern } from './terms-pattern.ts';

export interface PairRuleFindings {
  readonly findings: readonly Finding[];
  readonly failures: readonly string[];
}

/** Checks what only a pair as a whole can break: its topic, and a disclaimer that its answer must carry. */
export const pairRules = (policy: CompiledPolicy, hashMatch: HashMatch) => {
  const topics = policy.topicRules
    .filter(({ rule }) => rule.terms.length > 0)
    .map((compiled) => ({ compiled, terms: termsPattern(compiled.rule.terms, true) }));
  const disclaimers = policy.disclaimerRules.map((compiled) => ({
    compiled,
    accepted: termsPattern(compiled.rule.mustContainAny, false),
  }));
  const runTriggers = patternSandbox(
    policy.disclaimerRules.map(({ rule }) => ({
      name: rule.id,
      source: rule.trigger,
      isCaseSensitive: false,
    })),
  );

  /** Pairs that name a topic by one of its terms; its definition is for a judge or a guardrail to read. */
  const topicFindings = (pair: Pair, entities: ReadonlySet<string>): Finding[] =>
    topics
      .filter(({ compiled }) => conditionHolds(compiled.rule.when, entities))
      .flatMap(({ compiled, terms }) =>
        (['question', 'answer'] as const).flatMap((field) => {
          const folded = foldText(throughTurns(pair, field));
          return [...folded.text.matchAll(terms)].map((match) => ({
            ...describe(compiled, match[0], hashMatch),
            field,
            start: folded.originalStart(match.index),
            end: folded.originalEnd(match.index + match[0].length),
          }));
        }),
      );

  const disclaimerFindings = (pair: Pair): Finding[] => {
    const answers = throughTurns(pair, 'answer');
    const triggers = runTriggers(foldText(`${throughTurns(pair, 'question')}\n${answers}`).text);
    const answer = foldText(answers).text;
    return disclaimers
      .filter(({ accepted }, index) => (triggers[index]?.length ?? 0) > 0 && answer.search(accepted) === -1)
      .map(({ compiled }) => ({
        ...describe(compiled, answers, hashMatch),
        field: 'answer',
        start: 0,
        end: answers.length,
      }));
  };

  return (pair: Pair, entities: ReadonlySet<string>): PairRuleFindings => {
    const findings = topicFindings(pair, entities);
    try {
      return { findings: [...findings, ...disclaimerFindings(pair)], failures: [] };
    } catch {
      return { findings, failures: ['disclaimer-rules'] };
    }
  };
};

/** The questions or the answers of all turns, on lines of their own, as the offsets of findings count through them. */
const throughTurns = (pair: Pair, field: 'question' | 'answer'): string =>
  textsOf(pair)
    .filter((text) => text.field === field)
    .map(({ text }) => text)
    .join('\n');

const describe = (
  { pack, rule }: CompiledRule<'topic'> | CompiledRule<'disclaimer'>,
  match: string,
  hashMatch: HashMatch,
) => ({
  pack,
  ruleId: rule.id,
  action: rule.action,
  severity: rule.severity,
  entity: null,
  matchHash: hashMatch(match),
  detector: rule.kind,
  score: 1,
});
