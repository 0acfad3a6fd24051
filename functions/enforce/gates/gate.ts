import type { Pair, Turn } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { PairRejection } from '#shared/domain/rejection.ts';
import type { GateName, GateParameters } from '#shared/policy/gate-settings.ts';

/** Why a gate holds a pair back. */
export interface Objection {
  /** What is wrong, in words for the report and without a word of the pair. */
  readonly problem: string;
  /** The part of the pair that is wrong; it is shown only where redaction leaves it in the pair. */
  readonly quote?: string;
}

/** One question with its answer, as a gate looks at it. */
export interface CheckedTurn extends Turn, Pick<Pair, 'questionType'> {
  /** True for a later turn of a conversation, which may refer back to what was said. */
  readonly isFollowUp?: boolean;
}

/** What a pair was made of; the text of several passages, where several were shown. */
export type Source = Pick<Passage, 'headingPath' | 'text'> & Partial<Pick<Passage, 'leadLength'>>;

/** One deterministic check of a turn of a pair against what it was made of. */
export interface Gate<Name extends GateName = GateName> {
  readonly name: Name;
  readonly reason: PairRejection['reason'];
  /** Undefined when the pair may go on. */
  check(turn: CheckedTurn, source: Source, parameters: GateParameters<Name>): Objection | undefined;
}
