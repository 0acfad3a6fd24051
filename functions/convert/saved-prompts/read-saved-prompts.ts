import type { LineRejection } from '#shared/domain/rejection.ts';
import { savedFormat } from '#shared/domain/saved-prompt.ts';
import type { Conversion, Source } from '../conversion.ts';
import { firstFault } from '../json/first-fault.ts';
import { decodeText } from '../text/decode-text.ts';
import { parsePromptLine } from './prompt-line.ts';

const maxBytes = 64 * 2 ** 20;
/** Far beyond what the gates let an answer have; a longer line is no prompt but a file without line breaks. */
const maxLineCharacters = 100_000;
/** With more than these it is no file of prompts; each is on record by itself, in the report too. */
const maxRejectedLines = 1_000;

/**
 * Reads the saved and corrected prompts of a dataset, JSON Lines of several forms, into JSON Lines of one form. A line that
 * cannot be taken is a rejection of its own and the others go on, unless there are too many; a file without lines holds nothing
 * to save, which is no fault.
 */
export const readSavedPrompts = ({ bytes, fileName }: Pick<Source, 'bytes' | 'fileName'>): Conversion => {
  if (bytes.length > maxBytes)
    return rejected(
      'too-large',
      `${fileName}: it has ${bytes.length} bytes; saved prompts are taken up to ${maxBytes}.`,
    );
  const { text, charset } = decodeText(bytes);
  const prompts: string[] = [];
  const rejectedLines: LineRejection[] = [];
  let systemMessages = 0;
  for (const [line, content] of filledLines(text)) {
    const read = readLine(content, line);
    if ('reason' in read)
      rejectedLines.push({ line, reason: read.reason, detail: `${fileName}, line ${line}: ${read.detail}` });
    else {
      prompts.push(JSON.stringify(read.prompt));
      if (read.hasSystemMessage) systemMessages += 1;
    }
    if (rejectedLines.length > maxRejectedLines) break;
  }
  const [first] = rejectedLines;
  const misread = first && prompts.length === 0 ? explainLayout(text) : undefined;
  if (misread) return rejected('corrupt', `${fileName}: ${misread}`);
  if (first && rejectedLines.length > maxRejectedLines)
    return rejected('corrupt', `More than ${maxRejectedLines} lines cannot be taken. ${first.detail}`);
  return {
    status: 'converted',
    markdown: prompts.map((prompt) => `${prompt}\n`).join(''),
    facts: {
      format: savedFormat,
      engine: `JSON Lines, ${charset}`,
      title: null,
      pages: [],
      repairs: [],
      warnings: systemMessages === 0 ? [] : [systemMessageWarning(systemMessages)],
      fidelity: 1,
      fidelityParts: unmeasured,
      prompts: { lines: prompts.length + rejectedLines.length, rejectedLines },
    },
  };
};

/** What is wrong with all lines at once, where they are those of another layout. */
const explainLayout = (text: string): string | undefined => {
  if (/^\s*\[/.test(text))
    return 'it is a JSON list; write its objects without the list, each on a line of its own.';
  return /^\s*\{[^\S\r\n]*[\r\n]/.test(text)
    ? 'its objects are spread over several lines; write each whole object on one line.'
    : undefined;
};

/** Lines with their numbers, one at a time: a list of all would double what a large file takes. */
function* filledLines(text: string): Iterable<[line: number, content: string]> {
  const ending = /\r\n?|\n|$/g;
  let line = 0;
  for (let start = 0; start < text.length; ) {
    ending.lastIndex = start;
    const end = ending.exec(text)?.index ?? text.length;
    line += 1;
    const content = text.slice(start, end);
    if (content.trim() !== '') yield [line, content];
    start = Math.max(ending.lastIndex, end + 1);
  }
}

const readLine = (content: string, line: number) => {
  if (content.length > maxLineCharacters)
    return {
      reason: 'too-long' as const,
      detail: `it has ${content.length} characters and ${maxLineCharacters} are the most; each prompt stands on a line of its own.`,
    };
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    const column = firstFault(content)?.column;
    return {
      reason: 'not-json' as const,
      detail: `not valid JSON${column === undefined ? '' : ` at column ${column}`}; a line is one whole object, for example {"prompt": "…", "response": "…"}.`,
    };
  }
  const parsed = parsePromptLine(value, line);
  return 'fault' in parsed ? { reason: 'not-a-prompt' as const, detail: inASentence(parsed.fault) } : parsed;
};

const inASentence = (message: string): string => (message.endsWith('?') ? message : `${message}.`);

const rejected = (reason: 'too-large' | 'corrupt', detail: string): Conversion => ({
  status: 'rejected',
  rejection: { reason, detail },
});

const systemMessageWarning = (lines: number): string =>
  `${lines} ${lines === 1 ? 'line comes' : 'lines come'} with a system message, which is not kept: every row of a version has its one system prompt.`;

/** A line is taken whole or not at all. */
const unmeasured = {
  text: null,
  original: null,
  pages: null,
  cells: null,
  layout: null,
  characters: 1,
  words: 1,
  ocr: null,
  lines: 1,
};
