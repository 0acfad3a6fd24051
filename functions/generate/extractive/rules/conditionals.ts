import { asAsked } from '../as-asked.ts';
import { contentWords, tagsOf } from '../english.ts';
import type { Section } from '../outline.ts';
import type { Proposal } from '../proposal.ts';
import { sentencesOf } from '../sentences.ts';
import { clauseStandsAlone } from '../stands-alone.ts';

/** "If you miss your flight, …": what happens then, or what can or should one do? */
export const conditionals = (section: Section): Proposal[] =>
  sentencesOf(section).flatMap(({ text, quote }) => {
    const parts = splitCondition(text);
    if (parts === undefined) return [];
    const { word, condition, consequence } = parts;
    if (saysNoConsequence.test(consequence)) return [];
    if (/^\w+ing\b/.test(condition) && asks(consequence) === 'What happens') return [];
    if (/;|^(?:\w+ed|run)\b|^you (?:know|wish|like|prefer)\b/i.test(condition)) return [];
    if (condition.split(' ').length < 3 || consequence.split(' ').length < 4) return [];
    if (
      !clauseStandsAlone(condition) ||
      /\b(?:above|below|following|see|the \w+ ones?)\b/i.test(consequence) ||
      /:$/.test(consequence)
    )
      return [];
    if (
      continues.test(condition) ||
      isSlight(condition) ||
      concernsNobody(condition) ||
      !hasVerb(condition) ||
      opensWithVariable(condition)
    )
      return [];
    return [
      {
        rule: 'conditionals',
        question: `${asks(consequence)} ${word} ${asAsked(condition)}?`,
        answer: text,
        evidence: [quote],
        questionType: 'conditional',
        confidence: 0.85,
      },
    ];
  });

/** "if you are at home", "if your bag is worth more": clear to a reader of the section alone, who knows where and than what. */
const isSlight = (condition: string): boolean => {
  const words = contentWords(condition).length;
  const isComparison = /\b(?:more|less|\p{L}{3,}er|otherwise|overnight|anyway|after all)$/iu.test(condition);
  return (
    words < 2 ||
    (words < 3 && (isComparison || /^(?:you|we) (?:are|were|have to|need to)\b/i.test(condition)))
  );
};

/** An opinion, a wish or a further clause: neither what happens nor what to do. */
const saysNoConsequence =
  /^(?:then )?(?:there (?:is|are) (?:\p{L}+ )?(?:choices?|options?|ways?|possibilities|solutions?|reasons?)|(?:it|this|that|there) (?:is|might|may|would|could|can|should) (?:also )?(?:be )?(?:easier|possible|useful|helpful|nice|a good idea|fine|ok|okay|likely|probably|no problem|some|several|many)|we (?:would|['’]d) (?:appreciate|like|be)|(?:each|every|the (?:first|next)) time|before|after|when|if|unless|while|you (?:might|may|probably|usually) (?:want|wish|like|find|see|notice|be|think|wonder))\b/iu;

/** Of several that were named before, or on from a case that was told before. */
const continues =
  /^(?:any|all|both|either|none|some|one|each) of\b|\S there (?:is|are|was|were)\b|\b(?:still|nonetheless|nevertheless|again|yet)\b/i;

/** "If mode is set", "when timestamp names a time": a noun that can be counted and has no article is the name of a variable. */
const opensWithVariable = (condition: string): boolean => {
  const [first, second] = tagsOf(condition);
  return (
    first !== undefined &&
    /^\p{Ll}+$/u.test(first.word) &&
    ((first.tags.has('Singular') && !first.tags.has('Uncountable')) || first.tags.has('Infinitive')) &&
    second?.tags.has('Verb') === true
  );
};

/** "If no argument is given", "when a buffer is full": a case in which nobody acts and nothing has a name is one of a program. */
const concernsNobody = (condition: string): boolean =>
  !/\bthan \d/.test(condition) &&
  !people.test(condition) &&
  !/(?:^|(?<=[\p{Ll},] ))\p{Lu}\p{Ll}+(?![\p{L}-])/u.test(condition);

const people =
  /\b(?:you|your|we|our|us|nobody|no one|someone|somebody|anyone|anybody|everyone|persons?|people|passengers?|customers?|guests?|members?|employees?|employers?|staff|students?|pupils?|teachers?|patients?|doctors?|tenants?|landlords?|visitors?|colleagues?|managers?|candidates?|applicants?|buyers?|sellers?|owners?|adults?|child(?:ren)?|parents?|relatives?|drivers?|residents?|citizens?|compan(?:y|ies)|courts?|authorit(?:y|ies)|orders?|contracts?|claims?|payments?|goods)\b/i;

/** Without a verb it is the first item of a list. */
const hasVerb = (condition: string): boolean =>
  tagsOf(condition).some(({ tags }) => tags.has('Verb') || tags.has('Modal') || tags.has('Copula'));

const asks = (consequence: string): string => {
  if (/^(?:then )?you (?:can|may|could|might|are entitled|have the right)\b/i.test(consequence))
    return 'What can I do';
  if (
    /^(?:then )?(?:we (?:recommend|suggest|advise|encourage)|it is (?:time|recommended|best|better|advisable|necessary|important)|the (?:simplest|easiest|best) (?:thing|way)|you (?:must|should|need to|have to|will need)|please|ask|call|contact|tell|write|use|do|send|report|check|open|choose|select|make sure|ensure|do not|don[’']t|go|try|run|set|add|keep|bring|show|enter|click|press|install|create|follow|consider|avoid|read|pay|take|move|turn|leave|wait)\b/i.test(
      consequence,
    )
  ) {
    return 'What should I do';
  }
  return 'What happens';
};

interface Condition {
  readonly word: string;
  readonly condition: string;
  readonly consequence: string;
}

const mainClause =
  /^(?:then )?(?:we|you|it|they|he|she|i|there|the|a|an|your|our|their|its|this|these|no|any|each|all|both|only|please|ask|call|contact|tell|write|use|send|report|check|open|choose|select|make|ensure|do|go|try|run|set|add|keep|bring|show|enter|click|press|install|create|follow|consider|avoid|read|pay|take|move|turn|leave|wait|\p{Lu}[\p{L}-]+|\p{Ll}+\p{Lu}\w*)\b/u;

/** Cuts at the first comma after which a main clause starts; a list inside the condition has commas of its own. */
const splitCondition = (sentence: string): Condition | undefined => {
  const match = /^(If|When|Whenever|Once|As soon as) (.+[.!])$/.exec(sentence);
  const [, word = '', rest = ''] = match ?? [];
  for (const comma of rest.matchAll(/, /g)) {
    const consequence = rest.slice(comma.index + 2);
    const condition = rest.slice(0, comma.index);
    if (mainClause.test(consequence) && !/^(?:or|and|but)\b/i.test(consequence) && isBalanced(condition)) {
      const isList =
        /^[^,]+, (?:or|and) /.test(consequence) && !/^(?:we|you|it|they|there|please)\b/i.test(consequence);
      return isList ? undefined : { word: word.toLowerCase(), condition, consequence };
    }
  }
  return undefined;
};

const isBalanced = (text: string): boolean =>
  (text.match(/\(/g) ?? []).length === (text.match(/\)/g) ?? []).length;
