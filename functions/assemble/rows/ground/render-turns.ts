import type { Row, ShownDocument } from '#shared/domain/row.ts';

type Messages = Row['messages'];

/**
 * The turns of a row with documents: they stand above the first question, numbered from 1, and each answer comes after the
 * quotes that bear it and the reasoning that a model gave. Where a text holds such a tag itself, all tags of the row carry a number that no text has, so that
 * where one ends is never in doubt.
 */
export const renderTurns = (
  {
    messages,
    evidence,
    evidence_spans: spans,
    reasoning,
  }: Pick<Row, 'messages' | 'evidence' | 'evidence_spans' | 'reasoning'>,
  documents: readonly ShownDocument[],
): Messages => {
  const tags = tagsFor([
    ...documents.map(({ content }) => content),
    ...messages.map(({ content }) => content),
    ...evidence,
    ...reasoning,
  ]);
  const numbers = new Map(documents.map(({ id }, index) => [id, index + 1]));
  const quotesOf = (turn: number): string[] =>
    spans.flatMap((span, index) => {
      const number = numbers.get(span.passage_id);
      if (span.turn !== turn || number === undefined) return [];
      return `<${tags.quote} document="${number}">${evidence[index] ?? ''}</${tags.quote}>`;
    });
  const listed = documents.map(
    ({ content }, index) => `<${tags.document} id="${index + 1}">\n${content}\n</${tags.document}>`,
  );
  const above = [`<${tags.documents}>`, ...listed, `</${tags.documents}>`].join('\n');

  let [questions, answers] = [0, 0];
  return messages.map(({ role, content }) => {
    if (role === 'user') {
      questions += 1;
      return { role, content: questions === 1 ? `${above}\n\n${content}` : content };
    }
    if (role === 'system') return { role, content };
    const steps = [...quotesOf(answers), reasoning[answers] ?? ''].filter((step) => step !== '');
    answers += 1;
    const block = [`<${tags.reasoning}>`, ...steps, `</${tags.reasoning}>`].join('\n');
    return { role, content: steps.length === 0 ? content : `${block}\n\n${content}` };
  });
};

const tagsFor = (texts: readonly string[]) => {
  const tagsOf = (suffix: string) => ({
    documents: `documents${suffix}`,
    document: `document${suffix}`,
    reasoning: `reasoning${suffix}`,
    quote: `quote${suffix}`,
  });
  const isTaken = (suffix: string): boolean => {
    const pattern = new RegExp(`</?(?:${Object.values(tagsOf(suffix)).join('|')})(?![\\w-])`, 'i');
    return texts.some((text) => pattern.test(text));
  };
  let suffix = '';
  for (let number = 2; isTaken(suffix); number += 1) suffix = `-${number}`;
  return tagsOf(suffix);
};

/** A turn without the documents above its question, or without the reasoning above its answer. */
export const belowContext = (content: string): string => {
  const [, tag] = /^<((?:documents|reasoning)(?:-\d+)?)>/.exec(content) ?? [];
  const end = `</${tag}>\n\n`;
  return content.includes(end) ? content.slice(content.indexOf(end) + end.length) : content;
};
