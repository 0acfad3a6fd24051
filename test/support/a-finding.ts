import type { Finding } from '#shared/domain/finding.ts';

/** An e-mail address that was redacted in an answer, with what a test cares about in place of the defaults. */
export const aFinding = (given: Partial<Finding> = {}): Finding => ({
  pack: 'pii@1.0.0',
  ruleId: 'email-address',
  action: 'redact',
  severity: 'medium',
  entity: 'EMAIL',
  field: 'answer',
  start: 9,
  end: 31,
  matchHash: 'hmac:5f1d7a84',
  detector: 'email',
  score: 1,
  ...given,
});
