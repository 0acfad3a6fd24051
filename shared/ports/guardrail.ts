import type { Action } from '../domain/finding.ts';
import type { GuardrailUsage } from '../domain/guardrail.ts';

export interface GuardrailRequest {
  /** `input` for what a person asks, `output` for what a model answers: a filter may be set for one of them alone. */
  readonly source: 'input' | 'output';
  /** Texts that are judged together and paid for together. */
  readonly texts: readonly string[];
}

/** One filter of a guardrail that spoke. */
export interface GuardrailHit {
  /** Names the filter, for example `pii-email` or `topic-company.merger-talks`. */
  readonly ruleId: string;
  readonly action: Exclude<Action, 'allow'>;
  /** The kind of thing found, in the words of recognizers where they have one; null for what is not a thing. */
  readonly entity: string | null;
  /** What was found, as the guardrail names it; null where it judged a text as a whole. It says no place. */
  readonly match: string | null;
  /** 0 to 1. */
  readonly score: number;
}

/**
 * What a guardrail said. An answer that cannot be understood is data, and rejects. Throttling and outages are thrown as
 * `ThrottledError`; anything else that is thrown, such as a missing permission, fails the document.
 */
export type GuardrailReply =
  | { readonly status: 'checked'; readonly hits: readonly GuardrailHit[]; readonly usage: GuardrailUsage }
  | { readonly status: 'failed'; readonly detail: string; readonly usage: GuardrailUsage };

/** A managed service that judges texts by filters of its own, in one pinned version. */
export interface Guardrail {
  /** `<id>@<version>`: verdicts hang on it, and findings name it as their pack. */
  readonly id: string;
  /** Names the technology in findings. */
  readonly detector: string;
  check(request: GuardrailRequest): Promise<GuardrailReply>;
}
