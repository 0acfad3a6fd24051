import { expect, test } from 'vitest';
import { noteOn, parsePromptTemplate, renderPrompt } from '#shared/prompts/prompt-template.ts';

const template = parsePromptTemplate(
  'bags',
  '# System\n\nAsk {{most}} things.\n\n# Task\n\n{{passage}} and {{most}}\n',
);

test('fills in the names of both parts', () => {
  expect(renderPrompt(template, { most: '3', passage: 'Text.' })).toEqual({
    system: 'Ask 3 things.',
    prompt: 'Text. and 3',
  });
});

test('does not read names in what it fills in', () => {
  expect(renderPrompt(template, { most: '3', passage: '{{most}} $& {{other}}' }).prompt).toBe(
    '{{most}} $& {{other}} and 3',
  );
});

test('a name without a value is a mistake that names prompt and name', () => {
  expect(() => renderPrompt(template, { most: '3' })).toThrow('prompt bags: no value for {{passage}}');
});

test('a file without the two headings is refused', () => {
  expect(() => parsePromptTemplate('bags', '# Task\n\nText.\n')).toThrow(
    'prompt bags: expected the headings',
  );
});

test('the version changes with the text and with nothing else', () => {
  const again = parsePromptTemplate(
    'bags',
    '# System\r\n\r\nAsk {{most}} things.\r\n\r\n# Task\r\n\r\n{{passage}} and {{most}}\r\n',
  );
  const other = parsePromptTemplate(
    'bags',
    '# System\n\nAsk {{most}} questions.\n\n# Task\n\n{{passage}} and {{most}}\n',
  );
  expect(again.version).toBe(template.version);
  expect(other.version).not.toBe(template.version);
  expect(template.version).toMatch(/^bags-[0-9a-f]{8}$/);
});

test('has notes on what only some tasks say, which are part of its version', () => {
  const parts = '# System\n\nAsk.\n\n# Task\n\nNow.\n';
  const noted = parsePromptTemplate('bags', `${parts}\n# Types\n\n- \`yes-no\`: yes or no: and why\n`);
  expect(noted.task).toBe('Now.');
  expect(noteOn(noted, 'yes-no')).toBe('yes or no: and why');
  expect(() => noteOn(noted, 'factual')).toThrow('prompt bags: no note on factual');
  expect(noted.version).not.toBe(parsePromptTemplate('bags', parts).version);
});
