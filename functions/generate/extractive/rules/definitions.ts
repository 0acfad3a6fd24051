import { lowerFirst, tagsOf } from '../english.ts';
import { isNounPhrase, namesKind } from '../noun-phrase.ts';
import type { Section } from '../outline.ts';
import type { Proposal } from '../proposal.ts';
import { sentencesOf } from '../sentences.ts';
import { sentenceStandsAlone } from '../stands-alone.ts';

const singular =
  /^(?<subject>[^,;:]{2,70}?) (?<verb>is|was) (?<rest>(?:a|an|the|any|one of|defined as)\b.+)$/;
const plural =
  /^(?<subject>[^,;:]{2,70}?) (?<verb>are|were) (?<rest>(?:a|an|the|any|defined as|\w+(?: \w+)? (?:that|which|who|whose))\b.+)$/;
const meaning =
  /^(?:the term )?["“]?(?<subject>[^,;:"”]{2,60}?)["”]? (?<verb>means|refers to|stands for) (?<rest>.+)$/i;

/** "A no-show is a passenger who …": what is it? */
export const definitions = (section: Section): Proposal[] =>
  sentencesOf(section).flatMap((sentence) => {
    const { text, quote } = sentence;
    if (!sentenceStandsAlone(text)) return [];
    const match = (meaning.exec(text) ?? singular.exec(text) ?? plural.exec(text))?.groups;
    if (match === undefined) return [];
    const { subject = '', verb = '', rest = '' } = match;
    const isMarked = quote.includes(`*${subject.replace(/^(?:an?|the) /i, '')}*`);
    if (!(isMarked || isTerm(subject, verb, section.text)) || rest.split(' ').length < 5 || noKind.test(rest))
      return [];
    if (verb === 'means' && !namesKind(rest)) return [];
    const name = lowerFirst(subject, section.text.replace(quote, ''));
    return [
      {
        rule: 'definitions',
        question: question(name, verb),
        answer: text,
        evidence: [quote],
        questionType: 'definition',
        confidence: 0.85,
      },
    ];
  });

const question = (name: string, verb: string): string =>
  verb === 'means' || verb === 'refers to'
    ? `What does ${name} mean?`
    : verb === 'stands for'
      ? `What does ${name} stand for?`
      : `What ${verb} ${name}?`;

const noSubject =
  /^(?:any|(?:an? )?(?:typical|good|common|possible|further|simple|better|new|second|third|single|prominent|notable|major|key|important|normal|usual|main|bit of)|passing|using|setting|\w+ing \d|(?:chapter|section|part|figure|table|appendix|step|page|version|release) [\dA-Z])\b|[\d.]$|['’]s?$|\bto \p{L}+$/iu;

/** Nouns that announce something said elsewhere in the sentence. */
const shell =
  /\b(?:reason|way|problem|question|thing|idea|example|approach|solution|advantage|disadvantage|limitation|restriction|difference|exception|alternative|option|step|purpose|goal|aim|benefit|drawback|issue|caveat|point|answer|result|choice|strategy|technique|rule|trick|mistake|bit|lot|kind|sort|form|type|feature)s?(?: |$)/i;

/** Says what it is like, which place it has or what it equals, not what it is. */
const noKind =
  /^(?:the (?:same|only|best|worst|most|largest|biggest|smallest|first|second|third|next|last|default|right|appropriate|preferred|recommended|definitive|equivalent|opposite|case|reason|result|number of)\b|an? (?:very|quite|rather|fundamental|central|basic|essential|good|great|bad|nice|better|new|recommended|common|popular|typical|useful|important|major|key|simple|similar|different|possible|freely|trademark|registered|violation|cornerstone|sign|waste|pain|problem|bit|lot|few|matter|must|number|variety|result|part) |the \p{L}+(?: \p{L}+)? equivalent|any \p{L}+ but\b)|^the \p{L}+ that it\b/iu;

/** A subject is a short noun phrase without a preposition of place; "the …" only where the text marks it as a term. */
const isTerm = (subject: string, verb: string, text: string): boolean => {
  const words = subject.split(' ');
  if (noSubject.test(subject) || shell.test(subject) || words.length > 6 || !isNounPhrase(subject))
    return false;
  if (/\b(?:and|in|on|at|by|with|documentation)\b/i.test(subject)) return false;
  if (/^the /i.test(subject)) return /^[Tt]he (?:\p{Lu}[\p{L}\d-]*(?: |$)){2,}$/u.test(subject);
  if (/^an? \p{Lu}{3,}$/iu.test(subject) && /\p{Lu}{3,}$/u.test(subject)) return false;
  if (words.length > 1 && /^\p{L}+ing$/iu.test(words[0] ?? '') && verb !== 'is') return false;
  const last = tagsOf(subject).at(-1);
  const isNoun = last?.tags.has('Noun') || last?.tags.has('Gerund') || last?.tags.has('Value');
  if (!isNoun && !/^an? /i.test(subject)) return false;
  if (words.length > 1 || verb !== 'is') return true;
  return (
    !/^\p{Lu}\p{Ll}+$/u.test(subject) ||
    last?.tags.has('ProperNoun') === true ||
    last?.tags.has('Organization') === true ||
    new RegExp(`[a-z,] ${subject}\\b`).test(text)
  );
};
