import type * as z from 'zod';
import { rowSchema } from '#shared/domain/row.ts';

/** What must be known of every row of a dataset at once; the rows whole would not fit into memory. */
export const rowToChooseSchema = rowSchema.pick({
  finetuning_data_element_id: true,
  messages: true,
  source_uri: true,
  char_start: true,
  passage_id: true,
  question_type: true,
  split: true,
});
export type RowToChoose = z.infer<typeof rowToChooseSchema>;
