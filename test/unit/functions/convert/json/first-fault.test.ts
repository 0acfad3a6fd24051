import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstFault } from '../../../../../functions/convert/json/first-fault.ts';

const isParsed = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('firstFault', () => {
  it.each([
    ['{"mail": ann}', 1, 10],
    ['{"a": 1,\n "b": 2,\n}', 3, 1],
    ['[1,\r\n  2 3]', 2, 5],
    ['{"a" 1}', 1, 6],
    ['["open', 1, 2],
    ['[1, 2', 1, 6],
    ['01', 1, 2],
    ['{} {}', 1, 4],
    ['', 1, 1],
  ])('of %j stands at line %i, column %i', (text, line, column) => {
    expect(firstFault(text)).toEqual({ line, column });
  });

  it('is there in the texts that JSON.parse refuses, and in no others', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.nat(3), fc.stringMatching(/^[{}[\],:"0-9eE.\-tfn\\u \n]{0,2}$/))
      .map(([json, at, length, put]) => {
        const from = at % (json.length + 1);
        return json.slice(0, from) + put + json.slice(from + length);
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), damaged), (text) => {
        expect(firstFault(text) === null).toBe(isParsed(text));
      }),
      { numRuns: 2000 },
    );
  });
});
