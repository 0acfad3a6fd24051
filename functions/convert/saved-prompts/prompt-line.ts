import * as z from 'zod';
import { rowIdSchema, type SavedPrompt } from '#shared/domain/saved-prompt.ts';
import { cleanText } from '../markdown/clean-text.ts';
import { explainFault } from './explain-fault.ts';

/** Why a line cannot be taken. It names the mend and quotes nothing of the line. */
export interface LineFault {
  readonly fault: string;
}

/** An OpenAI-style message. `developer` is what newer APIs call the system; who speaks by which name is kept nowhere. */
const messageSchema = z.strictObject({
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content: z.string(),
  name: z.unknown().optional(),
  weight: z.literal(1, 'must be 1: every answer of a row is learnt; leave out what shall not be').optional(),
});
type Message = Pick<z.infer<typeof messageSchema>, 'role' | 'content'>;

/** A line as people and tools write it; `id` and `note` are theirs and are kept nowhere. */
const promptLineSchema = z.strictObject({
  prompt: z.string().optional(),
  question: z.string().optional(),
  response: z.string().optional(),
  answer: z.string().optional(),
  correctedResponse: z.string().optional(),
  failedResponse: z.string().optional(),
  messages: z.array(messageSchema).min(1, 'must hold a question and its answer').optional(),
  replaces: rowIdSchema.optional(),
  withdraws: rowIdSchema.optional(),
  id: z.unknown().optional(),
  note: z.unknown().optional(),
});
type Texts = Omit<
  z.infer<typeof promptLineSchema>,
  'failedResponse' | 'replaces' | 'withdraws' | 'id' | 'note'
>;

export interface ParsedLine {
  readonly prompt: SavedPrompt;
  /** Whether it came with a system message, in place of which every row has that of the dataset. */
  readonly hasSystemMessage: boolean;
}

/** Makes a saved prompt of what a line holds. */
export const parsePromptLine = (value: unknown, line: number): ParsedLine | LineFault => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { fault: 'a line is one object, for example {"prompt": "…", "response": "…"}' };
  const given = withoutNulls(value);
  const result = promptLineSchema.safeParse(given);
  if (!result.success) return { fault: explainFault(result.error.issues[0], given, promptLineSchema) };

  const { replaces = null, withdraws = null, failedResponse, id: _id, note: _note, ...texts } = result.data;
  if (withdraws !== null) {
    const { prompt: asked, question, ...others } = texts;
    if (replaces !== null || failedResponse !== undefined || Object.keys(others).length > 0)
      return {
        fault:
          'withdraws takes a row out and stands alone, or with the prompt of that row; to put another answer in its place, write replaces',
      };
    if (asked !== undefined && question !== undefined)
      return { fault: 'write one of prompt and question, not both' };
    const asks = clean(asked ?? question ?? '') || null;
    const prompt = { line, turns: [], failedResponse: null, replaces, withdraws, asks };
    return { prompt, hasSystemMessage: false };
  }
  const messages = conversationOf(texts);
  if ('fault' in messages) return messages;
  const turns = turnsOf(messages.filter(({ role }) => role === 'user' || role === 'assistant'));
  if ('fault' in turns) return turns;
  const failed = failedResponse === undefined ? '' : clean(failedResponse);
  if (failed !== '' && failed === turns.at(-1)?.response)
    return { fault: 'failedResponse and response are the same; correct one, or take failedResponse out' };
  return {
    prompt: {
      line,
      turns,
      failedResponse: failed === '' ? null : failed,
      replaces,
      withdraws,
      asks: null,
    },
    hasSystemMessage: messages.length > 2 * turns.length,
  };
};

/** Tables that were written out as JSON hold a null for every cell that is empty, and messages one for what they do not use. */
const withoutNulls = (value: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([key, member]) => [
        key,
        key === 'messages' && Array.isArray(member) ? member.map(filled) : member,
      ]),
  );

const filled = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && !Array.isArray(message)
    ? withoutNulls(message)
    : message;

/** Names of one thing, of which a line has one. */
const synonyms = [
  ['prompt', 'question'],
  ['response', 'answer', 'correctedResponse'],
] as const;

/** The conversation of a line, its last answer included. */
const conversationOf = (texts: Texts): readonly Message[] | LineFault => {
  for (const names of synonyms) {
    const given = names.filter((name) => texts[name] !== undefined);
    if (given.length > 1) return { fault: `write one of ${given.join(' and ')}, not both` };
  }
  const { messages = [], prompt, question, response, answer, correctedResponse } = texts;
  const asked = prompt ?? question;
  const answered = response ?? answer ?? correctedResponse;
  if (messages.length > 0 && asked !== undefined) return { fault: 'write messages or prompt, not both' };
  const conversation: readonly Message[] =
    asked === undefined ? messages : [{ role: 'user', content: asked }];
  const last = conversation.at(-1);
  if (last === undefined) return { fault: 'the prompt is missing' };
  if (answered === undefined)
    return last.role === 'assistant'
      ? conversation
      : { fault: 'the response is missing; to take a row out of the dataset, write withdraws' };
  return last.role === 'assistant'
    ? { fault: 'the messages end with an answer already; take it out of them, or take response out' }
    : [...conversation, { role: 'assistant', content: answered }];
};

const turnsOf = (messages: readonly Message[]): SavedPrompt['turns'] | LineFault => {
  const wrong = messages.findIndex(({ role }, index) => role !== (index % 2 === 0 ? 'user' : 'assistant'));
  if (wrong !== -1) return { fault: 'user and assistant take turns in messages, and the user speaks first' };
  return Array.from({ length: messages.length / 2 }, (_, turn) => ({
    prompt: clean(messages[2 * turn]?.content ?? ''),
    response: clean(messages[2 * turn + 1]?.content ?? ''),
  }));
};

const clean = (text: string): string => cleanText(text).trim();
