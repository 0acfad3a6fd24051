import { ThrottledError } from '#shared/errors.ts';
import type { Guardrail, GuardrailHit, GuardrailReply, GuardrailRequest } from '#shared/ports/guardrail.ts';
import { guardrailUsd } from '../../shared/adapters/guardrail-prices.ts';
import { noGuardrailUsage } from '../../shared/domain/guardrail.ts';

/** What a guardrail looks for: it hits where a text holds the phrase, and names it as the match unless it is a topic. */
export interface ScriptedFilter extends Pick<GuardrailHit, 'ruleId' | 'action'> {
  readonly phrase: string;
  readonly entity?: string | null;
  readonly isAboutWholeText?: boolean;
  readonly source?: GuardrailRequest['source'];
}

export interface ScriptedGuardrail extends Guardrail {
  readonly requests: GuardrailRequest[];
}

export interface ScriptedGuardrailOptions {
  readonly id?: string;
  /** What happens instead of a check, by the number of the request from 0 on. */
  readonly failures?: Readonly<Record<number, 'throttled' | 'unreadable' | 'not-allowed'>>;
}

/** A guardrail that does what its filters say, counts a unit for each call, and remembers what it was asked. */
export const scriptedGuardrail = (
  filters: readonly ScriptedFilter[] = [],
  { id = 'scripted@1', failures = {} }: ScriptedGuardrailOptions = {},
): ScriptedGuardrail => {
  const requests: GuardrailRequest[] = [];
  const paid = { topicUnits: 0, contentUnits: 0, sensitiveUnits: 1 };
  const usage = { ...noGuardrailUsage, ...paid, calls: 1, usd: guardrailUsd(paid) };
  return {
    id,
    detector: 'scripted-guardrail',
    requests,
    check: async (request): Promise<GuardrailReply> => {
      const failure = failures[requests.length];
      requests.push(request);
      if (failure === 'throttled') throw new ThrottledError('the guardrail is throttled');
      if (failure === 'not-allowed') throw new Error('AccessDenied: bedrock:ApplyGuardrail');
      if (failure === 'unreadable')
        return { status: 'failed', detail: 'the guardrail gave an answer that cannot be read', usage };
      const hits = filters
        .filter(({ source = request.source }) => source === request.source)
        .filter(({ phrase }) => request.texts.some((text) => text.includes(phrase)))
        .map(({ ruleId, action, phrase, entity = null, isAboutWholeText = false }) => ({
          ruleId,
          action,
          entity,
          match: isAboutWholeText ? null : phrase,
          score: 1,
        }));
      return { status: 'checked', hits, usage };
    },
  };
};
