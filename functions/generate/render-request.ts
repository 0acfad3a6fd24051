import { asksReasoning } from '#shared/domain/dataset-settings.ts';
import type {
  FailedPair,
  GenerationRequest,
  PassageRequest,
  RetryRequest,
  SectionRequest,
} from '#shared/domain/generation-request.ts';
import { type Turn, turnsOf } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { extraTypes, plainTypes } from '#shared/domain/question-types.ts';
import { noteOn, type PromptTemplate, renderPrompt } from '#shared/prompts/prompt-template.ts';
import { tagCode } from '#shared/prompts/tag-code.ts';

export const requestKinds = ['passage', 'section', 'retry'] as const satisfies GenerationRequest['kind'][];

/** The prompt of each kind of request, by the file that holds it. */
export const promptNames = { passage: 'pairs', section: 'section', retry: 'retry' } as const satisfies Record<
  GenerationRequest['kind'],
  string
>;
export type PromptTemplates = Readonly<Record<GenerationRequest['kind'], PromptTemplate>>;

/** Exactly what a request would send. */
export const renderRequest = (
  templates: PromptTemplates,
  request: GenerationRequest,
): { system: string; prompt: string } => {
  const { settings, title } = request;
  return renderPrompt(templates[request.kind], {
    instructions:
      settings.instructions === undefined ? '' : `What this dataset is for:\n${settings.instructions}`,
    title: title === null ? '(none)' : onOneLine(title),
    reasoning: asksReasoning(settings) ? noteOn(templates.passage, 'reasoning') : '',
    ...valuesFor(templates[request.kind], request),
  });
};

const valuesFor = (template: PromptTemplate, request: GenerationRequest): Record<string, string> => {
  if (request.kind === 'passage') return passageValues(template, request);
  return request.kind === 'section' ? sectionValues(request) : retryValues(request);
};

const passageValues = (
  template: PromptTemplate,
  { passage, plan }: PassageRequest,
): Record<string, string> => ({
  headings: headingsOf(passage),
  code: tagCode(passage.text),
  passage: passage.text,
  amount:
    'perFact' in plan.amount
      ? `${countOf(plan.amount.perFact, 'pair')} for every fact`
      : `at most ${countOf(plan.amount.perPassage, 'pair')}`,
  wanted: [
    'Prefer, where the text allows it:',
    ...typeLines(template, plainTypes, plan.plain),
    ...extraLines(template, plan.extra),
    ...audienceLines(plan.audience),
  ].join('\n'),
});

const sectionValues = (request: SectionRequest): Record<string, string> => ({
  passages: passagesOf(request),
  own: String(shownPassages(request).indexOf(request.passage) + 1),
  amount: `at most ${countOf(request.plan.extra['multi-passage'], 'pair')}`,
  audience: audienceLines(request.plan.audience).join('\n'),
});

const retryValues = (request: RetryRequest): Record<string, string> => ({
  passages: passagesOf(request),
  pairs: request.failed.map(describePair).join('\n\n'),
});

const extraLines = (template: PromptTemplate, extra: PassageRequest['plan']['extra']): string[] => {
  const asked = extraTypes.filter((type) => type !== 'multi-passage');
  const lines = typeLines(template, asked, extra);
  return lines.length === 0 ? [] : ['Write beside them:', ...lines];
};

const audienceLines = (audience: string | null): string[] =>
  audience === null ? [] : [`Ask as this person would ask: ${audience}.`];

/** How many of each type, with what the type is. */
const typeLines = <Type extends string>(
  template: PromptTemplate,
  types: readonly Type[],
  counts: Readonly<Record<Type, number>>,
): string[] =>
  types
    .filter((type) => counts[type] > 0)
    .map((type) => `- ${counts[type]} \`${type}\`: ${noteOn(template, type)}`);

/** The passage with its neighbours, in the order of the document; their numbers in a prompt count from 1. */
export const shownPassages = ({ passage, neighbours }: GenerationRequest): Passage[] =>
  [passage, ...neighbours].sort((a, b) => a.index - b.index);

const passagesOf = (request: GenerationRequest): string =>
  shownPassages(request)
    .map((passage, index) => {
      const tag = `passage-${index + 1}-${tagCode(passage.text)}`;
      return `Headings over passage ${index + 1}: ${headingsOf(passage)}\n\n<${tag}>\n${passage.text}\n</${tag}>`;
    })
    .join('\n\n');

const describePair = ({ pair, complaint }: FailedPair, index: number): string =>
  [
    `Pair ${index + 1}, \`${pair.questionType}\``,
    ...turnsOf(pair).map(describeTurn),
    `Objection: ${onOneLine(complaint)}`,
  ].join('\n');

const describeTurn = ({ question, answer }: Turn): string => `Question: ${question}\nAnswer: ${answer}`;

const headingsOf = ({ headingPath }: Passage): string => headingPath.map(onOneLine).join(' > ') || '(none)';

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ');

const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
