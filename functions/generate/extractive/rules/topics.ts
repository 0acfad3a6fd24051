import { asAsked } from '../as-asked.ts';
import { lowerHeading, tagsOf } from '../english.ts';
import type { Section } from '../outline.ts';
import { quoteOf } from '../outline.ts';
import { renderAnswer } from '../plain-text.ts';
import type { Proposal } from '../proposal.ts';
import { isTopic, sentenceStandsAlone } from '../stands-alone.ts';

const norm =
  /\b(?:must|may|can|cannot|should|shall|will not|have to|has to|need to|entitled|allowed|permitted|required|refund|free of charge|fee|no later than|within|at least|at most|up to)\b/gi;

/** "Can" and "may" alone also describe what something is able to do. */
const obligation =
  /\b(?:must|cannot|may not|shall|will not|have to|has to|entitled|allowed|permitted|required|refund|free of charge|fee|at least|at most|no (?:later|more|less) than)\b/i;

/** A section that lays down rules, asked for by its heading: what are the rules on it? */
export const topics = (section: Section): Proposal[] => {
  const heading = section.headings.at(-1) ?? '';
  const paragraphs = section.blocks.filter(({ type }) => type === 'paragraph');
  if (
    section.continues ||
    !isTopic(heading) ||
    heading.split(' ').length > 6 ||
    paragraphs.length === 0 ||
    paragraphs.length !== section.blocks.length
  )
    return [];
  const answer = renderAnswer(section.blocks);
  if (answer === undefined) return [];
  const words = answer.split(/\s+/).length;
  const norms = answer.match(norm)?.length ?? 0;
  if (
    words < 15 ||
    words > 130 ||
    norms < 2 ||
    norms / words < 0.02 ||
    !obligation.test(answer) ||
    /https?:/.test(answer) ||
    !sentenceStandsAlone(answer) ||
    !answer.split('\n').every((line) => /^["“]?[\p{Lu}\p{N}].*[.!?]$/u.test(line)) ||
    section.blocks.some((block) => 'children' in block && block.children.some(({ type }) => type === 'break'))
  )
    return [];
  const topic = asAsked(lowerHeading(heading, section.text));
  const terms = tagsOf(topic);
  const [first, last] = [terms[0], terms.at(-1)];
  if (first === undefined || (first.tags.has('Verb') && !first.tags.has('Gerund'))) return [];
  if (last === undefined || !(last.tags.has('Noun') || last.tags.has('Gerund'))) return [];
  return [
    {
      rule: 'topics',
      question:
        /\b(?:rules|conditions|requirements|limits|terms)$/i.test(topic) && !/\bthe\b/.test(topic)
          ? `What are the ${topic.replace(/^the /, '')}?`
          : `What are the rules on ${topic}?`,
      answer: answer.replace(/\n/g, ' '),
      evidence: section.blocks.map((block) => quoteOf(block, section)),
      questionType: 'factual',
      confidence: 0.72,
    },
  ];
};
