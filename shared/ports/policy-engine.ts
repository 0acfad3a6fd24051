import type { Finding } from '../domain/finding.ts';
import type { Pair } from '../domain/pair.ts';
import type { Passage } from '../domain/passage.ts';
import type { PairRejection } from '../domain/rejection.ts';
import type { GateSettings } from '../policy/gate-settings.ts';
import type { JudgeRule } from '../policy/judge-rule.ts';

export interface RedactedText {
  readonly text: string;
  readonly redactions: Passage['redactions'];
  readonly findings: readonly Finding[];
}

/** What the rules of the packs say about one pair; the gates of `functions/enforce` are not part of it. */
export interface PairReview {
  /** The pair with everything hidden that policy redacts or rejects. */
  readonly pair: Pair;
  /** True when the pair differs from what the document says, be it that the passage was redacted before generation. */
  readonly isRedacted: boolean;
  readonly findings: readonly Finding[];
  readonly rejections: readonly PairRejection[];
}

/** The packs of one dataset, compiled. */
export interface PolicyEngine {
  /** Changes whenever the same pair could get another verdict: a hash of packs, gates, detectors and audit key. */
  readonly policyId: string;
  /** `<pack>@<version>` of every pack that applies, those that others extend included. */
  readonly packs: readonly string[];
  /** How the packs set the gates that every pair must pass. */
  readonly gates: GateSettings;
  /** The rules that only a model can judge; they do not run where none is configured. */
  readonly judgeRules: readonly JudgeRule[];
  /** What becomes of a pair on which a detector or the judge gave no answer. */
  readonly onDetectorError: 'flag' | 'reject';
  /** The keyed hash under which a finding names what it found. */
  hashMatch(match: string): string;
  /** What is left of a piece of a document before a model may see it. Text that cannot be checked is withheld whole. */
  redactPassage(text: string): RedactedText;
  /** Every rule on one pair. What a pair may contain never makes it throw: a detector that fails rejects the pair. */
  reviewPair(pair: Pair, passage: Pick<Passage, 'text' | 'redactions' | 'findings'>): PairReview;
}

/** Compiles the packs that a dataset names. Throws `InvalidPolicyError`, also for a name that no pack has. */
export type LoadPolicyEngine = (packNames: readonly string[]) => Promise<PolicyEngine>;

/** Names what packs would apply, as `<pack>@<version>`, without compiling them. Throws `InvalidPolicyError`. */
export type ListPacks = (packNames: readonly string[]) => Promise<readonly string[]>;
