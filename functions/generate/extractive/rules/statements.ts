import { asAsked } from '../as-asked.ts';
import { contentWords, fromPast, isPlural, lowerFirst, tagsOf } from '../english.ts';
import { isNounPhrase } from '../noun-phrase.ts';
import type { Section } from '../outline.ts';
import type { Proposal } from '../proposal.ts';
import { sentencesOf } from '../sentences.ts';
import { clauseStandsAlone, sentenceStandsAlone } from '../stands-alone.ts';

interface Pattern {
  readonly pattern: RegExp;
  /** The question in the words of the text, of which `subject` starts small; undefined when it would not be one. */
  readonly ask: (groups: Readonly<Record<string, string>>) => string | undefined;
}

const amount =
  '(?:(?:about|around|up to|between|at least|from) )*(?:[£$€¥]\\s?\\d|\\d[\\d,.]*\\s?(?:%|per cent|percent|USD|EUR|GBP|[a-z]+ dollars|euros?|pounds?|dollars?|cents?))';
const period =
  '(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty) (?:working |business |calendar )?(?:minutes?|hours?|days?|weeks?|months?|years?)';
const happened =
  'founded|established|introduced|created|released|launched|published|renamed|built|opened|signed|adopted|acquired|discovered|invented|completed|completed|revised|born|incorporated';
const made =
  'developed|created|written|led|maintained|designed|invented|founded|owned|managed|operated|published|produced|built|powered|funded|approved|reviewed|answered|handled|run|issued|provided';
const placed = 'located|headquartered|situated|stored|kept|held|published|displayed';
const does = (subject: string): string => (isPlural(subject) ? 'do' : 'does');

const offers = 'supports?|provides?|requires?|offers?|accepts?|covers?|excludes?';

const endsInVerb =
  /\b(?:may|must|can|could|should|will|would|does|do|did|not|also|only|to|if|even|is|are)$|^even\b/i;

const patterns: readonly Pattern[] = [
  {
    pattern: new RegExp(`^(?<subject>[^,;:]{3,90}?) costs? ${amount}`),
    ask: ({ subject = '' }) => `How much ${does(subject)} ${subject} cost?`,
  },
  {
    pattern: new RegExp(`^(?<subject>[^,;:]{3,90}?) (?<be>is|are) valid for ${period}`),
    ask: ({ subject, be }) => `How long ${be} ${subject} valid?`,
  },
  {
    pattern: new RegExp(
      `^(?<subject>[^,;:]{3,70}?) (?<be>is|are) (?<done>\\w+(?:ed|en|id|nt)) within ${period}`,
    ),
    ask: ({ subject, be, done }) => `How quickly ${be} ${subject} ${done}?`,
  },
  {
    pattern: new RegExp(
      `^We (?<act>(?:answer|reply|respond|refund|pay|process|send|deliver|confirm|review|acknowledge|notify|inform|contact|return|delete|erase|resolve|correct|repair) (?!.*\\b(?:it|them)\\b)[^,;:]{3,60}?) within ${period}`,
    ),
    ask: ({ act }) => `How quickly do we ${act}?`,
  },
  {
    pattern: new RegExp(
      `^(?<subject>[^,;:]{2,70}?) (?<be>was|were) (?:\\w+ly )?(?<done>${happened}) (?:[^,;:]{0,30}? )?(?:in|on) (?:(?:early|late|mid|\\d{1,2}|\\p{Lu}\\p{Ll}+)[ -])*\\d{4}\\b`,
      'u',
    ),
    ask: ({ subject, be, done }) => `When ${be} ${subject} ${done}?`,
  },
  {
    pattern: new RegExp(
      `^(?<subject>[^,;:]{2,70}?) (?<be>is|are|was|were) (?:\\w+ly )?(?<done>${made}) by (?:\\p{Lu}|(?:the|our|your|an?) (?:\\p{L}+ ){0,3}(?:team|office|officer|board|department|agency|authority|company|group|committee|council|court|manager|director|ministry|university|institute|foundation|organi[sz]ation|union|society|staff|association)\\b)`,
      'u',
    ),
    ask: ({ subject, be, done }) => `Who ${be} ${subject} ${done} by?`,
  },
  {
    pattern: new RegExp(
      `^(?<subject>[^,;:]{2,70}?) (?<be>is|are) (?<done>${placed}) (?:in|at|on|under) (?:the|our|your|\\p{Lu})(?!.{0,20}\\b(?:way|form|format|order|sense|variables?|objects?|arrays?|fields?)\\b)`,
      'u',
    ),
    ask: ({ subject, be, done }) => `Where ${be} ${subject} ${done}?`,
  },
  {
    pattern: new RegExp(
      `^(?<subject>[^,;:]{2,60}?) (?<verb>${offers}) (?=(?:\\S+ ){2})(?!to |for |that |it |them |several |many |various |multiple |more |some |much |only |both )`,
    ),
    ask: ({ subject = '', verb = '' }) =>
      /s$/.test(verb) === isPlural(subject) ||
      endsInVerb.test(subject) ||
      /\b(?:is|are|was|were|that|which|who)\b|^only\b/i.test(subject) ||
      contentWords(subject).length < 2
        ? undefined
        : `What ${does(subject)} ${subject} ${verb.replace(/s$/, '')}?`,
  },
  {
    pattern:
      /^(?<subject>\p{Lu}[^,;:]{1,50}?) (?<past>\p{Ll}+(?:ed|gan|ent|ld|ught|ew|ade|ook|oke|ote|ll|un)) (?<rest>[^,;:]{3,70}?) in (?:(?:early|late|mid|\p{Lu}\p{Ll}+)[ -])?\d{4}\b/u,
    ask: ({ subject = '', past = '', rest = '' }) => {
      const infinitive = fromPast(`${subject} ${past}`);
      const isName = /^(?:(?:The )?\p{Lu}[\p{L}\d.&’'-]*(?: |$)){1,4}$/u.test(subject);
      return infinitive === undefined || !isName || /\b(?:by|and|but|which)\b/.test(rest)
        ? undefined
        : `When did ${subject} ${infinitive} ${rest}?`;
    },
  },
];

/** Statements of price, duration, date, author and place: how much, how long, when, who, where? */
export const statements = (section: Section): Proposal[] =>
  sentencesOf(section).flatMap(({ text, quote }) => {
    if (!sentenceStandsAlone(text)) return [];
    for (const { pattern, ask } of patterns) {
      const groups = pattern.exec(text)?.groups;
      if (groups === undefined) continue;
      const subject =
        groups.subject === undefined
          ? undefined
          : lowerFirst(groups.subject, section.text.replace(quote, ''));
      if (groups.subject !== undefined && !isNounPhrase(groups.subject)) return [];
      if (!isUsable(groups.subject ?? groups.act ?? '')) return [];
      const asked = ask({ ...groups, ...(subject === undefined ? {} : { subject }) });
      if (asked === undefined) return [];
      const question = asAsked(asked);
      return [
        {
          rule: 'statements',
          question,
          answer: text,
          evidence: [quote],
          questionType: 'factual',
          confidence: 0.82,
        },
      ];
    }
    return [];
  });

const isUsable = (subject: string): boolean =>
  !/\b(?:is|are|was|were)\b/i.test(subject) &&
  clauseStandsAlone(subject) &&
  subject.split(' ').length <= 12 &&
  !/^(?:if|when|in|on|at|for|from|with|by|as|after|before|since|while|although|because|that|what|which|who|we|you|i|he|she|no|none|and|or|but|both|all of)\b/i.test(
    subject,
  ) &&
  !/\b(?:that|which|who) (?:is|are|was|were)$/i.test(subject) &&
  (contentWords(subject).length >= 2 ||
    tagsOf(subject).some(({ tags }) => tags.has('ProperNoun') || tags.has('Plural') || tags.has('Acronym')));
