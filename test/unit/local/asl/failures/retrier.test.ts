import fc from 'fast-check';
import { expect, it } from 'vitest';
import { delaySeconds, retrierSchema } from '../../../../../local/asl/failures/retrier.ts';

const retriers = fc
  .record({
    IntervalSeconds: fc.integer({ min: 1, max: 100 }),
    BackoffRate: fc.double({ min: 1, max: 10, noNaN: true }),
    extra: fc.integer({ min: 1, max: 1000 }),
    JitterStrategy: fc.constantFrom('FULL', 'NONE'),
  })
  .map(({ extra, ...fields }) =>
    retrierSchema.parse({ ErrorEquals: ['E'], ...fields, MaxDelaySeconds: fields.IntervalSeconds + extra }),
  );
const retries = fc.nat({ max: 2000 });
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it('never waits longer than MaxDelaySeconds, however many retries and whatever the dice say', () => {
  fc.assert(
    fc.property(retriers, retries, chance, (retrier, retry, drawn) => {
      const delay = delaySeconds(retrier, retry, () => drawn);
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThanOrEqual(retrier.MaxDelaySeconds ?? 0);
    }),
  );
});

it('never waits shorter than the time before when there is no jitter', () => {
  fc.assert(
    fc.property(retriers, retries, (retrier, retry) => {
      const even = { ...retrier, JitterStrategy: 'NONE' as const };
      const delays = [retry, retry + 1].map((count) => delaySeconds(even, count, Math.random));
      expect(delays[1]).toBeGreaterThanOrEqual(delays[0] ?? Number.NaN);
    }),
  );
});
