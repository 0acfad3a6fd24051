import { type Pair, type Turn, turnsOf } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { JudgeRule } from '#shared/policy/judge-rule.ts';
import { type PromptTemplate, renderPrompt } from '#shared/prompts/prompt-template.ts';
import { tagCode } from '#shared/prompts/tag-code.ts';

/** The passage, its pairs and the rules, as the judge reads them. Placeholders such as [EMAIL_1] stay as they are. */
export const renderJudgePrompt = (
  template: PromptTemplate,
  passage: Pick<Passage, 'headingPath' | 'text'>,
  pairs: readonly Pair[],
  rules: readonly JudgeRule[],
): { system: string; prompt: string } => {
  const described = pairs.map((pair) => turnsOf(pair).map(describeTurn).join('\n'));
  const heading = JSON.stringify(passage.headingPath.join(' > '));
  const code = tagCode([heading, passage.text, ...described].join('\n'));
  return renderPrompt(template, {
    heading,
    code,
    passage: passage.text,
    pairs: described
      .map((text, index) => `<pair-${index + 1}-${code}>\n${text}\n</pair-${index + 1}-${code}>`)
      .join('\n\n'),
    rules: rules
      .map((rule, index) => `<rule number="${index + 1}">\n${describeRule(rule)}\n</rule>`)
      .join('\n\n'),
  });
};

const describeTurn = ({ question, answer }: Turn): string => `Question: ${question}\nAnswer: ${answer}`;

const describeRule = ({ title, instruction, violates, complies }: JudgeRule): string =>
  [
    `${title}. Broken when: ${instruction}`,
    ...violates.map((example) => `Breaks it: ${example}`),
    ...complies.map((example) => `Does not break it: ${example}`),
  ].join('\n');
