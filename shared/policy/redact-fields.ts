import type { Finding } from '../domain/finding.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { addEdit, applyEdits, type Edit, spanBeforeEdits } from './edits.ts';
import type { HashMatch } from './match-hash.ts';
import { entitiesOfPlaceholders, placeholderLedger } from './placeholders.ts';
import { replacementFor } from './redaction-operators.ts';
import { hides, rulings, type SpanRule } from './rulings.ts';
import type { FieldText, KnownValue, ScannedDetection, ScanTexts } from './scan-texts.ts';

interface RedactedField {
  readonly text: string;
  readonly redactions: readonly Edit[];
  readonly findings: readonly Finding[];
}

export interface RedactedFields {
  readonly fields: readonly RedactedField[];
  /** The names of detectors that threw; `unsettled-redaction` where every round found more. */
  readonly failures: readonly string[];
  /** The kinds of thing that are, or were, in the fields. */
  readonly entities: ReadonlySet<string>;
}

/** Redaction can bring new matches about, for example beside a placeholder. A text that takes more rounds is not clean. */
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

  let current = fields.map(({ text }) => text);
  let isSettled = false;
  for (let round = 0; round < maxRounds && !isSettled; round += 1) {
    const scan = scanTexts(current, [...known.values()]);
    for (const failure of scan.failures) failures.add(failure);
    for (const detection of scan.detections.flat()) entities.add(detection.entity);
    for (const [index, { field }] of fields.entries()) {
      const before = edits[index] ?? [];
      let after = before;
      for (const detection of rulings(policy, scan.detections[index] ?? [], field, entities)) {
        const span = spanBeforeEdits(before, detection.start, detection.end);
        for (const rule of detection.rules) {
          const finding = findingOf(rule, detection, span, field, hashMatch);
          findings[index]?.set(`${finding.pack} ${finding.ruleId} ${span.start} ${span.end}`, finding);
        }
        const strongest = detection.rules.find(hides);
        if (strongest === undefined || detection.cover === null) continue;
        const match = { ...detection, hash: hashMatch(detection.value) };
        after = addEdit(after, {
          ...spanBeforeEdits(before, detection.cover.start, detection.cover.end),
          replacement: replacementFor(strongest.rule.redact, match, ledger),
        });
        for (const value of valuesToRepeat(detection)) known.set(value, { value, entity: detection.entity });
      }
      edits[index] = after;
    }
    const next = fields.map(({ text }, index) => applyEdits(text, edits[index] ?? []));
    isSettled = next.every((text, index) => text === current[index]);
    current = next;
  }
  if (!isSettled) failures.add('unsettled-redaction');
  return {
    fields: fields.map((_, index) => ({
      text: current[index] ?? '',
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
