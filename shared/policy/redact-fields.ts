import { actions, type Finding } from '../domain/finding.ts';
import type { CompiledPolicy, CompiledRule } from './compile-policy.ts';
import { addEdit, applyEdits, type Edit, spanBeforeEdits } from './edits.ts';
import type { HashMatch } from './match-hash.ts';
import type { Condition } from './pack-schema.ts';
import { entitiesOfPlaceholders, placeholderLedger } from './placeholders.ts';
import { replacementFor } from './redaction-operators.ts';
import type { FieldText, KnownValue, ScannedDetection, ScanTexts } from './scan-texts.ts';

interface RedactedField {
  readonly text: string;
  readonly redactions: readonly Edit[];
  readonly findings: readonly Finding[];
}

export interface RedactedFields {
  readonly fields: readonly RedactedField[];
  /** The names of detectors that threw. */
  readonly failures: readonly string[];
  /** The kinds of thing that are, or were, in the fields. */
  readonly entities: ReadonlySet<string>;
}

type SpanRule = CompiledRule<'entity'> | CompiledRule<'pattern'> | CompiledRule<'terms'>;

/** Redaction can bring new matches about, for example beside a placeholder; more rounds than this were never needed. */
const maxRounds = 6;

/**
 * Applies every rule with a span to texts that belong together, the fields of one pair or a passage alone, until
 * nothing more is found. One value has one placeholder in all of them, and is also replaced where only its repetition
 * gives it away. Placeholders that `surroundings` hold are not given to other values.
 */
export const redactFields = (
  policy: CompiledPolicy,
  scanTexts: ScanTexts,
  hashMatch: HashMatch,
  fields: readonly FieldText[],
  surroundings = '',
): RedactedFields => {
  const ledger = placeholderLedger([surroundings, ...fields.map(({ text }) => text)]);
  const edits: Edit[][] = fields.map(() => []);
  const findings = fields.map(() => new Map<string, Finding>());
  const failures = new Set<string>();
  const entities = new Set(fields.flatMap(({ text }) => entitiesOfPlaceholders(text)));
  const known = new Map<string, KnownValue>();

  for (let round = 0; round < maxRounds; round += 1) {
    const current = fields.map(({ text }, index) => applyEdits(text, edits[index] ?? []));
    const scan = scanTexts(current, [...known.values()]);
    for (const failure of scan.failures) failures.add(failure);
    for (const detection of scan.detections.flat()) entities.add(detection.entity);
    let hasChanged = false;
    for (const [index, field] of fields.entries()) {
      const before = edits[index] ?? [];
      let after = before;
      for (const detection of scan.detections[index] ?? []) {
        const rules = rulesFor(policy, detection, field.field, entities);
        const span = spanBeforeEdits(before, detection.start, detection.end);
        for (const rule of rules) {
          if (rule.rule.action === 'allow') continue;
          const finding = findingOf(rule, detection, span, field.field, hashMatch);
          findings[index]?.set(`${finding.pack} ${finding.ruleId} ${span.start} ${span.end}`, finding);
        }
        const strongest = rules.find((rule) => hides(rule));
        if (strongest === undefined) continue;
        const match = { ...detection, hash: hashMatch(detection.value) };
        after = addEdit(after, {
          ...span,
          replacement: replacementFor(strongest.rule.redact, match, ledger),
        });
        for (const value of valuesToRepeat(detection)) known.set(value, { value, entity: detection.entity });
        hasChanged = true;
      }
      edits[index] = after;
    }
    if (!hasChanged) break;
  }
  return {
    fields: fields.map(({ text }, index) => ({
      text: applyEdits(text, edits[index] ?? []),
      redactions: edits[index] ?? [],
      findings: [...(findings[index]?.values() ?? [])].sort((a, b) => a.start - b.start || a.end - b.end),
    })),
    failures: [...failures],
    entities,
  };
};

/** A person who was named in full is named again by the surname alone. */
const valuesToRepeat = ({ entity, value }: ScannedDetection): string[] => {
  const surname = entity === 'PERSON' ? /\s(\p{Lu}[\p{L}\p{M}'-]{3,})$/u.exec(value)?.[1] : undefined;
  return surname === undefined ? [value] : [value, surname];
};

/** The rules that hold for a detection, the strictest first. */
const rulesFor = (
  policy: CompiledPolicy,
  detection: ScannedDetection,
  field: Finding['field'],
  entities: ReadonlySet<string>,
): SpanRule[] => {
  const candidates: readonly SpanRule[] = detection.rule
    ? [detection.rule]
    : policy.entityRules.filter(
        ({ rule }) =>
          rule.minScore <= detection.score && (rule.entities as readonly string[]).includes(detection.entity),
      );
  return candidates
    .filter(
      ({ rule }) =>
        rule.scope.includes(field === 'heading' ? 'passage' : field) && conditionHolds(rule.when, entities),
    )
    .filter(({ isExcepted }) => !isExcepted(detection.value))
    .sort((a, b) => actions.indexOf(b.rule.action) - actions.indexOf(a.rule.action));
};

export const conditionHolds = (condition: Condition | undefined, entities: ReadonlySet<string>): boolean =>
  condition === undefined ||
  ((condition.anyEntity?.some((entity) => entities.has(entity)) ?? true) &&
    (condition.allEntities?.every((entity) => entities.has(entity)) ?? true) &&
    !(condition.noEntity?.some((entity) => entities.has(entity)) ?? false));

/** What is rejected is hidden as well: the quarantine must not hold what the dataset may not. */
const hides = ({ rule }: SpanRule): boolean =>
  rule.action === 'redact' || (rule.action === 'reject' && rule.kind !== 'terms');

const findingOf = (
  { pack, rule }: SpanRule,
  detection: ScannedDetection,
  span: { readonly start: number; readonly end: number },
  field: Finding['field'],
  hashMatch: HashMatch,
): Finding => ({
  pack,
  ruleId: rule.id,
  action: rule.action,
  severity: rule.severity,
  entity: rule.kind === 'terms' ? null : detection.entity,
  field,
  ...span,
  matchHash: hashMatch(detection.value),
  detector: detection.recognizer,
  score: detection.score,
});
