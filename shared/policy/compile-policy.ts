import { type DetectionMode, detectionModes } from '../domain/detection-mode.ts';
import { enforcementVersion } from './enforcement-version.ts';
import type { Entity } from './entities.ts';
import { exceptionTest } from './exceptions.ts';
import { type GateName, type GateSettings, gateNames, gateParameterSchemas } from './gate-settings.ts';
import type { PolicyException, PolicyPack, Rule, RuleOf } from './pack-schema.ts';
import type { Recognizer } from './recognizer.ts';
import { recognizersFor } from './recognizers.ts';

/** A rule with the pack that it stands in. */
export interface CompiledRule<Kind extends Rule['kind'] = Rule['kind']> {
  /** `<pack>@<version>`. */
  readonly pack: string;
  readonly rule: RuleOf<Kind>;
  /** Those that hold today. */
  readonly exceptions: readonly PolicyException[];
  /** Whether one of them spares the match. */
  isExcepted(value: string): boolean;
}

/** The rules of all packs of a dataset, ordered by kind. */
export interface CompiledPolicy {
  readonly packs: readonly string[];
  readonly mode: DetectionMode;
  readonly onDetectorError: 'flag' | 'reject';
  readonly recognizers: readonly Recognizer[];
  readonly entityRules: readonly CompiledRule<'entity'>[];
  readonly patternRules: readonly CompiledRule<'pattern'>[];
  readonly termsRules: readonly CompiledRule<'terms'>[];
  readonly topicRules: readonly CompiledRule<'topic'>[];
  readonly disclaimerRules: readonly CompiledRule<'disclaimer'>[];
  readonly judgeRules: readonly CompiledRule<'judge'>[];
  readonly gates: GateSettings;
}

/** Puts packs together. `today` is an ISO date: an exception that has expired by then no longer holds. */
export const compilePolicy = (packs: readonly PolicyPack[], today: string): CompiledPolicy => {
  const rules = packs.flatMap((pack) =>
    pack.rules
      .filter((rule) => rule.enabled && !isReplaced(rule, pack, packs))
      .map((rule) => {
        const exceptions = packs
          .flatMap((other) => other.exceptions)
          .filter((exception) => exception.ruleId === rule.id && exception.expires > today);
        return {
          pack: `${pack.id}@${pack.version}`,
          rule,
          exceptions,
          isExcepted: exceptionTest(exceptions),
        };
      }),
  );
  const ofKind = <Kind extends Rule['kind']>(kind: Kind) =>
    rules.filter(({ rule }) => rule.kind === kind) as unknown as readonly CompiledRule<Kind>[];
  const mode = strictestMode(packs);
  return {
    packs: packs.map((pack) => `${pack.id}@${pack.version}`),
    mode,
    onDetectorError: packs.some((pack) => pack.onDetectorError === 'reject') ? 'reject' : 'flag',
    recognizers: recognizersFor(entitiesOf(rules.map((compiled) => compiled.rule)), mode),
    entityRules: ofKind('entity'),
    patternRules: ofKind('pattern'),
    termsRules: ofKind('terms'),
    topicRules: ofKind('topic'),
    disclaimerRules: ofKind('disclaimer'),
    judgeRules: ofKind('judge'),
    gates: gateSettings(ofKind('quality')),
  };
};

/** A pack that extends another replaces the rules of the other that have the same id as one of its own. */
const isReplaced = (rule: Rule, pack: PolicyPack, packs: readonly PolicyPack[]): boolean =>
  packs.some(
    (other) =>
      other !== pack && extendsPack(other, pack.id, packs) && other.rules.some(({ id }) => id === rule.id),
  );

const extendsPack = (pack: PolicyPack, id: string, packs: readonly PolicyPack[]): boolean =>
  pack.extends.some(
    (name) => name === id || packs.some((other) => other.id === name && extendsPack(other, id, packs)),
  );

/** How hard the packs together ask to look. */
export const strictestMode = (packs: readonly PolicyPack[]): DetectionMode =>
  detectionModes[Math.max(0, ...packs.map((pack) => detectionModes.indexOf(pack.detection)))] ?? 'fast';

/** What rules look for, conditions included: a rule that asks for a person needs the recognizers of names. */
const entitiesOf = (rules: readonly Rule[]): ReadonlySet<string> => {
  const wanted = new Set<Entity | string>();
  for (const rule of rules) {
    if (rule.kind === 'entity') for (const entity of rule.entities) wanted.add(entity);
    if ('when' in rule)
      for (const entities of Object.values(rule.when ?? {}))
        for (const entity of entities ?? []) wanted.add(entity);
  }
  return wanted;
};

const gateSettings = (rules: readonly CompiledRule<'quality'>[]): GateSettings => {
  const setting = (gate: GateName) => {
    const compiled = rules.filter(({ rule }) => rule.check === gate).at(-1);
    return {
      pack: compiled?.pack ?? `gates@${enforcementVersion}`,
      ruleId: compiled?.rule.id ?? gate,
      action: compiled?.rule.action ?? 'reject',
      severity: compiled?.rule.severity ?? 'medium',
      parameters: gateParameterSchemas[gate].parse(compiled?.rule.parameters ?? {}),
    };
  };
  return Object.fromEntries(gateNames.map((gate) => [gate, setting(gate)])) as unknown as GateSettings;
};
