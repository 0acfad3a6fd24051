import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesWildcards, wildcardsSchema } from '../../../../../local/asl/choice/wildcards.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '\\', '\n', '😀'), maxLength: 12 });
const literal = (text: string) => text.replace(/[*\\]/g, '\\$&');
const matches = (pattern: string, text: string) => matchesWildcards(wildcardsSchema.parse(pattern), text);

it('matches an escaped text with itself and with nothing else', () => {
  fc.assert(
    fc.property(letters, letters, (text, other) => {
      expect(matches(literal(text), text)).toBe(true);
      expect(matches(literal(text), other)).toBe(text === other);
    }),
  );
});

it('agrees with a regular expression', () => {
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1, maxLength: 4 }), letters, (pieces, text) => {
      const expected = new RegExp(`^${pieces.map(literal).join('.*')}$`, 'su');
      expect(matches(pieces.map(literal).join('*'), text)).toBe(expected.test(text));
    }),
  );
});

it('finds whatever stands between the pieces', () => {
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1 }), fc.array(letters), (pieces, between) => {
      const text = pieces.map((piece, index) => piece + (between[index] ?? '')).join('');
      const last = between[pieces.length - 1] ?? '';
      expect(matches(`${pieces.map(literal).join('*')}${last === '' ? '' : '*'}`, text)).toBe(true);
    }),
  );
});
