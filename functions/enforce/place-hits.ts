import type { Finding } from '#shared/domain/finding.ts';
import { offsetInField, type PairText } from '#shared/domain/pair-texts.ts';
import { applyEdits, type Edit } from '#shared/policy/edits.ts';
import { findOccurrences, type Span } from '#shared/policy/find-occurrences.ts';
import type { PlaceholderLedger } from '#shared/policy/placeholders.ts';
import type { Guardrail, GuardrailHit } from '#shared/ports/guardrail.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';

/** A hit with the field that a judgement of the texts as a whole is held against. */
export interface FieldHit extends GuardrailHit {
  readonly field: 'question' | 'answer';
}

export interface PlacedHits {
  readonly texts: readonly string[];
  readonly findings: readonly Finding[];
  readonly isRedacted: boolean;
  /** False when something was found that must be hidden and stands in none of the texts. */
  readonly isComplete: boolean;
}

interface PlacingContext {
  readonly guardrail: Pick<Guardrail, 'id' | 'detector'>;
  readonly ledger: PlaceholderLedger;
  readonly hashMatch: PolicyEngine['hashMatch'];
}

/**
 * Finds where in a pair the things are that a guardrail has named, which says no places, and hides what it masks or blocks.
 * All occurrences in all fields count: the guardrail may have meant any of them. What it takes a placeholder for is no
 * finding.
 */
export const placeHits = (
  texts: readonly PairText[],
  hits: readonly FieldHit[],
  { guardrail, ledger, hashMatch }: PlacingContext,
): PlacedHits => {
  const edits: Edit[][] = texts.map(() => []);
  const findings = new Map<string, Finding>();
  let isComplete = true;

  const add = (hit: GuardrailHit, field: Finding['field'], { start, end }: Span, matched: string) => {
    const { ruleId, action, entity, score } = hit;
    const finding: Finding = {
      pack: guardrail.id,
      ruleId,
      action,
      severity: severities[action],
      entity,
      field,
      start,
      end,
      matchHash: hashMatch(matched),
      detector: guardrail.detector,
      score,
    };
    findings.set(`${ruleId} ${field} ${start} ${end}`, finding);
  };

  for (const hit of [...hits].sort(byLengthOfMatch)) {
    const places = hit.match === null ? [] : placesOf(texts, hit.match);
    if (places === 'only-placeholders') continue;
    if (places.length === 0) {
      const whole = texts.find(({ field }) => field === hit.field)?.text ?? '';
      add(hit, hit.field, { start: 0, end: whole.length }, hit.match ?? whole);
      if (mustHide(hit)) isComplete = false;
    }
    for (const { index, span } of places) {
      const { field, text } = texts[index] as PairText;
      const matched = text.slice(span.start, span.end);
      const shift = offsetInField(texts, index);
      add(hit, field, { start: span.start + shift, end: span.end + shift }, matched);
      if (mustHide(hit)) {
        const replacement = ledger.placeholderFor(hit.entity, matched);
        edits[index] = hide(edits[index] ?? [], { ...span, replacement });
      }
    }
  }
  return {
    texts: texts.map(({ text }, index) => applyEdits(text, edits[index] ?? [])),
    findings: [...findings.values()],
    isRedacted: edits.some((ofText) => ofText.length > 0),
    isComplete,
  };
};

const severities = { flag: 'low', redact: 'medium', reject: 'high' } as const;

/** What is blocked is hidden as well: the quarantine must not hold what the dataset may not. Words are not secrets. */
const mustHide = (hit: GuardrailHit): hit is GuardrailHit & { readonly entity: string } =>
  hit.entity !== null && hit.action !== 'flag';

/** Longer ones first, so that a name is hidden before a part of it is. */
const byLengthOfMatch = (a: GuardrailHit, b: GuardrailHit): number =>
  (b.match?.length ?? 0) - (a.match?.length ?? 0);

const placesOf = (texts: readonly PairText[], match: string) => {
  for (const isWholeWord of [true, false]) {
    const places = texts.flatMap(({ text }, index) =>
      findOccurrences(text, match, isWholeWord).map((span) => ({ index, span })),
    );
    if (places.length > 0) return places;
  }
  return texts.some(({ text }) => text.includes(match)) ? 'only-placeholders' : [];
};

/** Where two things overlap, all that either covers is hidden. */
const hide = (edits: readonly Edit[], added: Edit): Edit[] => {
  const touched = edits.filter((edit) => edit.start < added.end && added.start < edit.end);
  const [first = added] = touched;
  return [
    ...edits.filter((edit) => !touched.includes(edit)),
    {
      start: Math.min(added.start, ...touched.map(({ start }) => start)),
      end: Math.max(added.end, ...touched.map(({ end }) => end)),
      replacement: first.replacement,
    },
  ].sort((a, b) => a.start - b.start);
};
