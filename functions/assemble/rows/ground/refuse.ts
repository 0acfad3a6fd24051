import type { ContextSettings } from '#shared/domain/context-settings.ts';
import type { Row } from '#shared/domain/row.ts';
import { languageOf } from '#shared/language/language-of.ts';

/** In the languages in which enforcement knows a refusal when it sees one. */
const refusals: Readonly<Record<string, string>> = {
  en: 'The documents do not answer this question.',
  de: 'Die Dokumente beantworten diese Frage nicht.',
  fr: 'Les documents ne répondent pas à cette question.',
  es: 'Los documentos no responden a esta pregunta.',
  it: 'I documenti non rispondono a questa domanda.',
  pt: 'Os documentos não respondem a esta pergunta.',
  nl: 'De documenten beantwoorden deze vraag niet.',
};
const fallback = 'The documents do not answer this question.';

/**
 * The same questions of which every answer says that the documents do not give it. Nothing of the answer stays: neither its
 * quotes nor what was measured on it.
 */
export const refuse = (row: Row, { refusal }: Pick<ContextSettings, 'refusal'>): Row => {
  const language = languageOf(row.messages.map(({ content }) => content).join('\n')) ?? 'en';
  const content = refusal ?? refusals[language] ?? fallback;
  return {
    ...row,
    messages: row.messages.map((message) =>
      message.role === 'assistant' ? { ...message, content } : message,
    ),
    evidence: [],
    evidence_spans: [],
    reasoning: [],
    scores: { grounding: null, judge: null },
  };
};
