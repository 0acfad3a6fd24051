import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparable, comparableWithOffsets } from '#shared/domain/comparable-text.ts';
import { locateInPassages, locateQuote } from '../../../../functions/enforce/locate-quote.ts';
import { aPassage } from '../../../support/a-passage.ts';

const markdown = fc
  .array(fc.constantFrom(...'ab1 \n*_`\\"\'“”’–-éﬁ½　\u00ad\u200b\u0301😀|'), { maxLength: 40 })
  .map((characters) => characters.join(''));

test.each(["\\\\'", '\\\\-', '\\！', 'a\\'])('%s folds the same with offsets', (text) => {
  expect(comparableWithOffsets(text).text).toBe(comparable(text));
});

test('a text folded with offsets is the text folded', () => {
  fc.assert(
    fc.property(markdown, (text) => {
      expect(comparableWithOffsets(text).text).toBe(comparable(text));
    }),
  );
});

test('whatever is quoted out of a text, as it stands or folded, is found, and is the same text', () => {
  fc.assert(
    fc.property(markdown, fc.nat(), fc.nat(), fc.boolean(), (text, a, b, isFolded) => {
      const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
      const piece = text.slice(start, end);
      const quote = isFolded ? comparable(piece) : piece;
      fc.pre(comparable(quote) !== '' && comparable(text).includes(comparable(quote)));
      const found = locateQuote(quote, text);
      expect(found).toBeDefined();
      expect(comparable(text.slice(found?.start, found?.end))).toContain(comparable(quote));
    }),
  );
});

describe('a quote in a passage', () => {
  const document = 'Intro.\n\nWrite to ann@corvedale.example today.';
  const passage = aPassage({
    text: 'HEAD\nWrite to [EMAIL_1] today.',
    leadLength: 5,
    charStart: 8,
    charEnd: document.length,
    redactions: [{ start: 9, end: 30, replacement: '[EMAIL_1]' }],
  });

  test.each([
    ['Write to [EMAIL_1] today.', 'Write to ann@corvedale.example today.'],
    ['Write to', 'Write to'],
    ['today', 'today'],
    ['[EMAIL_1]', 'ann@corvedale.example'],
  ])('%s stands at its place in the markdown', (quote, original) => {
    const located = locateInPassages(quote, [passage]);
    expect(located?.quote).toBe(quote);
    expect(document.slice(located?.span.start ?? 0, located?.span.end ?? 0)).toBe(original);
  });

  test('that reaches into what the passage repeats has no place of its own', () => {
    expect(locateInPassages('HEAD\nWrite', [passage])?.span).toMatchObject({ start: null, end: null });
  });

  test('is looked for in the pair’s own passage first, and names the passage that holds it', () => {
    const neighbour = aPassage({ id: 'psg_2', text: 'Call us today.', charStart: 90 });
    expect(locateInPassages('today', [passage, neighbour])?.span.passage_id).toBe(passage.id);
    expect(locateInPassages('Call us', [passage, neighbour])?.span).toEqual({
      passage_id: 'psg_2',
      start: 90,
      end: 97,
    });
    expect(locateInPassages('nowhere', [passage, neighbour])).toBeUndefined();
  });
});
