import { type Pair, type Turn, turnsOf } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { JudgeRule } from '#shared/policy/judge-rule.ts';
import { type PromptTemplate, renderPrompt } from '#shared/prompts/prompt-template.ts';
import { tagCode } from '#shared/prompts/tag-code.ts';

/** What a judge is shown: what the pairs were made of, and other passages for the questions that shall have no answer. */
export interface JudgedSource extends Pick<Passage, 'headingPath' | 'text'> {
  readonly others?: readonly Pick<Passage, 'headingPath' | 'text'>[];
}

/** The passage, its pairs and the rules, as the judge reads them. Placeholders such as [EMAIL_1] stay as they are. */
export const renderJudgePrompt = (
  template: PromptTemplate,
  { headingPath, text, others = [] }: JudgedSource,
  pairs: readonly Pair[],
  rules: readonly JudgeRule[],
): { system: string; prompt: string } => {
  const described = pairs.map(describePair);
  const heading = describeHeadings(headingPath);
  const code = tagCode([heading, text, ...others.map((other) => other.text), ...described].join('\n'));
  const tagged = (name: string, content: string) => `<${name}-${code}>\n${content}\n</${name}-${code}>`;
  return renderPrompt(template, {
    heading,
    code,
    passage: text,
    others: others
      .map((other, index) => {
        const about = `Another passage of the document, under ${describeHeadings(other.headingPath)}`;
        return `\n\n${about}\n\n${tagged(`other-${index + 1}`, other.text)}`;
      })
      .join(''),
    pairs: described.map((pair, index) => tagged(`pair-${index + 1}`, pair)).join('\n\n'),
    rules: rules
      .map((rule, index) => `<rule number="${index + 1}">\n${describeRule(rule)}\n</rule>`)
      .join('\n\n'),
  });
};

const describeHeadings = (path: readonly string[]): string => JSON.stringify(path.join(' > '));

/** What else a pair is asked for hangs on these types alone. */
const toldTypes: readonly Pair['questionType'][] = ['unanswerable', 'false-premise'];

const describePair = (pair: Pair): string =>
  [
    ...(toldTypes.includes(pair.questionType) ? [`Type: ${pair.questionType}`] : []),
    ...turnsOf(pair).map(describeTurn),
  ].join('\n');

/** What an answer gives as its reasoning is judged as a part of it. */
const describeTurn = ({ question, answer, reasoning }: Turn): string =>
  `Question: ${question}\nAnswer: ${[reasoning, answer].filter(Boolean).join('\n')}`;

const describeRule = ({ title, instruction, violates, complies }: JudgeRule): string =>
  [
    `${title}. Broken when: ${instruction}`,
    ...violates.map((example) => `Breaks it: ${example}`),
    ...complies.map((example) => `Does not break it: ${example}`),
  ].join('\n');
