import { lowerFirst, tagsOf } from '../english.ts';
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
    if (!(isMarked || isNoun(subject, verb, section.text)) || rest.split(' ').length < 5) return [];
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
  /^(?:any|an? (?:typical|good|common|possible|further|simple|better|new|second|third|single)|it|this|that|these|those|they|we|you|he|she|i|there|here|what|which|who|whose|one|each|every|some|all|both|most|many|few|another|other|such|his|her|its|their|our|your|my|if|when|while|in|on|at|by|for|from|with|to|as|after|before|since|under|over|only|also|not|no|none|nothing|everyone|anyone|and|or|but|because|although|however|note|passing|using|setting|\w+ing \d|the (?:end|final|net|overall) |the (?:result|reason|idea|goal|aim|problem|point|question|answer|main|only|best|typical|first|second|third|next|last|default|same|other|following|easiest|simplest|recommended|most|above|latter|former|output|input|value|name|type|fee|price|cost|page|section|document|sample|example|table|list|number))\b/i;

/** A subject is a short noun phrase: no clause, no verb, and if it is one plain word then a plural or a name. */
const isNoun = (subject: string, verb: string, text: string): boolean => {
  const words = subject.split(' ');
  if (noSubject.test(subject) || words.length > 6) return false;
  if (/\b(?:that|which|who|whose|where|when|and|whether|if|documentation)\b/i.test(subject)) return false;
  const terms = tagsOf(subject);
  const last = terms.at(-1);
  if (
    last === undefined ||
    last.tags.has('Preposition') ||
    (last.tags.has('Verb') && !last.tags.has('Gerund'))
  )
    return false;
  if (words.length > 1) return !(terms[0]?.tags.has('Gerund') ?? false) || verb === 'means';
  const isPlainWord = /^\p{Lu}\p{Ll}+$/u.test(subject);
  if (verb === 'are' || verb === 'means' || verb === 'refers to' || verb === 'stands for') return true;
  return (
    !isPlainWord ||
    last.tags.has('ProperNoun') ||
    last.tags.has('Organization') ||
    new RegExp(`[a-z,] ${subject}\\b`).test(text)
  );
};
