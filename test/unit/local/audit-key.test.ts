import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditKeyOf } from '../../../local/audit-key.ts';

let out: string;
let file: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'quarry-key-'));
  file = join(out, 'audit.key');
});
afterEach(() => rm(out, { recursive: true, force: true }));

describe('the audit key of an output folder', () => {
  it('is made once, and runs that begin at once agree on it', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => auditKeyOf(out)));
    expect(new Set([...keys, await auditKeyOf(out)]).size).toBe(1);
    expect(await readFile(file, 'utf8')).toBe(keys[0]);
    expect(await readdir(out)).toEqual(['audit.key']);
  });

  it('is readable by its owner alone, and never empty, whatever a killed process has left', async () => {
    await writeFile(file, '', { mode: 0o644 });
    expect(await auditKeyOf(out)).toMatch(/^[0-9a-f]{64}$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is the one that is there for a dry run too, which leaves none behind', async () => {
    expect(await auditKeyOf(out, { isDryRun: true })).toMatch(/^[0-9a-f]{64}$/);
    expect(await readdir(out)).toEqual([]);
    const key = await auditKeyOf(out);
    expect(await auditKeyOf(out, { isDryRun: true })).toBe(key);
  });
});
