import { describe, expect, it } from 'vitest';
import { root } from '../../../../../functions/convert/hast.ts';
import { markdownWriter } from '../../../../../functions/convert/markdown/markdown-writer.ts';
import { slideBlocks } from '../../../../../functions/convert/ppt/slide-blocks.ts';
import type { CharacterShape } from '../../../../../functions/convert/ppt/text-style.ts';
import type { PptParagraph, PptText } from '../../../../../functions/convert/ppt/texts.ts';

const courier = 5;

type Run = readonly [text: string, shape?: Partial<CharacterShape>];

const paragraph = (runs: readonly Run[], settings: Partial<PptParagraph> = {}): PptParagraph => ({
  text: runs.map(([words]) => words).join(''),
  runs: runs.map(([words, shape]) => ({
    text: words,
    shape: { isBold: false, isItalic: false, font: 1, size: 18, script: null, ...shape },
  })),
  level: 0,
  isItem: false,
  pointsBefore: 2,
  ...settings,
});

const other = (...paragraphs: PptParagraph[]): PptText => ({ kind: 'other', paragraphs });

const markdownOf = (...shapes: PptText[]): string => {
  const writer = markdownWriter();
  writer.writeTree(root(slideBlocks({ shapes, notes: [] }, new Set([courier]))));
  return writer.finish().markdown;
};

const prose = paragraph([['Pay at the desk.']]);

describe('slideBlocks', () => {
  it('says bold, italic, raised and code within a line', () => {
    const line = paragraph([
      ['Type '],
      ['close', { font: courier }],
      [' at '],
      ['once', { isBold: true }],
      [', or '],
      ['wait', { isItalic: true }],
      [' 10'],
      ['6', { script: 'sup' }],
      [' s.'],
    ]);
    expect(markdownOf(other(line))).toBe('Type `close` at **once**, or *wait* 10⁶ s.\n');
  });

  it('makes one listing of paragraphs and lines that are nothing but code', () => {
    const first = paragraph([['fee = {', { font: courier }], ['\u000B'], ['  "A": 55', { font: courier }]]);
    const last = paragraph([['}', { font: courier }]]);
    expect(markdownOf(other(prose, first, last))).toBe(
      'Pay at the desk.\n\n```\nfee = {\n  "A": 55\n}\n```\n',
    );
  });

  it.each([
    ['pip install "quarry[ocr]"', '```\npip install "quarry[ocr]"\n```\n'],
    ['close gate', '`close gate`\n'],
  ])('takes a line of three words for a listing, and fewer for a name: %s', (words, expected) => {
    expect(markdownOf(other(paragraph([[words, { font: courier }]])))).toBe(expected);
  });

  it.each([
    ['a bold line', { isBold: true }],
    ['a larger line', { size: 32 }],
  ])('takes %s alone in the first box for the title where none is marked', (_, shape) => {
    expect(markdownOf(other(paragraph([['Fees', shape]])), other(prose))).toBe(
      '# Fees\n\nPay at the desk.\n',
    );
  });

  it('takes no line for the title that looks like the rest, nor one above nothing', () => {
    expect(markdownOf(other(paragraph([['Fees']])), other(prose))).toBe('Fees\n\nPay at the desk.\n');
    expect(markdownOf(other(paragraph([['Fees', { isBold: true }]])))).toBe('**Fees**\n');
  });

  it('takes a bold line for a heading where it is set off more than other lines are', () => {
    const title: PptText = { kind: 'title', paragraphs: [paragraph([['Rules']])] };
    const bold = paragraph([['Fees', { isBold: true }]], { pointsBefore: 30 });
    expect(markdownOf(title, other(prose, bold, prose))).toBe(
      '# Rules\n\nPay at the desk.\n\n## Fees\n\nPay at the desk.\n',
    );
    const evenly = paragraph([['Pay at the desk.']], { pointsBefore: 30 });
    expect(markdownOf(title, other(evenly, bold, evenly))).toContain('**Fees**');
  });
});
