import type { List, RootContent } from 'mdast';
import { asAsked } from '../as-asked.ts';
import { openDefinites } from '../definites.ts';
import { fromGerund, lowerFirst, lowerHeading, tagsOf } from '../english.ts';
import type { Section } from '../outline.ts';
import { quoteOf } from '../outline.ts';
import { plainText, renderAnswer } from '../plain-text.ts';
import type { Proposal } from '../proposal.ts';
import { clauseStandsAlone } from '../stands-alone.ts';

/** Numbered steps under "How to …", "Changing a …", "Install …" or after "To do this and that:": how do I do it? */
export const procedures = (section: Section): Proposal[] =>
  section.blocks.flatMap((block, index) => {
    if (block.type !== 'list' || block.ordered !== true || block.children.length < 2 || !areSteps(block))
      return [];
    const previous = section.blocks[index - 1];
    const introduction =
      previous?.type === 'paragraph' && /:$/.test(plainText(previous)) ? previous : undefined;
    const aim = introducedAim(introduction) ?? headingAim(section);
    const answer = renderAnswer(introduction === undefined ? [block] : [introduction, block]);
    if (aim === undefined || answer === undefined) return [];
    const evidence = [introduction, block].flatMap((part) =>
      part === undefined ? [] : [quoteOf(part, section)],
    );
    return [
      {
        rule: 'procedures',
        question: `How do I ${asAsked(aim)}?`,
        answer,
        evidence,
        questionType: 'procedural',
        confidence: 0.9,
      },
    ];
  });

/** Steps start with a verb that tells what to do. */
const areSteps = (list: List): boolean => {
  const verbs = list.children.filter((item) => {
    const [first] = item.children;
    const tags = first === undefined ? undefined : tagsOf(lowered(plainText(first)))[0]?.tags;
    return tags?.has('Verb') === true && !tags.has('Gerund') && !tags.has('PastTense');
  });
  return verbs.length * 2 > list.children.length;
};

const lowered = (text: string): string =>
  text.charAt(0).toLowerCase() + text.slice(1).split(' ').slice(0, 5).join(' ');

const introducedAim = (paragraph: RootContent | undefined): string | undefined => {
  const text = paragraph === undefined ? '' : plainText(paragraph);
  const [, aim] = /^To ([a-z]+ [^,:]{4,100}?)(?:, .*)?:$/.exec(text) ?? [];
  return aim !== undefined && clauseStandsAlone(aim) && openDefinites(aim).length === 0 ? aim : undefined;
};

const headingAim = (section: Section): string | undefined => {
  if (section.continues) return undefined;
  const heading = section.headings.at(-1) ?? '';
  const [, aim] = /^How to (.+?)\??$/i.exec(heading) ?? [];
  if (aim !== undefined) return aim;
  const small = lowerHeading(heading, section.text);
  const infinitive = opensVerbPhrase.test(small) ? fromGerund(small) : undefined;
  if (infinitive !== undefined) return infinitive;
  const order = lowerFirst(heading, heading.toLowerCase());
  const [first] = tagsOf(order);
  const isOrder = first?.tags.has('Infinitive') === true || first?.tags.has('Imperative') === true;
  return isOrder && opensVerbPhrase.test(order) ? order : undefined;
};

/** "Changing a booking", "open the app": without an article it may be a noun, as in "Opening hours" and "Return policy". */
const opensVerbPhrase = /^\p{L}+ (?:(?:up|in|out|on|off) )?(?:an?|the|your|my|our|this|each|every|all)\b/iu;
