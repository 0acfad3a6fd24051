import { defineConfig } from 'vitest/config';

/**
 * One project per kind of test; `npm test` runs them all without network, account, Python or Docker. The limits are there
 * for a test that hangs: a machine that is busy with other things must not fail one.
 */
const project = (name: string, testTimeout: number) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout, hookTimeout: testTimeout },
});

export default defineConfig({
  test: {
    // Left to itself it leaves a core free, which on a machine of two is every second one.
    maxWorkers: '100%',
    projects: [
      project('unit', 120_000),
      project('contract', 120_000),
      project('workflow', 180_000),
      project('infra', 180_000),
    ],
  },
});
