import * as z from 'zod';
import { rowIdSchema, type SavedPrompt } from '#shared/domain/saved-prompt.ts';
import { cleanText } from '../markdown/clean-text.ts';
import { explainFault } from './explain-fault.ts';

/** What a line says is not to be taken; the message names the mend and quotes nothing of the line. */
export class LineFault extends Error {
  override readonly name = 'LineFault';
}

/** An OpenAI-style message. `developer` is what newer APIs call the system. */
const messageSchema = z.strictObject({
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content: z.string(),
});
type Message = z.infer<typeof messageSchema>;

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

/** Makes a saved prompt of what a line holds. Throws `LineFault`. */
export const parsePromptLine = (value: unknown, line: number): ParsedLine => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new LineFault('a line is one object, for example {"prompt": "…", "response": "…"}');
  const given = withoutNulls(value);
  const result = promptLineSchema.safeParse(given);
  if (!result.success) throw new LineFault(explainFault(result.error.issues[0], given, promptLineSchema));

  const { replaces = null, withdraws = null, failedResponse, id: _id, note: _note, ...texts } = result.data;
  if (withdraws !== null) {
    if (replaces !== null || failedResponse !== undefined || Object.keys(texts).length > 0)
      throw new LineFault(
        'withdraws takes a row out and stands alone; to put another answer in its place, write replaces',
      );
    const prompt = { line, turns: [], failedResponse: null, replaces, withdraws };
    return { prompt, hasSystemMessage: false };
  }
  const messages = messagesOf(texts);
  const turns = turnsOf(messages.filter(({ role }) => role === 'user' || role === 'assistant'));
  if (failedResponse !== undefined && clean(failedResponse) === turns.at(-1)?.response)
    throw new LineFault('failedResponse and response are the same; correct one, or take failedResponse out');
  return {
    prompt: {
      line,
      turns,
      failedResponse: failedResponse === undefined ? null : clean(failedResponse),
      replaces,
      withdraws,
    },
    hasSystemMessage: messages.length > 2 * turns.length,
  };
};

/** Tables that were written out as JSON hold a null for every cell that is empty. */
const withoutNulls = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));

/** The conversation of a line, its last answer included. */
const messagesOf = ({ messages = [], prompt, question, response, answer, correctedResponse }: Texts) => {
  const asked = onlyOne({ prompt, question });
  const answered = onlyOne({ response, answer, correctedResponse });
  if (messages.length > 0 && asked !== undefined) throw new LineFault('write messages or prompt, not both');
  const conversation: Message[] = [
    ...messages,
    ...(asked === undefined ? [] : [{ role: 'user' as const, content: asked }]),
  ];
  const last = conversation.at(-1);
  if (last === undefined) throw new LineFault('the prompt is missing');
  if (answered === undefined) {
    if (last.role !== 'assistant')
      throw new LineFault('the response is missing; to take a row out of the dataset, write withdraws');
    return conversation;
  }
  if (last.role === 'assistant')
    throw new LineFault('the messages end with an answer already; take it out of them, or take response out');
  return [...conversation, { role: 'assistant' as const, content: answered }];
};

const onlyOne = (names: Readonly<Record<string, string | undefined>>): string | undefined => {
  const given = Object.entries(names).filter(([, text]) => text !== undefined);
  if (given.length > 1)
    throw new LineFault(`write one of ${given.map(([name]) => name).join(' and ')}, not both`);
  return given[0]?.[1];
};

const turnsOf = (messages: readonly Message[]): SavedPrompt['turns'] => {
  const wrong = messages.findIndex(({ role }, index) => role !== (index % 2 === 0 ? 'user' : 'assistant'));
  if (wrong !== -1)
    throw new LineFault('user and assistant take turns in messages, and the user speaks first');
  return Array.from({ length: messages.length / 2 }, (_, turn) => ({
    prompt: clean(messages[2 * turn]?.content ?? ''),
    response: clean(messages[2 * turn + 1]?.content ?? ''),
  }));
};

const clean = (text: string): string => cleanText(text).trim();
