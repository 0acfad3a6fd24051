import { asAsked } from '../as-asked.ts';
import { contentWords, lowerFirst, lowerHeading } from '../english.ts';
import type { Section } from '../outline.ts';
import type { Proposal } from '../proposal.ts';
import { sentencesOf } from '../sentences.ts';
import { clauseStandsAlone, hasOpenDefinite, topicOf } from '../stands-alone.ts';

/** "If you miss your flight, …": what happens then, or what can or should one do? */
export const conditionals = (section: Section): Proposal[] =>
  sentencesOf(section).flatMap(({ text, quote }) => {
    const parts = splitCondition(text);
    if (parts === undefined) return [];
    const { word, condition, consequence } = parts;
    if (/^\w+ing\b/.test(condition) && asks(consequence) === 'What happens') return [];
    if (/;|^(?:\w+ed|run)\b|^you (?:know|wish|like|prefer)\b/i.test(condition)) return [];
    if (condition.split(' ').length < 3 || consequence.split(' ').length < 4) return [];
    if (
      !clauseStandsAlone(condition) ||
      /\b(?:above|below|following|see|the \w+ ones?)\b/i.test(consequence) ||
      /:$/.test(consequence)
    )
      return [];
    const topic = topicOf(section);
    const needsTopic = hasOpenDefinite(condition) || isSlight(condition);
    if (needsTopic && topic === undefined) return [];
    const asked = `${asks(consequence)} ${word} ${asAsked(condition)}?`;
    return [
      {
        rule: 'conditionals',
        question:
          needsTopic && topic !== undefined && !shares(condition, topic)
            ? about(topic, asked, section)
            : asked,
        answer: text,
        evidence: [quote],
        questionType: 'conditional',
        confidence: needsTopic ? 0.75 : 0.85,
      },
    ];
  });

/** "if you are at home", "if your bag is worth more": clear to a reader of the section alone. */
const isSlight = (condition: string): boolean => {
  const words = contentWords(condition).length;
  const isComparison = /\b(?:more|less|\p{L}{3,}er|otherwise|overnight|anyway|after all)$/iu.test(condition);
  return (
    words < 2 ||
    (words < 3 && (isComparison || /^(?:you|we) (?:are|were|have to|need to)\b/i.test(condition)))
  );
};

const asks = (consequence: string): string => {
  if (/^(?:then )?you (?:can|may|could|might|are entitled|have the right)\b/i.test(consequence))
    return 'What can I do';
  if (
    /^(?:then )?(?:you (?:must|should|need to|have to|will need)|please|ask|call|contact|tell|write|use|send|report|check|open|choose|select|make sure|ensure|do not|don[’']t|go|try|run|set|add|keep|bring|show|enter|click|press|install|create|follow|consider|avoid|read|pay|take|move|turn|leave|wait)\b/i.test(
      consequence,
    )
  ) {
    return 'What should I do';
  }
  return 'What happens';
};

const shares = (condition: string, topic: string): boolean => {
  const words = new Set(contentWords(condition));
  return contentWords(topic).some((word) => words.has(word));
};

const about = (topic: string, question: string, section: Section): string =>
  `Regarding ${asAsked(lowerHeading(topic, section.text))}, ${lowerFirst(question, question.toLowerCase())}`;

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
