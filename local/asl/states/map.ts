import * as z from 'zod';
import type { Json } from '../data/json.ts';
import { type Path, pathSchema, readPath } from '../data/path.ts';
import { templateSchema } from '../data/template.ts';
import { runtimeFailure } from '../failures/state-failure.ts';
import { hasOneTransition } from '../flow/fields.ts';
import { type FlowFields, flowOf } from '../flow/flow-schema.ts';
import { pathData, type StateScope } from '../flow/scope.ts';
import type { State } from '../flow/state.ts';
import { workingFields, workingState } from '../flow/working-state.ts';
import { runDistributedMap } from '../map/distributed-map.ts';
import { failureToleranceFields } from '../map/failure-tolerance.ts';
import { runInlineMap } from '../map/inline-map.ts';
import { itemBatcherSchema } from '../map/item-batcher.ts';
import { itemReaderSchema } from '../map/item-reader.ts';
import { resultWriterSchema } from '../map/result-writer.ts';

const distributedFields = {
  ...failureToleranceFields,
  ItemReader: itemReaderSchema.optional(),
  ItemBatcher: itemBatcherSchema.optional(),
  ResultWriter: resultWriterSchema.optional(),
  Label: z.string().min(1).max(40).optional(),
};

const processorConfigSchema = z.discriminatedUnion('Mode', [
  z.strictObject({ Mode: z.literal('INLINE') }),
  z.strictObject({ Mode: z.literal('DISTRIBUTED'), ExecutionType: z.literal('STANDARD') }),
]);

const itemProcessorSchema = (flow: FlowFields) =>
  z
    .strictObject({
      Comment: z.string().optional(),
      ProcessorConfig: processorConfigSchema.default({ Mode: 'INLINE' }),
      ...flow,
    })
    .transform((fields, context) => ({ flow: flowOf(fields, context), mode: fields.ProcessorConfig.Mode }));

export const mapSchema = (flow: FlowFields) =>
  z
    .strictObject({
      Type: z.literal('Map'),
      ...workingFields,
      ...distributedFields,
      ItemsPath: pathSchema.optional(),
      ItemSelector: templateSchema.optional(),
      MaxConcurrency: z.int().min(0).default(0),
      ItemProcessor: itemProcessorSchema(flow),
    })
    .refine(...hasOneTransition)
    .superRefine(checkMode)
    .transform(
      ({ ItemProcessor, ItemReader, ItemsPath, ItemSelector, MaxConcurrency, ...fields }): State => ({
        ...workingState(fields, async (data, scope) => {
          const work = {
            items: ItemReader
              ? await ItemReader(pathData(data, scope), scope.services)
              : itemsAt(ItemsPath, data, scope),
            processor: ItemProcessor.flow,
            itemSelector: ItemSelector,
            data,
            maxConcurrency: MaxConcurrency,
          };
          return ItemProcessor.mode === 'INLINE'
            ? runInlineMap(work, scope)
            : runDistributedMap(fields, work, scope);
        }),
        flows: [ItemProcessor.flow],
      }),
    );

interface ModeFields {
  readonly ItemProcessor: { readonly mode: 'INLINE' | 'DISTRIBUTED' };
  readonly ItemsPath?: Path | undefined;
  readonly ItemReader?: unknown;
  readonly ResultWriter?: unknown;
  readonly ResultPath: Path | null;
  readonly ToleratedFailureCount?: number | undefined;
  readonly ToleratedFailurePercentage?: number | undefined;
}

/** A list that holds tolerated failures has no documented form, so it must be written out or dropped. */
const checkMode = (fields: ModeFields, { addIssue }: z.RefinementCtx): void => {
  const report = (field: string, message: string) => addIssue({ code: 'custom', message, path: [field] });
  if (fields.ItemProcessor.mode === 'INLINE') {
    for (const field of Object.keys(distributedFields)) {
      if (fields[field as keyof ModeFields] !== undefined)
        report(field, 'needs a map whose Mode is DISTRIBUTED');
    }
  }
  if (fields.ItemReader !== undefined && fields.ItemsPath !== undefined)
    report('ItemsPath', 'stands beside an ItemReader');
  const tolerates =
    fields.ToleratedFailureCount !== undefined || fields.ToleratedFailurePercentage !== undefined;
  if (tolerates && fields.ResultWriter === undefined && fields.ResultPath !== null) {
    report('ResultPath', 'must be null when failures are tolerated and there is no ResultWriter');
  }
};

const itemsAt = (path: Path | undefined, data: Json, scope: StateScope): Json[] => {
  const items = path ? readPath(path, pathData(data, scope)) : data;
  if (!Array.isArray(items)) {
    throw runtimeFailure(`ItemsPath ${path?.source ?? '$'} of state "${scope.state.name}" names no list`);
  }
  return items;
};
