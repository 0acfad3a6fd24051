import { asAsked } from '../as-asked.ts';
import { contentWords, lowerFirst } from '../english.ts';
import { isNounPhrase } from '../noun-phrase.ts';
import type { Section } from '../outline.ts';
import type { Proposal } from '../proposal.ts';
import { sentencesOf } from '../sentences.ts';
import { clauseStandsAlone, sentenceStandsAlone } from '../stands-alone.ts';

const states =
  'allowed|permitted|accepted|included|refunded|refundable|covered|required|supported|compulsory|mandatory|due|charged|protected|prohibited|forbidden|banned|excluded|repaid|insured';
const statement = new RegExp(
  `^(?<none>No )?(?<subject>[^,;:]{3,80}?) (?<be>is|are) (?<not>not |never )?(?<adverb>only |always |generally |normally |usually |currently |also |automatically )?(?<state>${states})(?<rest>\\b.*)$`,
);
const restriction =
  /\b(?:only|unless|if|except|when|until|provided|as long as|but|however|and|or|because|since|so|where|while|which)\b/;

/** "Power banks are not allowed in checked baggage": are they, and under which condition? */
export const permissions = (section: Section): Proposal[] =>
  sentencesOf(section).flatMap(({ text, quote }) => {
    const groups = statement.exec(text)?.groups;
    if (groups === undefined || !sentenceStandsAlone(text.replace(/^No /, ''))) return [];
    const { none, subject = '', be = '', not, adverb, state = '', rest = '' } = groups;
    const name = none === undefined ? lowerFirst(subject, section.text.replace(quote, '')) : subject;
    if (!isUsable(name)) return [];
    const isDenied = none !== undefined || not !== undefined;
    const isRestricted = adverb?.trim() === 'only' || restriction.test(rest);
    const place = isDenied && isRestricted ? deniedCase(rest) : clause(rest);
    if (place === undefined) return [];
    if (place === '' && contentWords(name).length < 3) return [];
    const question = `${be === 'is' ? 'Is' : 'Are'} ${asAsked(`${name} ${state}${place}`)}?`;
    const opening = isDenied ? 'No. ' : isRestricted ? '' : 'Yes. ';
    return [
      {
        rule: 'permissions',
        question,
        answer: `${opening}${text}`,
        evidence: [quote],
        questionType: 'yes-no',
        confidence: isRestricted ? 0.74 : 0.8,
      },
    ];
  });

/** "… if we told you in time": a denial under a condition is asked for with it. */
const deniedCase = (rest: string): string | undefined => {
  const [, condition] = /^ ((?:if|when|for|on|in) [^,;:]+?)(?: because .+)?[.!]$/.exec(rest) ?? [];
  return condition !== undefined && clauseStandsAlone(condition) && !restrictionInside.test(condition)
    ? ` ${condition}`
    : undefined;
};

const restrictionInside = /\b(?:only|unless|except|until|but|however)\b/;

/** What the state applies to, up to a condition; undefined when that is not said in the sentence. */
const clause = (rest: string): string | undefined => {
  if (/^[^,;:(]{1,60}, (?:[^,]{1,40}, )*[^,]{0,40}\b(?:and|or) /.test(rest)) return undefined;
  const [place = ''] = rest.replace(/[.!]$/, '').split(/[,;:(]/, 1);
  const plain = place.split(restriction, 1)[0]?.trimEnd() ?? '';
  if (/\b(?:it|this|these|those|them|above|below|following)\b/i.test(plain)) return undefined;
  if (/^\s*(?:to (?!the|a|an|all)|by|that|as)\b/.test(plain)) return undefined;
  return plain.split(' ').length <= 12 ? plain : undefined;
};

const isUsable = (subject: string): boolean =>
  clauseStandsAlone(subject) &&
  isNounPhrase(subject) &&
  contentWords(subject).length >= 1 &&
  subject.split(' ').length <= 10 &&
  !/^(?:not|some|if|when|in|on|at|for|from|with|by|as|after|before|since|while|although|because|that|what|which|who|we|you|i|he|she|and|or|but|none|nothing|both|all of|more|only|each|access|an? (?:further|additional|second))\b/i.test(
    subject,
  ) &&
  !/\b(?:that|which|who|where|if|when)\b/i.test(subject);
