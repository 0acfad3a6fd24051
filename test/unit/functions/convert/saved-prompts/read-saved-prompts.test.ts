import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { savedPromptSchema } from '#shared/domain/saved-prompt.ts';
import { cleanText } from '../../../../../functions/convert/markdown/clean-text.ts';
import { readSavedPrompts } from '../../../../../functions/convert/saved-prompts/read-saved-prompts.ts';

const read = (content: string | Uint8Array) => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const conversion = readSavedPrompts({ bytes, fileName: 'prompts.jsonl' });
  if (conversion.status === 'rejected') return { rejection: conversion.rejection, prompts: [], faults: [] };
  const { markdown, facts } = conversion;
  return {
    prompts: markdown
      .split('\n')
      .filter(Boolean)
      .map((line) => savedPromptSchema.parse(JSON.parse(line))),
    faults: facts.prompts?.rejectedLines ?? [],
    lines: facts.prompts?.lines,
    warnings: facts.warnings,
  };
};
const readLine = (line: unknown) => read(JSON.stringify(line));

const asked = { prompt: 'May I bring a cello?', response: 'Yes, on a seat of its own.' };
const rowId = 'qa_0123456789abcdef';
const plain = { line: 1, turns: [asked], failedResponse: null, replaces: null, withdraws: null, asks: null };

describe('a line of saved prompts', () => {
  it.each([
    ['prompt and response', asked, plain],
    ['question and answer', { question: asked.prompt, answer: asked.response }, plain],
    [
      'a correction',
      { prompt: asked.prompt, failedResponse: 'No.', correctedResponse: asked.response },
      { ...plain, failedResponse: 'No.' },
    ],
    ['a correction of nothing', { ...asked, failedResponse: ' ' }, plain],
    ['a replacement of a row', { ...asked, replaces: rowId }, { ...plain, replaces: rowId }],
    ['a withdrawal', { withdraws: rowId, note: 'wrong' }, { ...plain, turns: [], withdraws: rowId }],
    [
      'a withdrawal with what the row asks',
      { withdraws: rowId, question: 'A cello? ' },
      { ...plain, turns: [], withdraws: rowId, asks: 'A cello?' },
    ],
    ['what people note for themselves', { ...asked, id: 7, note: { by: 'Priya' } }, plain],
    ['the nulls of a table', { ...asked, failedResponse: null, messages: null, replaces: null }, plain],
    [
      'text with invisible characters',
      { prompt: ' May I bring a\u00a0cello?\u200b', response: asked.response },
      plain,
    ],
    [
      'messages',
      {
        messages: [
          { role: 'user', content: asked.prompt },
          { role: 'assistant', content: asked.response },
        ],
      },
      plain,
    ],
    [
      'messages with what other tools keep in them',
      {
        messages: [
          { role: 'user', content: asked.prompt, name: 'Ann', refusal: null },
          { role: 'assistant', content: asked.response, weight: 1 },
        ],
      },
      plain,
    ],
    [
      'a conversation whose last answer stands apart',
      {
        messages: [
          { role: 'user', content: asked.prompt },
          { role: 'assistant', content: asked.response },
          { role: 'user', content: 'And a harp?' },
        ],
        failedResponse: 'Yes.',
        response: 'No.',
      },
      { ...plain, turns: [asked, { prompt: 'And a harp?', response: 'No.' }], failedResponse: 'Yes.' },
    ],
  ])('may be %s', (_form, line, expected) => {
    expect(readLine(line)).toMatchObject({ prompts: [expected], faults: [] });
  });

  it.each(['system', 'developer'])('loses its %s message, and the conversion says so', (role) => {
    const line = {
      messages: [
        { role, content: 'You are terse.' },
        { role: 'user', content: asked.prompt },
        { role: 'assistant', content: asked.response },
      ],
    };
    expect(readLine(line)).toMatchObject({
      prompts: [plain],
      warnings: [/^1 line comes with a system message/],
    });
  });
});

const user = { role: 'user', content: 'a@b.example asks' };
const assistant = { role: 'assistant', content: 'an answer' };

describe('a line that cannot be taken', () => {
  it.each([
    ['{"prompt": "a@b.example", }', 'not-json', 'not valid JSON at column 27; a line is one whole object'],
    ['{"prompt": "a@b.example"', 'not-json', 'not valid JSON at column 25'],
    ['a@b.example', 'not-json', 'not valid JSON at column 1'],
    ['"a@b.example"', 'not-a-prompt', 'a line is one object'],
    ['["a@b.example"]', 'not-a-prompt', 'a line is one object'],
    ['null', 'not-a-prompt', 'a line is one object'],
    ['{}', 'not-a-prompt', 'the prompt is missing.'],
    [
      { prompt: 'a@b.example' },
      'not-a-prompt',
      'the response is missing; to take a row out of the dataset, write withdraws.',
    ],
    [{ response: 'a@b.example' }, 'not-a-prompt', 'the prompt is missing.'],
    [{ promt: 'a@b.example', response: 'x' }, 'not-a-prompt', 'unknown key promt; did you mean prompt?'],
    [
      { ...asked, 'a@b.example': 1 },
      'not-a-prompt',
      'a key that is not known; known are prompt, question, response',
    ],
    [{ ...asked, replace: rowId }, 'not-a-prompt', 'unknown key replace; did you mean replaces?'],
    [{ prompt: 7, response: 'a@b.example' }, 'not-a-prompt', 'prompt: must be a text.'],
    [{ ...asked, question: 'a@b.example' }, 'not-a-prompt', 'write one of prompt and question, not both.'],
    [{ ...asked, answer: 'a@b.example' }, 'not-a-prompt', 'write one of response and answer, not both.'],
    [
      { ...asked, failedResponse: ` ${asked.response}` },
      'not-a-prompt',
      'failedResponse and response are the same',
    ],
    [
      { ...asked, replaces: 'a@b.example' },
      'not-a-prompt',
      'replaces: name a row by its finetuning_data_element_id',
    ],
    [{ ...asked, withdraws: rowId }, 'not-a-prompt', 'withdraws takes a row out and stands alone'],
    [{ messages: [] }, 'not-a-prompt', 'messages: must hold a question and its answer'],
    [{ messages: 'a@b.example' }, 'not-a-prompt', 'messages: must be a list.'],
    [{ messages: [user] }, 'not-a-prompt', 'the response is missing'],
    [
      { messages: [assistant] },
      'not-a-prompt',
      'user and assistant take turns in messages, and the user speaks first.',
    ],
    [{ messages: [user, user, assistant] }, 'not-a-prompt', 'user and assistant take turns'],
    [
      { messages: [user, assistant], response: 'x' },
      'not-a-prompt',
      'the messages end with an answer already',
    ],
    [{ messages: [user, assistant], prompt: 'x' }, 'not-a-prompt', 'write messages or prompt, not both.'],
    [{ messages: [{ role: 'system', content: 'a@b.example' }] }, 'not-a-prompt', 'the response is missing'],
    [
      { messages: [user, { role: 'tool', content: 'a@b.example' }] },
      'not-a-prompt',
      'messages.1.role: a role that is not known; known are system, user, assistant',
    ],
    [
      { messages: [user, { role: 'asistant', content: 'x' }] },
      'not-a-prompt',
      'messages.1.role: unknown role asistant; did you mean assistant?',
    ],
    [
      { messages: [user, { role: 'assistant', content: null }] },
      'not-a-prompt',
      'messages.1.content: must be a text.',
    ],
    [
      { messages: [user, { ...assistant, weight: 0 }] },
      'not-a-prompt',
      'messages.1.weight: must be 1: every answer of a row is learnt; leave out what shall not be.',
    ],
    [
      { messages: [user, { ...assistant, tool_calls: [] }] },
      'not-a-prompt',
      'messages.1: a key that is not known; known are role, content, name, weight.',
    ],
    [{ ...asked, response: 'a@b.example'.repeat(20_000) }, 'too-long', 'it has 220'],
  ])('%j is rejected as %s', (line, reason, mend) => {
    const text = typeof line === 'string' ? line : JSON.stringify(line);
    const { prompts, faults } = read(`${JSON.stringify(asked)}\n${text}\n${JSON.stringify(asked)}\n`);
    expect(prompts.map((prompt) => prompt.line)).toEqual([1, 3]);
    expect(faults).toMatchObject([{ line: 2, reason }]);
    expect(faults[0]?.detail).toMatch(/^prompts\.jsonl, line 2: .*[.?]$/);
    expect(faults[0]?.detail).toContain(mend);
    expect(faults[0]?.detail).not.toContain('a@b.example');
  });
});

describe('a file of saved prompts', () => {
  const line = JSON.stringify(asked);

  it.each([
    ['a byte order mark', `\ufeff${line}\n${line}`],
    ['CRLF', `${line}\r\n${line}\r\n`],
    ['CR alone', `${line}\r${line}`],
    ['no last line break', `${line}\n${line}`],
  ])('may have %s', (_what, text) => {
    expect(read(text)).toMatchObject({ prompts: [{ line: 1 }, { line: 2 }], faults: [], lines: 2 });
  });

  it('is read in UTF-16', () => {
    expect(read(Buffer.from(`\ufeff${line}\n`, 'utf16le')).prompts).toEqual([plain]);
  });

  it.each(['', '\n', ' \r\n\t\n', '\ufeff'])('may hold nothing: %j', (text) => {
    expect(read(text)).toMatchObject({ prompts: [], faults: [], lines: 0 });
  });

  it('counts empty lines, so that its numbers are those of an editor', () => {
    expect(read(`\n\r\n${line}\n\n{\n`)).toMatchObject({
      prompts: [{ line: 3 }],
      faults: [{ line: 5 }],
      lines: 2,
    });
  });

  it('is told that it is one list, rather than line by line', () => {
    expect(read(JSON.stringify([asked, asked], null, 2)).rejection).toEqual({
      reason: 'corrupt',
      detail:
        'prompts.jsonl: it is a JSON list; write its objects without the list, each on a line of its own.',
    });
  });

  it('is told that its objects stand on several lines', () => {
    const pretty = JSON.stringify(asked, null, 2);
    expect(read(`${pretty}\n${pretty}\n`).rejection?.detail).toBe(
      'prompts.jsonl: its objects are spread over several lines; write each whole object on one line.',
    );
  });

  it('may have many lines that cannot be taken, and too many are none of a file of prompts', () => {
    expect(read(`${line}\n${'{}\n'.repeat(1_000)}`)).toMatchObject({ prompts: [plain], lines: 1_001 });
    const started = performance.now();
    expect(read(`${line}\n${'{}\n'.repeat(2_000_000)}`).rejection).toEqual({
      reason: 'corrupt',
      detail: 'More than 1000 lines cannot be taken. prompts.jsonl, line 2: the prompt is missing.',
    });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('comes back with every text that was written into it', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .filter((value) => value !== '' && cleanText(value).trim() === value);
    const prompt = fc.record({ prompt: text, response: text });
    fc.assert(
      fc.property(fc.array(prompt), fc.constantFrom('\n', '\r\n'), (prompts, ending) => {
        const { prompts: found } = read(prompts.map((each) => JSON.stringify(each)).join(ending));
        expect(found.map(({ turns }) => turns[0])).toEqual(prompts);
      }),
    );
  });
});
