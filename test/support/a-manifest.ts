import { datasetSettingsSchema } from '#shared/domain/dataset-settings.ts';
import type { FidelityParts } from '#shared/domain/fidelity.ts';
import { noGuardrailUsage } from '#shared/domain/guardrail.ts';
import type { Manifest, ManifestDocument } from '#shared/domain/manifest.ts';
import { questionTypes } from '#shared/domain/question-types.ts';
import { titlePrompt } from '#shared/domain/system-prompt.ts';
import { noUsage } from '#shared/domain/usage.ts';

/** Kept pairs of one type only. */
export const keptFactual = (factual: number): Manifest['pairs']['keptByType'] => ({
  ...(Object.fromEntries(questionTypes.map((type) => [type, 0])) as Manifest['pairs']['keptByType']),
  factual,
});

export type ProcessedDocument = Extract<ManifestDocument, { status: 'processed' }>;

const identity = {
  documentId: 'baggage-0123456789',
  sourceUri: 's3://source/airline/baggage.md',
  sha256: 'a'.repeat(64),
  bytes: 12_345,
};

export const wholeParts: FidelityParts = {
  text: 1,
  original: 1,
  pages: null,
  cells: null,
  layout: null,
  characters: 1,
  words: 1,
  ocr: null,
  lines: 1,
};

export const aProcessedDocument = (overrides: Partial<ProcessedDocument> = {}): ProcessedDocument => ({
  ...identity,
  status: 'processed',
  settings: 'settings-1',
  conversion: {
    format: 'md',
    engine: 'remark 15',
    title: 'Baggage',
    pages: 0,
    repairs: [],
    warnings: [],
    fidelity: 1,
    fidelityParts: wholeParts,
  },
  pairs: {
    generated: 12,
    kept: 10,
    redacted: 1,
    rejected: 2,
    rejectedByReason: { duplicate: 2 },
    keptByType: keptFactual(10),
  },
  coverage: { passages: 5, covered: 5, facts: 0, coveredFacts: 0 },
  sections: [{ headingPath: ['Baggage'], passages: 5, covered: 5, facts: 0, coveredFacts: 0 }],
  usage: { generator: noUsage, judge: noUsage, ocr: noUsage },
  shortfall: { generator: noUsage, judge: noUsage },
  uncovered: [],
  ...overrides,
});

export const aRejectedDocument = (
  rejection: Extract<ManifestDocument, { status: 'rejected' }>['rejection'],
  sourceUri = 's3://source/airline/locked.pdf',
): ManifestDocument => ({ ...identity, status: 'rejected', sourceUri, rejection });

/** A version of one document whose counts agree. */
export const aManifest = (overrides: Partial<Manifest> = {}): Manifest => ({
  dataset: 'airline',
  version: 'v-0123456789ab',
  title: 'Airline policies',
  createdAt: '2026-11-02T10:00:00.000Z',
  settings: {
    'settings-1': datasetSettingsSchema.parse({
      generator: { provider: 'openai-compatible', model: 'qwen3:8b' },
    }),
  },
  systemPrompt: {
    text: titlePrompt('Corvedale Airways'),
    origin: 'title',
    modelId: null,
    usage: noUsage,
    note: null,
  },
  policies: ['quality@1.0.0', 'pii@1.0.0'],
  rulesNotRun: [],
  detection: ['fast'],
  guarding: { guardrails: [], passagesWithout: 5, usage: noGuardrailUsage },
  documents: [aProcessedDocument()],
  unfinished: [],
  failures: [],
  pairs: {
    generated: 12,
    kept: 10,
    redacted: 1,
    rejected: 2,
    rejectedByReason: { duplicate: 2 },
    keptByType: keptFactual(10),
  },
  saved: null,
  total: null,
  splits: { train: 9, validation: 1, rejected: 2 },
  coverage: { passages: 5, covered: 5, facts: 0, coveredFacts: 0 },
  grounding: null,
  usage: { generator: noUsage, judge: noUsage, ocr: noUsage },
  shortfall: null,
  spending: null,
  batches: null,
  files: ['train', 'validation', 'rejected'].map((kind) => ({
    name: `${kind}-00000-of-00001.parquet`,
    sha256: 'b'.repeat(64),
    bytes: 20_480,
    rows: { train: 9, validation: 1 }[kind] ?? 2,
  })),
  ...overrides,
});

/** What became of ten saved prompts, and of the rows that they are about. */
export const savedPrompts = {
  sourceUri: 's3://source/airline/prompts.jsonl',
  lines: 10,
  kept: 5,
  corrections: 2,
  preferences: 1,
  withheldPreferences: 1,
  rejected: 1,
  withdrawals: 2,
  rejectedLines: [
    { line: 4, reason: 'not-json', detail: 'prompts.jsonl, line 4: not valid JSON at column 3.' },
    { line: 9, reason: 'not-a-prompt', detail: 'prompts.jsonl, line 9: the prompt is missing.' },
  ],
  unmatched: [{ line: 7, rowId: 'qa_0123456789abcdef' }],
} satisfies Manifest['saved'];
