import type { Severity } from '../domain/finding.ts';

/** A rule in plain words, as a judge is asked about it. */
export interface JudgeRule {
  /** `<pack>@<version>`. */
  readonly pack: string;
  readonly ruleId: string;
  readonly action: 'flag' | 'reject';
  readonly severity: Severity;
  readonly title: string;
  readonly instruction: string;
  /** The least score at which the judge's finding counts, 0 to 1. */
  readonly threshold: number;
  readonly violates: readonly string[];
  readonly complies: readonly string[];
}
