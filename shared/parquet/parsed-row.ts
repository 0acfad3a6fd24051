import * as z from 'zod';

/** The row, or an Error that names its index in the file (from 0) and the keys at fault, and repeats no value of it. */
export const parsedRow = <Row>(result: z.ZodSafeParseResult<Row>, index: number): Row => {
  if (result.success) return result.data;
  throw new Error(`Parquet row ${index} does not fit its schema: ${z.prettifyError(result.error)}`);
};
