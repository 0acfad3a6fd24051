import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { parquetBytes } from '#shared/parquet/parquet-bytes.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'quarry-bundle-'));
});
afterAll(() => rm(directory, { recursive: true }));

it('writes the same bytes from a CommonJS bundle, as a Lambda function carries it', async () => {
  const outfile = join(directory, 'parquet.cjs');
  await build({
    entryPoints: [fileURLToPath(import.meta.resolve('#shared/parquet/parquet-bytes.ts'))],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile,
  });
  const bundled = createRequire(import.meta.url)(outfile) as { parquetBytes: typeof parquetBytes };

  const schema = z.strictObject({ id: z.string(), tags: z.array(z.string()), at: z.date() });
  const rows = Array.from({ length: 1500 }, (_, index) => ({
    id: `${index}`,
    tags: ['😀'],
    at: new Date(index),
  }));
  const bytes = await bundled.parquetBytes(schema, rows);
  expect(Buffer.compare(bytes, await parquetBytes(schema, rows))).toBe(0);
});
