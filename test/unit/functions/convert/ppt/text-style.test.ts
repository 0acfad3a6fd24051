import { describe, expect, it } from 'vitest';
import { readTextStyle } from '../../../../../functions/convert/ppt/text-style.ts';

const bytes = (...parts: readonly (readonly [value: number, size: 2 | 4])[]): Uint8Array => {
  const buffer = Buffer.alloc(parts.reduce((total, [, size]) => total + size, 0));
  let at = 0;
  for (const [value, size] of parts) {
    if (size === 2) buffer.writeInt16LE(value, at);
    else buffer.writeUInt32LE(value, at);
    at += size;
  }
  return buffer;
};

describe('readTextStyle', () => {
  it('reads level, bullet and the space above in points, past what it does not need', () => {
    const data = bytes([3, 4], [1, 2], [0x0012_2001, 4], [1, 2], [-240, 2], [1, 2], [0, 4], [0, 2]);
    expect(readTextStyle(data, 3).paragraphs).toEqual([
      { count: 3, shape: { level: 1, hasBullet: true, pointsBefore: 30 } },
    ]);
  });

  it('takes space said in percent of a line for none, and a bullet that is not mentioned for unknown', () => {
    const data = bytes([5, 4], [0, 2], [0x2000, 4], [20, 2]);
    expect(readTextStyle(data, 5).paragraphs[0]?.shape).toEqual({
      level: 0,
      hasBullet: null,
      pointsBefore: 0,
    });
  });

  it('reads marks, font, size and place of characters, also where LibreOffice counts runs past the upper bits', () => {
    const paragraph = [
      [9, 4],
      [0, 2],
      [0, 4],
    ] as const;
    const code = [
      [4, 4],
      [0x000b_4001, 4],
      [0x4001, 2],
      [5, 2],
      [24, 2],
      [30, 2],
    ] as const;
    const rest = [
      [5, 4],
      [0x0002_0002, 4],
      [2, 2],
      [18, 2],
    ] as const;
    expect(readTextStyle(bytes(...paragraph, ...code, ...rest), 9).characters).toEqual([
      { count: 4, shape: { isBold: true, isItalic: false, font: 5, size: 24, script: 'sup' } },
      { count: 5, shape: { isBold: false, isItalic: true, font: null, size: 18, script: null } },
    ]);
  });

  it.each([0, 1, 9, 15, 22])('reads what there is of a style that is cut after %i bytes', (length) => {
    const whole = bytes([9, 4], [0, 2], [0x2000, 4], [-80, 2], [9, 4], [1, 4], [1, 2]);
    expect(() => readTextStyle(whole.subarray(0, length), 9)).not.toThrow();
  });
});
