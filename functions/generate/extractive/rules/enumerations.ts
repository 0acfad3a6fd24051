import { asAsked } from '../as-asked.ts';
import { contentWords, lowerFirst, tagsOf } from '../english.ts';
import { isNounPhrase } from '../noun-phrase.ts';
import type { Section } from '../outline.ts';
import { quoteOf } from '../outline.ts';
import { plainText, renderAnswer } from '../plain-text.ts';
import type { Proposal } from '../proposal.ts';
import { clauseStandsAlone, sentenceStandsAlone } from '../stands-alone.ts';

interface Introduction {
  readonly pattern: RegExp;
  readonly ask: (groups: Readonly<Record<string, string>>) => string;
}

const introductions: readonly Introduction[] = [
  {
    pattern:
      /^(?<subject>[^,;:]{3,80}?) (?<verb>consists? of|includes?|covers?|contains?|requires?)(?: the following)?:$/,
    ask: ({ subject = '', verb = '' }) =>
      `What ${/[^s]s(?: of)?$/.test(verb) ? 'does' : 'do'} ${subject} ${verb.replace(/^(\w+?)s( of)?$/, '$1$2')}?`,
  },
  {
    pattern:
      /^(?:the following )?(?<subject>[^,;:]{3,80}?) (?<be>are) (?<done>not \w+|\w+(?:ed|en|able|ible)(?: (?:in|on|as|for|to|from|by|with|at) [^,;:]+?)?)(?: as follows)?:$/i,
    ask: ({ subject, be, done }) => `Which ${subject} ${be} ${done}?`,
  },
  {
    pattern:
      /^(?<who>You|We) (?<act>(?:must|should|can|may|need to|have to|do|cannot|must not|need|accept|collect|offer|use|keep|share|support|charge|provide|require|refund|pay)\b(?! \w+ (?:me|us|it|them)\b)[^,;:]{0,80}?(?<! in| by| of| from| with| to))(?: (?:the following|one of the following|any of the following|some of the following))?(?: \w+)?:$/,
    ask: ({ who = '', act = '' }) => asksWhat(who, act),
  },
];

const asksWhat = (who: string, act: string): string => {
  const small = who.toLowerCase();
  const [, modal, rest] = /^(must not|must|should|cannot|can|may|need to|have to)\b ?(.*)$/.exec(act) ?? [];
  if (modal === 'need to' || modal === 'have to') return `What do ${small} have to ${rest}?`;
  if (modal === 'must not' || modal === 'cannot')
    return `What ${modal === 'cannot' ? 'can' : 'must'} ${small} not ${rest}?`;
  return modal === undefined ? `What do ${small} ${act}?` : `What ${modal} ${small} ${rest}?`;
};

/** A list after the words that introduce it: what does it include, which are allowed, what do I need? */
export const enumerations = (section: Section): Proposal[] =>
  section.blocks.flatMap((block, index) => {
    const previous = section.blocks[index - 1];
    if (block.type !== 'list' || previous?.type !== 'paragraph') return [];
    const whole = plainText(previous);
    const lead = whole.match(/[^.!?]+:$/)?.[0].trim() ?? '';
    if (
      !sentenceStandsAlone(
        lead.replace(/^the following /i, '').replace(/ (?:one|any|some) of the following|the following/, ''),
      )
    )
      return [];
    const answer = renderAnswer([block]);
    if (answer === undefined || answer.split(' ').length > 150) return [];
    for (const { pattern, ask } of introductions) {
      const groups = pattern.exec(lead)?.groups;
      if (groups === undefined) continue;
      const subject = lowerFirst(groups.subject ?? '', section.text);
      const question = asAsked(ask({ ...groups, subject })).replace(/ +\?$/, '?');
      if (groups.subject !== undefined && !isNounPhrase(groups.subject)) return [];
      if (!isUsable(groups.subject ?? groups.act ?? '')) return [];
      return [
        {
          rule: 'enumerations',
          question,
          answer: block.ordered === true ? `${lead}\n${answer}` : `${lead} ${answer}`,
          evidence: [quoteOf(previous, section), quoteOf(block, section)],
          questionType: 'factual',
          confidence: 0.84,
        },
      ];
    }
    return [];
  });

const isUsable = (subject: string): boolean =>
  clauseStandsAlone(subject) &&
  !/\b(?:this|these|those|such)\b/i.test(subject) &&
  !/^(?:some|if|when|in|on|at|for|from|with|by|as|after|before|since|while|that|what|which|here|there)\b/i.test(
    subject,
  ) &&
  (contentWords(subject).length >= 2 || tagsOf(subject).some(({ tags }) => tags.has('Noun')));
