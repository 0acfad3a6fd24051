/** Runs one check after the other, each on what the ones before it left behind, and prints how each went. */
export const report = () => {
  const gaps: string[] = [];
  return {
    check: async <Value>(name: string, run: () => Value | Promise<Value>): Promise<Value> => {
      const start = Date.now();
      try {
        const value = await run();
        console.log(`✓ ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
        return value;
      } catch (error) {
        console.log(`✗ ${name}`);
        throw error;
      }
    },
    /** What the endpoint cannot do, which therefore is not known to work. */
    notCovered: (what: string): void => {
      gaps.push(what);
      console.log(`○ NOT COVERED: ${what}`);
    },
    gaps,
  };
};
