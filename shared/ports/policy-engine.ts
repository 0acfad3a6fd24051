import type { DetectionMode } from '../domain/detection-mode.ts';
import type { Finding } from '../domain/finding.ts';
import type { Pair } from '../domain/pair.ts';
import type { Passage } from '../domain/passage.ts';
import type { PairRejection } from '../domain/rejection.ts';
import type { GateSettings } from '../policy/gate-settings.ts';
import type { JudgeRule } from '../policy/judge-rule.ts';

/** What stands above a passage and belongs to it. */
export interface AbovePassage {
  readonly headings: readonly string[];
  /** Text from elsewhere in the document that the passage begins with, for example the head of a table. */
  readonly lead: string;
}

export interface RedactedPassage extends AbovePassage {
  readonly text: string;
  /** Those of the text alone. */
  readonly redactions: Passage['redactions'];
  /** Those of the text and of the headings; what is in the lead is found where it comes from. */
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
  /** How hard the detectors look: the strictest mode that a pack asks for. */
  readonly detection: DetectionMode;
  /** How the packs set the gates that every pair must pass. */
  readonly gates: GateSettings;
  /** The rules that only a model can judge; they do not run where none is configured. */
  readonly judgeRules: readonly JudgeRule[];
  /** What becomes of a pair on which a detector or the judge gave no answer. */
  readonly onDetectorError: 'flag' | 'reject';
  /** The keyed hash under which a finding names what it found. */
  hashMatch(match: string): string;
  /**
   * What is left of a piece of a document before a model may see it. Text that cannot be checked is withheld whole. What
   * stands above it is redacted together with it, so that one value has one placeholder in all of them.
   */
  redactPassage(text: string, above?: AbovePassage): RedactedPassage;
  /** Every rule on one pair. What a pair may contain never makes it throw: a detector that fails rejects the pair. */
  reviewPair(
    pair: Pair,
    passage: Pick<Passage, 'text' | 'redactions' | 'findings'> & Partial<Pick<Passage, 'headingPath'>>,
  ): PairReview;
}

/** Compiles the packs that a dataset names. Throws `InvalidPolicyError`, also for a name that no pack has. */
export type LoadPolicyEngine = (packNames: readonly string[]) => Promise<PolicyEngine>;

/** Names what packs would apply, as `<pack>@<version>`, without compiling them. Throws `InvalidPolicyError`. */
export type ListPacks = (packNames: readonly string[]) => Promise<readonly string[]>;
