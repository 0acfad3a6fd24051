import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { isShippedPack } from './guardrail-export.ts';

const folder = join(import.meta.dirname, 'environments');

const generatorSchema = z.discriminatedUnion('provider', [
  z.strictObject({ provider: z.literal('extractive') }),
  z.strictObject({ provider: z.literal('bedrock'), model: z.string() }),
]);

/** What may differ between two deployments of the stack. Anything else is the same everywhere. */
const settingsSchema = z.strictObject({
  /** No function holds native code, so this is a matter of price alone. */
  architecture: z.enum(['arm64', 'x86_64']).default('arm64'),
  /** True: buckets, keys and the audit key outlive the stack, and neither stack can be deleted by accident. */
  keepData: z.boolean(),
  /** `customer-key` makes a KMS key of our own with yearly rotation; its use shows in CloudTrail. */
  encryption: z.enum(['s3-managed', 'customer-key']).default('s3-managed'),
  /** How long an overwritten or deleted object can still be brought back. Erasure is complete only after it. */
  noncurrentVersionDays: z.number().int().positive(),
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
  /** One of the periods that CloudWatch Logs offers. */
  logRetentionDays: z.union([7, 14, 30, 90, 180, 365, 731].map((days) => z.literal(days))),
  /** What makes the pairs where a dataset's own `dataset.yaml` does not say. */
  generator: generatorSchema,
  /** Bedrock model or inference profile ids that a dataset may name; the functions can call no other. */
  bedrockModels: z.array(z.string()).default([]),
  /** Bedrock models that a dataset may name as its judge; enforce can call no other, and without one none at all. */
  judgeModels: z.array(z.string()).default([]),
  /** Whether a dataset may have its scanned pages read by Textract; without it the function cannot call it. */
  allowTextract: z.boolean().default(false),
  /** Bedrock models that a dataset may have its scanned pages read by; convert can call no other. */
  ocrModels: z.array(z.string()).default([]),
  /** Base models of Bedrock that a dataset may have fine-tuned on its versions; training and hosting are paid for. */
  fineTuningModels: z.array(z.string()).default([]),
  /**
   * A guardrail of Amazon Bedrock that judges every pair after Quarry's own rules, made of what it can hold of these packs
   * of `policies/`. Each text is paid for. Left out, there is none.
   */
  guardrail: z
    .strictObject({
      packs: z
        .array(z.string().refine(isShippedPack, { error: 'is not a pack in policies/ of this repository' }))
        .min(1),
    })
    .optional(),
  /** Generate functions at once in the whole environment: the brake in front of the model's quota. */
  generateConcurrency: z.number().int().positive().optional(),
  /** Enforce functions at once: the brake in front of the quota of the judge's model. */
  enforceConcurrency: z.number().int().positive().optional(),
  /** Told of every alarm. Left out, the topic waits for subscribers of its own. */
  alarmEmail: z.email().optional(),
  /** Warns on the alarm topic at 80 % of this month's bill for resources with our tag. */
  monthlyBudgetUsd: z.number().positive().optional(),
});

const environmentSchema = settingsSchema.refine(
  ({ generator, bedrockModels }) =>
    generator.provider !== 'bedrock' || bedrockModels.includes(generator.model),
  { path: ['generator', 'model'], error: 'is not one of bedrockModels, so no function could call it' },
);

export type Environment = { readonly name: string } & z.infer<typeof environmentSchema>;

/** Every file in `infra/environments` is an environment; a new one needs no code. */
export const environmentNames = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'));

/** Throws a sentence that names the file, the key and what is wrong with it. */
export const loadEnvironment = (name: string): Environment => {
  if (!environmentNames().includes(name)) {
    throw new Error(
      `env=${name}: there is no such environment; choose one of ${environmentNames().join(', ')}`,
    );
  }
  return parseEnvironment(name, parse(readFileSync(join(folder, `${name}.yaml`), 'utf8')));
};

export const parseEnvironment = (name: string, settings: unknown): Environment => {
  const result = environmentSchema.safeParse(settings);
  if (!result.success) throw new Error(`infra/environments/${name}.yaml\n${z.prettifyError(result.error)}`);
  return { name, ...result.data };
};

/** Tags every resource of an environment, so that a bill, a budget and an inventory can tell it from the others. */
export const environmentTags = ({ name }: Environment) => ({ 'quarry:environment': name });
