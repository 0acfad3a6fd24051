import type { Finding } from '../domain/finding.ts';
import type { Pair } from '../domain/pair.ts';
import type { Passage } from '../domain/passage.ts';
import type { Verdict } from '../domain/verdict.ts';

export interface RedactedText {
  readonly text: string;
  readonly redactions: Passage['redactions'];
  readonly findings: readonly Finding[];
}

/** The packs of one dataset, compiled. */
export interface PolicyEngine {
  /** Changes whenever the same pair could get another verdict: a hash of the packs and of the gates' version. */
  readonly policyId: string;
  /** `<pack>@<version>` of every pack that applies, those that others extend included. */
  readonly packs: readonly string[];
  /** What is left of a piece of a document before a model may see it. */
  redactPassage(text: string): RedactedText;
  /** Every gate and rule on one pair, cheap ones first. What a pair may contain never makes it throw. */
  enforcePair(pair: Pair, passage: Passage): Promise<Verdict>;
}

/** Compiles the packs that a dataset names. Throws `InvalidPolicyError`, also for a name that no pack has. */
export type LoadPolicyEngine = (packNames: readonly string[]) => Promise<PolicyEngine>;
