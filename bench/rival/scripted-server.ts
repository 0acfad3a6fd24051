import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sha256 } from '#shared/domain/hash.ts';
import { countTokens } from '../../functions/split/count-tokens.ts';
import { type Fact, factsIn } from './facts-in-text.ts';

export interface ServedCall {
  readonly inputTokens: number;
  /** The part of the input that is text of a document. */
  readonly sourceTokens: number;
}

export interface ScriptedServer {
  /** The base URL, up to and with the version. */
  readonly url: string;
  /** The calls since the last time that they were taken. */
  takeCalls(): ServedCall[];
  /** Answers that were given with a number that no document states. */
  readonly planted: ReadonlySet<string>;
  close(): Promise<void>;
}

interface Answer {
  readonly source: string;
  readonly reply: unknown;
}

/**
 * One server for both rivals, with the same knowledge and the same latency: asked for pairs it finds the facts of the text
 * that it was shown, and gives some of the answers a wrong number.
 */
export const startScriptedServer = async (latencyMilliseconds: number): Promise<ScriptedServer> => {
  let calls: ServedCall[] = [];
  const planted = new Set<string>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { messages }: { messages: { content: string }[] } = JSON.parse(Buffer.concat(chunks).toString());
      const prompt = messages.map(({ content }) => content).join('\n\n');
      const answer = answerTo(prompt, planted);
      const inputTokens = countTokens(prompt);
      calls.push({ inputTokens, sourceTokens: countTokens(answer.source) });
      const content = typeof answer.reply === 'string' ? answer.reply : JSON.stringify(answer.reply);
      const body = JSON.stringify({
        id: 'scripted',
        object: 'chat.completion',
        created: 0,
        model: 'scripted',
        choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
        usage: { prompt_tokens: inputTokens, completion_tokens: countTokens(content), total_tokens: 0 },
      });
      setTimeout(() => {
        response.setHeader('content-type', 'application/json');
        response.end(body);
      }, latencyMilliseconds);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    planted,
    takeCalls: () => {
      const taken = calls;
      calls = [];
      return taken;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

/** Tells by the prompt who asks for what. Throws for a prompt that it does not know, so that nothing is measured wrongly. */
const answerTo = (prompt: string, planted: Set<string>): Answer => {
  const passage = /<passage-([0-9a-f]+)>\n([\s\S]*?)\n<\/passage-\1>/.exec(prompt)?.[2];
  if (passage !== undefined) {
    const facts = factsIn(passage);
    const pairs = facts.map((fact) => ({
      ...pairOver(fact, planted),
      evidence: [fact.verbatim],
      questionType: 'factual',
    }));
    return { source: passage, reply: { facts: facts.map(({ plain }) => plain), pairs } };
  }
  const section = [...prompt.matchAll(/<(passage-\d+-[0-9a-f]+)>\n([\s\S]*?)\n<\/\1>/g)].map(
    (match) => match[2] ?? '',
  );
  if (section.length > 0)
    return { source: section.join('\n'), reply: { pairs: pairAcross(section, planted) } };
  const outline = /<(outline-[0-9a-f]+)>\n([\s\S]*?)\n<\/\1>/.exec(prompt)?.[2];
  if (outline !== undefined)
    return {
      source: outline,
      reply: { summary: 'Rules.', systemPrompt: 'You answer questions about rules.' },
    };
  const chunk = /^Create question-answer pairs[\s\S]*?\nText:\n([\s\S]*)/.exec(prompt)?.[1];
  if (chunk !== undefined)
    return { source: chunk, reply: factsIn(chunk).map((fact) => pairOver(fact, planted)) };
  const rated = /^Rate each question-answer pair[\s\S]*?\nQA pairs to rate:\n([\s\S]*)/.exec(prompt)?.[1];
  if (rated !== undefined) {
    /* The prompt does not show the source, so a wrong number looks as good as a right one. */
    const pairs: object[] = JSON.parse(rated);
    return { source: '', reply: pairs.map((pair) => ({ ...pair, rating: 8 })) };
  }
  const document = /^Summarize this document[^\n]*\n+([\s\S]*)/.exec(prompt)?.[1];
  if (document !== undefined) return { source: document, reply: 'A collection of rules and facts.' };
  throw new Error(`The scripted server does not know this prompt: ${prompt.slice(0, 200)}`);
};

/** One pair over the first facts of the first two passages that state any. */
const pairAcross = (passages: readonly string[], planted: Set<string>) => {
  const [first, second] = passages.flatMap((text) => factsIn(text).slice(0, 1));
  if (!first || !second) return [];
  const [one, other] = [pairOver(first, planted), pairOver(second, planted)];
  return [
    {
      question: `${one.question.slice(0, -1)}, and ${other.question.replace(/^What is/, 'what is')}`,
      answer: `${one.answer} ${other.answer}`,
      evidence: [first.verbatim, second.verbatim],
    },
  ];
};

const pairOver = ({ plain }: Fact, planted: Set<string>): { question: string; answer: string } => {
  const opening = plain
    .split(/\s+/)
    .slice(0, 9)
    .join(' ')
    .replace(/[^\p{L}\p{N}]+$/u, '');
  const isWrong = Number.parseInt(sha256(plain).slice(0, 2), 16) % 4 === 0 && /\d/.test(plain);
  const answer = isWrong ? plain.replace(/\d+/, (number) => String(Number(number) + 1)) : plain;
  if (isWrong) planted.add(answer);
  return { question: `What is the rule that begins with “${opening}”?`, answer };
};
