import type { Clock } from '../../../../../local/asl/clock.ts';

interface Timer {
  readonly at: number;
  ring(): void;
}

export interface VirtualClock extends Clock {
  /** How many are asleep. */
  pending(): number;
}

/**
 * Time that passes only when everything else has come to rest: then the next timer rings. Tests of hours take no time and
 * always take the same turns.
 */
export const virtualClock = (start = Date.parse('2026-01-31T09:00:00Z')): VirtualClock => {
  let time = start;
  let timers: Timer[] = [];
  let isTicking = false;

  const tick = () => {
    const next = timers.reduce<Timer | undefined>(
      (first, timer) => (first && first.at <= timer.at ? first : timer),
      undefined,
    );
    isTicking = next !== undefined;
    if (next === undefined) return;
    timers = timers.filter((timer) => timer !== next);
    time = Math.max(time, next.at);
    next.ring();
    setImmediate(tick);
  };

  return {
    now: () => time,
    pending: () => timers.length,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const timer = { at: time + milliseconds, ring: resolve };
        timers.push(timer);
        signal.addEventListener('abort', () => {
          timers = timers.filter((other) => other !== timer);
          reject(signal.reason);
        });
        if (!isTicking) setImmediate(tick);
        isTicking = true;
      }),
  };
};
