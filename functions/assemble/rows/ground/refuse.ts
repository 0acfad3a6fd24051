import type { ContextSettings } from '#shared/domain/context-settings.ts';
import type { Row } from '#shared/domain/row.ts';
import { languageOf } from '#shared/language/language-of.ts';
import { placeholdersIn } from '#shared/policy/placeholders.ts';

const english = 'The documents do not answer this question.';
/** In the languages in which enforcement knows a refusal when it sees one. */
const refusals: Readonly<Record<string, string>> = {
  de: 'Die Dokumente beantworten diese Frage nicht.',
  fr: 'Les documents ne répondent pas à cette question.',
  es: 'Los documentos no responden a esta pregunta.',
  it: 'I documenti non rispondono a questa domanda.',
  pt: 'Os documentos não respondem a esta pergunta.',
  nl: 'De documenten beantwoorden deze vraag niet.',
};

/**
 * The same questions of which every answer says that the documents do not give it. Nothing of the answer stays: neither its
 * quotes and facts nor what was found in it or measured on it.
 */
export const refuse = (row: Row, { refusal }: Pick<ContextSettings, 'refusal'>): Row => {
  const language = languageOf(row.messages.map(({ content }) => content).join('\n')) ?? '';
  const content = refusal ?? refusals[language] ?? english;
  const questions = row.messages.filter(({ role }) => role === 'user').map((message) => message.content);
  // A finding in the passage does not say where its placeholder stands, so one in a question keeps them all.
  const isRedacted = placeholdersIn(questions.join('\n')).length > 0;
  return {
    ...row,
    messages: row.messages.map((message) =>
      message.role === 'assistant' ? { ...message, content } : message,
    ),
    evidence: [],
    evidence_spans: [],
    reasoning: [],
    fact_ids: [],
    policy_decision: isRedacted ? row.policy_decision : 'pass',
    policy_findings: row.policy_findings.filter(
      ({ field }) => field === 'question' || (isRedacted && field === 'passage'),
    ),
    scores: { grounding: null, judge: null },
  };
};
