import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { bundleStep, type StepBundle } from '../../infra/constructs/step-code.ts';
import { stepBundles } from '../../infra/steps.ts';

/** Lambda takes 250 MB; what is loaded at a cold start should be far below that. Measured in megabytes of 10^6 bytes. */
const budgets: Record<keyof typeof stepBundles, { unzipped: number; zipped: number }> = {
  convert: { unzipped: 60, zipped: 20 },
  split: { unzipped: 8, zipped: 3 },
  generate: { unzipped: 4, zipped: 1 },
  enforce: { unzipped: 10, zipped: 3 },
  write: { unzipped: 4, zipped: 1 },
  erase: { unzipped: 2, zipped: 0.5 },
  plan: { unzipped: 4, zipped: 1 },
  batch: { unzipped: 4, zipped: 1 },
  suggest: { unzipped: 10, zipped: 3 },
  assemble: { unzipped: 4, zipped: 1 },
  tune: { unzipped: 4, zipped: 1 },
};

const outputs = mkdtempSync(join(tmpdir(), 'quarry-bundles-'));
afterAll(() => rmSync(outputs, { recursive: true }));

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );

describe.each(Object.entries(stepBundles))('%s', (step, bundle: StepBundle) => {
  const folder = join(outputs, step);
  const budget = budgets[step as keyof typeof budgets];

  test('is bundled with what it opens at run time, within its budget', () => {
    bundleStep(bundle, folder);
    const contents = Object.fromEntries(
      filesIn(folder).map((file) => [file, readFileSync(join(folder, file))]),
    );
    expect(Object.keys(contents)).toContain(bundle.format === 'esm' ? 'handler.mjs' : 'handler.js');
    for (const file of bundle.files ?? []) expect(readdirSync(folder)).toContain(basename(file));
    const unzipped = Object.values(contents).reduce((sum, { length }) => sum + length, 0);
    expect(unzipped / 1e6).toBeLessThan(budget.unzipped);
    expect(zipSync(contents, { level: 6 }).length / 1e6).toBeLessThan(budget.zipped);
  });

  test('has no native code, so that it runs on both architectures', () => {
    expect(filesIn(folder).filter((file) => /\.(node|so|dylib|dll)$/.test(file))).toEqual([]);
  });
});

test.each(['write', 'assemble'])(
  '%s starts: the undeclared names in parquetjs-lite survive bundling',
  (step) => {
    execFileSync(process.execPath, ['--no-warnings', join(outputs, step, 'handler.js')], {
      stdio: 'pipe',
      env: {
        SOURCE_BUCKET: 'source',
        DATASET_BUCKET: 'dataset',
        DEPLOYMENT: JSON.stringify({
          generator: { provider: 'extractive' },
          allows: {
            bedrockModels: [],
            judgeModels: [],
            ocrModels: [],
            textract: false,
            fineTuningModels: [],
            ocrLanguages: ['eng'],
          },
        }),
        LAMBDA_TASK_ROOT: join(outputs, step),
      },
    });
  },
);
