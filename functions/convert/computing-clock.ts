interface Reading {
  readonly clockSeconds: number;
  /** Of all threads of the process. */
  readonly processorSeconds: number;
}

/**
 * Time as a thread is given it: never faster than the clock, and slower where the machine is busy elsewhere. Node 20 knows
 * the processor's time of the process only, so each of the threads under way is charged an equal share of it.
 */
export const computingClock = (threadsUnderWay: () => number, read: () => Reading = readProcess) => {
  let last = read();
  let computed = 0;
  return {
    /** Counts what has passed since the last call, or leaves it out, and returns the sum in seconds. */
    advance(isCounted: boolean): number {
      const now = read();
      const passed = now.clockSeconds - last.clockSeconds;
      const share = (now.processorSeconds - last.processorSeconds) / Math.max(1, threadsUnderWay());
      if (isCounted) computed += Math.min(passed, share);
      last = now;
      return computed;
    },
    restart(): void {
      last = read();
      computed = 0;
    },
  };
};

const readProcess = (): Reading => {
  const { user, system } = process.cpuUsage();
  return { clockSeconds: performance.now() / 1000, processorSeconds: (user + system) / 1e6 };
};
