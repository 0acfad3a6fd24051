import { comparable } from '#shared/domain/comparable-text.ts';
import type { Gate } from './gate.ts';

const source =
  '(?:document|passage|text|excerpt|article|section|chapter|page|paragraph|context|snippet|extract|author|writer)';
const artefact = '(?:table|figure|diagram|image|list|example|chart|appendix)';

/** Phrases that point at a text which the reader of the pair does not have. */
const pointers: readonly RegExp[] = [
  new RegExp(
    `\\b(?:this|the (?:given|provided|above|following|present|current|preceding)|that) ${source}\\b`,
  ),
  new RegExp(
    `\\b(?:according to|based on|in|from|per|as (?:stated|described|mentioned|shown) in) the ${source}\\b(?! of\\b)`,
  ),
  new RegExp(
    `\\bthe ${source} (?:says?|states?|mentions?|describes?|explains?|notes?|provides?|lists?|discuss(?:es)?|refers?|suggests?)\\b`,
  ),
  new RegExp(
    `\\b(?:this|the (?:above|below|following|given)|the) ${artefact} (?:above|below|shows?|lists?|provided)\\b`,
  ),
  new RegExp(`\\b(?:in|see|from) (?:this|the (?:above|below|following)) ${artefact}\\b`),
  /\b(?:mentioned|described|listed|shown|stated|discussed|given|provided|outlined|noted) (?:above|below|here|earlier|previously)\b/,
  /\bas (?:mentioned|described|stated|shown|noted|discussed) (?:in|above|below|earlier)\b/,
  /\bsee (?:above|below|here)\b/,
  /\bclick here\b/,
];

/** Questions that open on a pronoun which nothing stands for: "How does it work?" A later turn may. */
const openPronoun =
  /^(?:(?:what|when|where|why|who|which|how)(?: (?:many|much|long|often|far))? )?(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|must|may) (?:it|they|he|she|them|these|those|this|that)\b(?! (?:true|possible|necessary|required|allowed|permitted|mandatory|ok|safe|legal|important|recommended|worth|better|take|cost|mean|there)\b)(?: [a-z]+)?[ ?]/;
const restrictivePronoun = /^(?:is|was) (?:it|this|that) (?:[a-z]+ )?(?:to|for|that|if)\b/;

export const standsAlone: Gate<'stands-alone'> = {
  name: 'stands-alone',
  reason: 'not-standalone',
  check: ({ question, answer, isFollowUp = false }, _source, { phrases }) => {
    for (const [field, text] of [
      ['question', question],
      ['answer', answer],
    ] as const) {
      const folded = comparable(text).toLowerCase();
      const found =
        pointers.map((pointer) => pointer.exec(folded)?.[0]).find((match) => match !== undefined) ??
        phrases.find((phrase) => folded.includes(phrase.toLowerCase()));
      if (found !== undefined)
        return { problem: `the ${field} points at a text that its reader does not have`, quote: found };
    }
    const opening = comparable(question).toLowerCase();
    if (!isFollowUp && openPronoun.test(opening) && !restrictivePronoun.test(opening))
      return { problem: 'the question asks about a pronoun that nothing stands for' };
    return undefined;
  },
};
