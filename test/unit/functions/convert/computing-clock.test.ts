import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computingClock } from '../../../../functions/convert/computing-clock.ts';

const clockOf = (threads: number, ...readings: [clockSeconds: number, processorSeconds: number][]) => {
  const left = readings.map(([clockSeconds, processorSeconds]) => ({ clockSeconds, processorSeconds }));
  return computingClock(
    () => threads,
    () => left.shift() ?? { clockSeconds: 0, processorSeconds: 0 },
  );
};

describe('the clock of a conversion', () => {
  it('goes with the clock where its thread has a processor', () => {
    expect(clockOf(1, [10, 3], [12, 5]).advance(true)).toBe(2);
  });

  it('goes slower where others use the machine', () => {
    expect(clockOf(1, [0, 0], [60, 6]).advance(true)).toBe(6);
  });

  it('shares the time of the processors among the threads under way', () => {
    expect(clockOf(2, [0, 0], [10, 12]).advance(true)).toBe(6);
  });

  it('leaves out what is not counted, and begins anew', () => {
    const clock = clockOf(1, [0, 0], [5, 5], [20, 20], [21, 21], [30, 30], [31, 31]);
    expect([clock.advance(true), clock.advance(false), clock.advance(true)]).toEqual([5, 5, 6]);
    clock.restart();
    expect(clock.advance(true)).toBe(1);
  });

  it('never goes faster than the clock', () => {
    const step = fc.tuple(fc.nat(1000), fc.nat(8000));
    fc.assert(
      fc.property(fc.array(step), fc.integer({ min: 1, max: 8 }), (steps, threads) => {
        let now: [number, number] = [0, 0];
        const readings = steps.map(([clock, processor]) => (now = [now[0] + clock, now[1] + processor]));
        const clock = clockOf(threads, [0, 0], ...readings);
        const computed = readings.map(() => clock.advance(true));
        computed.forEach((seconds, index) => {
          expect(seconds).toBeLessThanOrEqual(readings[index]?.[0] ?? 0);
        });
      }),
    );
  });
});
