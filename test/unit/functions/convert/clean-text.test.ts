import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countLetters } from '../../../../functions/convert/markdown/clean-text.ts';

it('counts what Unicode calls a letter or a digit, as the pattern for them does', () => {
  const ofPattern = (value: string) => value.replace(/[^\p{L}\p{N}]+/gu, '').length;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      expect(countLetters(value)).toBe(ofPattern(value));
    }),
  );
  expect(countLetters('Größe 42, 𝒳 und 漢字!')).toBe(ofPattern('Größe 42, 𝒳 und 漢字!'));
});
