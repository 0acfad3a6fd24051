import { expect, it } from 'vitest';
import { loadingExamples } from '../../../../../functions/assemble/describe/loading-examples.ts';
import { rejectedRowSchema } from '../../../../../shared/domain/row.ts';
import { parquetBytes } from '../../../../../shared/parquet/parquet-bytes.ts';
import { aRejectedRow } from '../../../../support/a-rejected-row.ts';
import { queryWithDuckDB } from '../../../shared/parquet/foreign-readers.ts';

it.each(loadingExamples.filter(({ language }) => language === 'sql'))(
  '$title runs as it is shown',
  async ({ code }) => {
    const row = aRejectedRow([{ reason: 'duplicate', detail: 'It asks the same.' }]);
    const bytes = await parquetBytes(rejectedRowSchema, [row, row]);
    const result = await queryWithDuckDB(
      bytes,
      code.replace(/'[a-z]+-\*\.parquet'/, 'file').replace(/;$/, ''),
    );
    expect(result[0]).toEqual(
      code.includes('rejection_reasons')
        ? { reason: 'duplicate', pairs: 2 }
        : {
            question: 'How heavy may a checked bag be?',
            answer: 'A checked bag may weigh up to 23 kg.',
            evidence: ['A checked bag may weigh up to 23 kg.'],
            source_uri: row.source_uri,
            page: null,
          },
    );
  },
);
