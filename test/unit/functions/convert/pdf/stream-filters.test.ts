import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { expandedBytes } from '../../../../../functions/convert/pdf/stream-filters.ts';

const limit = 1_000_000;

describe('expandedBytes', () => {
  it('counts what LZW stands for, as in the example of ISO 32000-1, 7.4.4.2', () => {
    const packed = Buffer.from('800B6050220C0C8501', 'hex');
    expect(expandedBytes(packed, ['lzw'], limit)).toBe(10);
  });

  it('counts copied and repeated bytes of a run-length stream', () => {
    const packed = Uint8Array.from([2, 65, 66, 67, 255, 68, 128, 9]);
    expect(expandedBytes(packed, ['run-length'], limit)).toBe(5);
  });

  it('takes off one filter after the other', () => {
    const flate = deflateSync(new Uint8Array(5000));
    const hex = Buffer.from(`${flate.toString('hex')}>`);
    expect(expandedBytes(hex, ['hex', 'flate'], limit)).toBe(5000);
    expect(expandedBytes(deflateSync(flate), ['flate', 'flate'], limit)).toBe(5000);
    expect(expandedBytes(Buffer.from('z87cURD]i,"Ebo80~>'), ['ascii85'], limit)).toBe(16);
  });

  it('stops at the limit, and takes what is damaged for nothing', () => {
    expect(expandedBytes(deflateSync(new Uint8Array(2 * limit)), ['flate'], limit)).toBeGreaterThan(limit);
    expect(expandedBytes(Uint8Array.from([1, 2, 3]), ['flate'], limit)).toBe(0);
  });
});
