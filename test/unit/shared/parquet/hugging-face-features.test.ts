import { expect, it } from 'vitest';
import * as z from 'zod';
import { parquetColumns } from '#shared/parquet/columns.ts';
import { huggingFaceMetadata } from '#shared/parquet/hugging-face-features.ts';

it('describes every column by the features that Hugging Face datasets reads', () => {
  const columns = parquetColumns(
    z.strictObject({
      id: z.string(),
      page: z.number().int().nullable(),
      level: z.int32(),
      passed: z.boolean(),
      created_at: z.date(),
      scores: z.strictObject({ grounding: z.number().nullable() }),
      messages: z.array(z.strictObject({ role: z.string(), content: z.string() })),
    }),
  );

  expect(JSON.parse(huggingFaceMetadata(columns))).toEqual({
    info: {
      features: {
        id: { dtype: 'string', _type: 'Value' },
        page: { dtype: 'int64', _type: 'Value' },
        level: { dtype: 'int32', _type: 'Value' },
        passed: { dtype: 'bool', _type: 'Value' },
        created_at: { dtype: 'timestamp[ms, tz=UTC]', _type: 'Value' },
        scores: { grounding: { dtype: 'float64', _type: 'Value' } },
        messages: [
          { role: { dtype: 'string', _type: 'Value' }, content: { dtype: 'string', _type: 'Value' } },
        ],
      },
    },
  });
});
