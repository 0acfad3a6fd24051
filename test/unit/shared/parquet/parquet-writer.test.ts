import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { parquetBytes } from '#shared/parquet/parquet-bytes.ts';
import { createParquetWriter } from '#shared/parquet/parquet-writer.ts';
import { foreignReaders } from './foreign-readers.ts';

const schema = z.strictObject({ id: z.number().int(), tags: z.array(z.string()), at: z.date().nullable() });
const aRow = (id: number) => ({ id, tags: [`tag ${id}`], at: null });
const rows = (count: number) => Array.from({ length: count }, (_, id) => aRow(id));

/** A sink in memory that fails from its `failFrom`th write on. */
const memorySink = ({ failFrom = Number.POSITIVE_INFINITY } = {}) => {
  const parts: Uint8Array[] = [];
  let calls = 0;
  return {
    parts,
    calls: () => calls,
    write: async (bytes: Uint8Array) => {
      calls += 1;
      await nextTurn();
      if (calls >= failFrom) throw new Error('403 Access Denied');
      parts.push(bytes);
    },
  };
};

const unhandled = vi.fn();
beforeEach(() => {
  process.on('unhandledRejection', unhandled);
});
afterEach(async () => {
  await nextTurn();
  process.off('unhandledRejection', unhandled);
  vi.restoreAllMocks();
  expect(unhandled).not.toHaveBeenCalled();
});

describe('a Parquet writer', () => {
  it('writes appends that nobody awaits once each and in order', async () => {
    const sink = memorySink();
    const writer = createParquetWriter(schema, sink);
    for (const row of rows(20_000)) void writer.append(row);
    const size = await writer.close();

    const bytes = Buffer.concat(sink.parts);
    expect(size).toEqual({ rows: 20_000, bytes: bytes.length });
    for (const { readAll } of foreignReaders) expect(await readAll(bytes)).toEqual(rows(20_000));
  });

  it('writes the same bytes whether appends are awaited or not', async () => {
    const sink = memorySink();
    const writer = createParquetWriter(schema, sink);
    for (const row of rows(5000)) void writer.append(row);
    await writer.close();

    expect(Buffer.compare(Buffer.concat(sink.parts), await parquetBytes(schema, rows(5000)))).toBe(0);
  });

  it('keeps a row as it was when appended', async () => {
    const sink = memorySink();
    const writer = createParquetWriter(schema, sink);
    const row = aRow(1);
    void writer.append(row);
    row.id = 2;
    row.tags.push('late');
    await writer.close();

    for (const { readAll } of foreignReaders)
      expect(await readAll(Buffer.concat(sink.parts))).toEqual([aRow(1)]);
  });

  it('waits for a slow sink before it takes the row after a full row group', async () => {
    let release = () => {};
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    const writer = createParquetWriter(schema, { write: () => isReleased });
    for (const row of rows(4095)) await writer.append(row);
    const settled = vi.fn();
    const closing = writer.append(aRow(4095)).then(settled);
    await nextTurn();
    expect(settled).not.toHaveBeenCalled();
    release();
    await closing;
    expect(await writer.close()).toMatchObject({ rows: 4096 });
  });

  it.each([
    ['the header', 1, 1],
    ['a row group', 2, 2],
    ['the footer', 4, 4],
  ])('rejects close when the sink fails at %s, and writes nothing more', async (_part, failFrom, calls) => {
    const sink = memorySink({ failFrom });
    const writer = createParquetWriter(schema, sink);
    for (const row of rows(5000)) void writer.append(row);

    await expect(writer.close()).rejects.toThrow('403 Access Denied');
    expect(sink.calls()).toBe(calls);
  });

  it('rejects the append that meets the failure and every later one', async () => {
    const writer = createParquetWriter(schema, memorySink({ failFrom: 2 }));
    for (const row of rows(4095)) await writer.append(row);

    await expect(writer.append(aRow(4095))).rejects.toThrow('403 Access Denied');
    await expect(writer.append(aRow(4096))).rejects.toThrow('403 Access Denied');
    await expect(writer.close()).rejects.toThrow('403 Access Denied');
  });

  it('keeps the failure of an append that nobody awaits for close', async () => {
    const writer = createParquetWriter(schema, memorySink({ failFrom: 1 }));
    void writer.append({ ...aRow(0), id: 0.5 });
    await nextTurn();
    await nextTurn();

    await expect(writer.close()).rejects.toThrow('Parquet row 0');
  });

  it('reports a sink that throws at once', async () => {
    const writer = createParquetWriter(schema, {
      write: () => {
        throw new Error('disk full');
      },
    });
    await expect(writer.close()).rejects.toThrow('disk full');
  });

  it.each([
    ['a date as text', { ...aRow(3), at: '2026-11-22T00:00:00Z' }, 'at'],
    ['an invalid date', { ...aRow(3), at: new Date('never') }, 'at'],
    ['a fraction for an integer', { ...aRow(3), id: 1.5 }, 'id'],
    ['an integer beyond 2^53', { ...aRow(3), id: 2 ** 60 }, 'id'],
    ['a missing list', { id: 3, at: null }, 'tags'],
    ['an unknown column', { ...aRow(3), extra: 1 }, 'extra'],
  ])('refuses %s, naming row and column, and with it the file', async (_what, row, column) => {
    const writer = createParquetWriter(schema, memorySink());
    await writer.append(aRow(0));
    await writer.append(aRow(1));
    void writer.append(row as never);

    const failure = await writer.close().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).toContain('Parquet row 2 does not fit its schema');
    expect(String(failure)).toContain(column);
  });

  it('rejects an append after close, with an Error', async () => {
    const writer = createParquetWriter(schema, memorySink());
    await writer.close();
    await expect(writer.append(aRow(0))).rejects.toThrow(new Error('writer was closed'));
  });

  it('rejects close when the file does not hold the rows appended', async () => {
    const { ParquetShredder } = createRequire(import.meta.url)('parquetjs-lite');
    const shredOnce = ParquetShredder.shredRecord;
    vi.spyOn(ParquetShredder, 'shredRecord').mockImplementationOnce((...record) => {
      shredOnce(...record);
      shredOnce(...record);
    });
    const writer = createParquetWriter(schema, memorySink());
    await writer.append(aRow(0));
    await expect(writer.close()).rejects.toThrow('Parquet file holds 2 rows, but 1 were appended');
  });
});
