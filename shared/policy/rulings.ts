import { actions, type Finding } from '../domain/finding.ts';
import type { CompiledPolicy, CompiledRule } from './compile-policy.ts';
import type { Condition } from './pack-schema.ts';
import { coverAll, resolveOverlaps, type Span } from './resolve-overlaps.ts';
import type { ScannedDetection } from './scan-texts.ts';

export type SpanRule = CompiledRule<'entity'> | CompiledRule<'pattern'> | CompiledRule<'terms'>;

interface Ruling extends ScannedDetection {
  /** Those that hold for it and do more than allow, the strictest first. */
  readonly rules: readonly SpanRule[];
  /**
   * What is hidden where a rule hides: the detection, and what is left beside it of readings that lost against it. Null where
   * another reading hides the place.
   */
  readonly cover: Span | null;
}

/**
 * What the rules say of the detections in one field. Several detections of one place are rival readings of it. Of those that
 * hide only one is taken, and hides what the others would have; one that hides nothing never stands in the way of one that
 * does. What is only flagged follows, where no reading of the same place outdoes it. What a pack's author wrote down is no
 * guess at what a place holds: where it rejects, it does so whoever hides the place.
 */
export const rulings = (
  policy: CompiledPolicy,
  detections: readonly ScannedDetection[],
  field: Finding['field'],
  entities: ReadonlySet<string>,
): Ruling[] => {
  const hiding: Ruling[] = [];
  const remarked: Ruling[] = [];
  const observed: Ruling[] = [];
  for (const detection of detections) {
    const rules = rulesFor(policy, detection, field, entities);
    if (rules.length === 0) continue;
    const ruling = { ...detection, rules, cover: detection };
    if (detection.rule?.rule.kind === 'terms') observed.push(ruling);
    else if (rules.some(hides)) hiding.push(ruling);
    else (detection.rule ? observed : remarked).push(ruling);
  }
  const resolved = resolveOverlaps(hiding);
  const covers = coverAll(resolved, hiding);
  const hidden: Ruling[] = resolved.map((ruling, index) => ({ ...ruling, cover: covers[index] ?? ruling }));
  const flagged = remarked.length === 0 ? [] : resolveOverlaps([...hidden, ...remarked]);
  const rejecting = hiding.filter((ruling) => ruling.rule && !resolved.includes(ruling) && rejects(ruling));
  return [
    ...hidden,
    ...rejecting.map((ruling) => ({ ...ruling, cover: null })),
    ...flagged.filter((ruling) => !hidden.includes(ruling)),
    ...observed,
  ];
};

const rejects = ({ rules }: Ruling): boolean => rules.some(({ rule }) => rule.action === 'reject');

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
        rule.action !== 'allow' &&
        rule.scope.includes(field === 'heading' ? 'passage' : field) &&
        conditionHolds(rule.when, entities),
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
export const hides = ({ rule }: SpanRule): boolean =>
  rule.action === 'redact' || (rule.action === 'reject' && rule.kind !== 'terms');
