import { type Pair, type Turn, turnsOf } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { JudgeRule } from '#shared/policy/judge-rule.ts';
import { type PromptTemplate, renderPrompt } from '#shared/prompts/prompt-template.ts';

/** The passage, its pairs and the rules, as the judge reads them. Placeholders such as [EMAIL_1] stay as they are. */
export const renderJudgePrompt = (
  template: PromptTemplate,
  passage: Pick<Passage, 'headingPath' | 'text'>,
  pairs: readonly Pair[],
  rules: readonly JudgeRule[],
): { system: string; prompt: string } =>
  renderPrompt(template, {
    heading: JSON.stringify(passage.headingPath.join(' > ')),
    passage: passage.text,
    pairs: pairs
      .map(
        (pair, index) =>
          `<pair number="${index + 1}">\n${turnsOf(pair).map(describeTurn).join('\n')}\n</pair>`,
      )
      .join('\n\n'),
    rules: rules
      .map((rule, index) => `<rule number="${index + 1}">\n${describeRule(rule)}\n</rule>`)
      .join('\n\n'),
  });

const describeTurn = ({ question, answer }: Turn): string => `Question: ${question}\nAnswer: ${answer}`;

const describeRule = ({ title, instruction, violates, complies }: JudgeRule): string =>
  [
    `${title}. Broken when: ${instruction}`,
    ...violates.map((example) => `Breaks it: ${example}`),
    ...complies.map((example) => `Does not break it: ${example}`),
  ].join('\n');
