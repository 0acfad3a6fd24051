import * as z from 'zod';

/** From weakest to strongest; the strongest action among the findings of a pair decides. */
export const actions = ['allow', 'flag', 'redact', 'reject'] as const;
export const severities = ['low', 'medium', 'high', 'critical'] as const;

/**
 * One rule that matched, with its span. The audit trail is made of these, so a finding holds a keyed hash of the
 * match and never the match itself. Offsets are UTF-16 code units into the field as it was before redaction, or as a judge or
 * a guardrail was shown it. A pair of several turns, with reasoning, or with several quotes, has several texts of a kind, and a passage has
 * several headings above it, the first passage of a document also the document's title as the last of them: offsets count
 * through all of them, joined by `\n`.
 */
export const findingSchema = z.strictObject({
  /** `<pack>@<version>`, for example `gdpr@1.0.0`; the id and version of a guardrail for what that found. */
  pack: z.string(),
  ruleId: z.string(),
  action: z.enum(actions),
  severity: z.enum(severities),
  /** The kind of thing found, for example `EMAIL`; null for rules that are not about an entity. */
  entity: z.string().nullable(),
  field: z.enum(['heading', 'passage', 'question', 'answer', 'evidence']),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  matchHash: z.string(),
  /** The name of the recognizer, judge or guardrail that found it. */
  detector: z.string(),
  score: z.number().min(0).max(1),
});
export type Finding = z.infer<typeof findingSchema>;
export type Action = (typeof actions)[number];
export type Severity = (typeof severities)[number];
