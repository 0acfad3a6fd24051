import type { Row } from '#shared/domain/row.ts';

/**
 * Words that end a turn in the prompt templates of Nova models. A customization job fails on a record that contains one,
 * so such rows stay in the Parquet and are left out of this file.
 */
const reservedWords = [
  'System:',
  'SYSTEM:',
  'User:',
  'USER:',
  'Bot:',
  'BOT:',
  'Assistant:',
  'ASSISTANT:',
  'Thought:',
  '[EOS]',
  '<image>',
  '<video>',
];

/**
 * A record of Amazon Bedrock supervised fine-tuning, schema `bedrock-conversation-2024`: the system turn is a list of its
 * own, the other turns alternate from user to assistant. Undefined for a row that Bedrock would refuse.
 */
export const bedrockRecord = ({ messages }: Row): object | undefined => {
  if (messages.some(({ content }) => reservedWords.some((word) => content.includes(word)))) return undefined;
  const turns = messages.filter(({ role }) => role !== 'system');
  return {
    schemaVersion: 'bedrock-conversation-2024',
    system: messages.filter(({ role }) => role === 'system').map(({ content }) => ({ text: content })),
    messages: turns.map(({ role, content }) => ({ role, content: [{ text: content }] })),
  };
};
