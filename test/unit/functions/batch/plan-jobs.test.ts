import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueuedRequest } from '#shared/domain/batch.ts';
import { givenPrice } from '#shared/domain/model-price.ts';
import { planJobs } from '../../../../functions/batch/plan-jobs.ts';

const price = givenPrice({ input: 1, output: 2 });
const limits = { minRecords: 100, maxRecords: 50_000, maxBytes: 64 * 2 ** 20, jobsAtOnce: 5 };
const everything = { limits, freeUsd: Number.MAX_VALUE, earlierJobs: 0 };

const aRequest = (index: number, given: Partial<QueuedRequest> = {}): QueuedRequest => ({
  recordId: `record-${index}`,
  documentId: 'bags-1',
  modelId: 'a-model',
  price,
  mostUsd: 0.01,
  input: { text: `question ${index}` },
  failedJobs: [],
  ...given,
});
const requests = (count: number, given?: Partial<QueuedRequest>) =>
  Array.from({ length: count }, (_, index) => aRequest(index, given));
const sizes = (planned: ReturnType<typeof planJobs>) => planned.map(({ job }) => job.records);

describe('the jobs of a queue', () => {
  it.each([
    [99, []],
    [100, [100]],
    [101, [101]],
  ])('%i requests make %j', (count, expected) => {
    expect(sizes(planJobs(requests(count), everything))).toEqual(expected);
  });

  it('leave out what has failed in two jobs, which may leave too little', () => {
    const tired = requests(5, { failedJobs: ['one', 'two'] });
    expect(sizes(planJobs([...tired, ...requests(100)], everything))).toEqual([100]);
    expect(planJobs([...tired, ...requests(99)], everything)).toEqual([]);
  });

  it('are of one model each', () => {
    const planned = planJobs([...requests(100), ...requests(150, { modelId: 'another' })], everything);
    expect(planned.map(({ job }) => [job.modelId, job.records])).toEqual([
      ['a-model', 100],
      ['another', 150],
    ]);
  });

  it('stop where the most that they can cost reaches what is left of the budget', () => {
    const planned = planJobs(requests(500), { ...everything, freeUsd: 1.505 });
    expect(sizes(planned)).toEqual([150]);
    expect(planned[0]?.job.mostUsd).toBeLessThanOrEqual(1.505);
    expect(planJobs(requests(500), { ...everything, freeUsd: 0.99 })).toEqual([]);
  });

  it('have other names when the same is asked again', () => {
    const token = (earlierJobs: number) =>
      planJobs(requests(100), { ...everything, earlierJobs })[0]?.job.token;
    expect(token(0)).toBe(token(0));
    expect(token(1)).not.toBe(token(0));
  });

  it('never ask a request twice, and are neither too small, too many nor, but for one record, too large', () => {
    const narrow = { minRecords: 3, maxRecords: 20, maxBytes: 2000, jobsAtOnce: 4 };
    fc.assert(
      fc.property(
        fc.array(fc.record({ size: fc.nat(60), failures: fc.nat(2), usd: fc.nat(5) }), { maxLength: 150 }),
        fc.nat(300),
        (drawn, freeUsd) => {
          const queue = drawn.map(({ size, failures, usd }, index) =>
            aRequest(index, {
              input: { text: 'x'.repeat(size) },
              failedJobs: Array.from({ length: failures }, String),
              mostUsd: usd,
            }),
          );
          const planned = planJobs(queue, { limits: narrow, freeUsd, earlierJobs: 0 });
          const asked = planned.flatMap((job) => job.requests.map(({ recordId }) => recordId));
          expect(new Set(asked).size).toBe(asked.length);
          expect(planned.length).toBeLessThanOrEqual(narrow.jobsAtOnce);
          expect(planned.reduce((sum, { job }) => sum + (job.mostUsd ?? 0), 0)).toBeLessThanOrEqual(freeUsd);
          for (const { job, requests: chosen } of planned) {
            expect(chosen.length).toBe(job.records);
            expect(chosen.length).toBeGreaterThanOrEqual(narrow.minRecords);
            expect(chosen.length).toBeLessThanOrEqual(narrow.maxRecords);
          }
        },
      ),
    );
  });
});
