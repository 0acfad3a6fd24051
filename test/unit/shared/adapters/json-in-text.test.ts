import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonInText } from '../../../../shared/adapters/json-in-text.ts';

test.each([
  ['alone', '{"a": 1}', { a: 1 }],
  ['in a code fence', 'Here:\n```json\n{"a": 1}\n```\nDone.', { a: 1 }],
  ['among prose', 'I found {"a": {"b": "}"}} in the text.', { a: { b: '}' } }],
  ['cut off', '{"a": {"b": 1}', undefined],
  ['absent', 'I cannot do that.', undefined],
])('JSON %s', (_where, text, value) => {
  expect(jsonInText(text)).toEqual(value);
});

test('finds any object between any words without braces', () => {
  const words = fc.string().map((text) => text.replace(/[{}"`]/g, ''));
  fc.assert(
    fc.property(words, fc.dictionary(fc.string(), fc.jsonValue()), words, (before, value, after) => {
      expect(jsonInText(`${before} ${JSON.stringify(value)} ${after}`)).toEqual(
        JSON.parse(JSON.stringify(value)),
      );
    }),
  );
});
