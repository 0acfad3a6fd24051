import type { Pair } from '#shared/domain/pair.ts';
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

/** One deterministic check of a pair against its passage. */
export interface Gate<Name extends GateName = GateName> {
  readonly name: Name;
  readonly reason: PairRejection['reason'];
  /** Undefined when the pair may go on. */
  check(pair: Pair, passage: Passage, parameters: GateParameters<Name>): Objection | undefined;
}
