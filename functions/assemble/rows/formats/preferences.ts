import type { Row } from '#shared/domain/row.ts';

/**
 * A record of preference tuning, in the conversational form of TRL with an explicit prompt: what was said before, the
 * answer that a person gave last, and the one that had failed.
 */
export const preferenceRecord = ({ messages }: Pick<Row, 'messages'>, failedResponse: string): object => ({
  prompt: messages.slice(0, -1),
  chosen: messages.slice(-1),
  rejected: [{ role: 'assistant', content: failedResponse }],
});
