import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { systemClock } from '../../../../local/asl/clock.ts';

it('does not sleep for no time', async () => {
  await expect(systemClock.sleep(0, new AbortController().signal)).resolves.toBeUndefined();
});

it('wakes up when the signal aborts, with its error', async () => {
  const controller = new AbortController();
  const sleeping = systemClock.sleep(60_000, controller.signal);
  controller.abort();
  await expect(sleeping).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});

it('sleeps for longer than a timer can be set', async () => {
  const controller = new AbortController();
  let isAwake = false;
  const sleeping = systemClock.sleep(99_999_999_000, controller.signal).finally(() => {
    isAwake = true;
  });
  for (let turn = 0; turn < 50; turn++) await setImmediate();
  expect(isAwake).toBe(false);
  controller.abort();
  await expect(sleeping).rejects.toThrow();
});
