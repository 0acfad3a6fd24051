import { join } from 'node:path';
import type { Manifest } from '#shared/domain/manifest.ts';
import { type AnyRow, documentsOf } from '#shared/domain/row.ts';
import { addUsage } from '#shared/domain/usage.ts';
import { describeBatches } from '../functions/assemble/describe/describe-batches.ts';
import { describeGrounding } from '../functions/assemble/describe/describe-grounding.ts';
import { describeGuardrailUsage } from '../functions/assemble/describe/describe-guarding.ts';
import { describeLife } from '../functions/assemble/describe/describe-life.ts';
import { describeSaved, describeUnmatched } from '../functions/assemble/describe/describe-saved.ts';
import {
  describeMissing,
  describeShortfall,
  hasNothingToTrainOn,
  nothingToTrainOn,
} from '../functions/assemble/describe/find-attention.ts';
import { describeUsage, formatUsd } from '../functions/assemble/describe/format-numbers.ts';

/** What a person wants to know after a run, as lines of text. */
export const summarize = (manifest: Manifest, folder: string, sample: AnyRow | undefined): string[] => {
  const { documents, coverage, pairs, splits, unfinished, failures } = manifest;
  const rejected = documents.filter((document) => document.status === 'rejected');
  return [
    '',
    `${manifest.title} · version ${manifest.version}`,
    '',
    `  documents   ${documents.length - rejected.length} processed, ${rejected.length} rejected, ${failures.length} failed`,
    `  passages    ${coverage.passages}, ${coverage.covered} with a kept pair (${percent(coverage.covered, coverage.passages)})`,
    ...reasonLines(countReasons(documents)),
    ...(coverage.facts > 0
      ? [
          `  facts       ${coverage.facts}, ${coverage.coveredFacts} with a kept pair (${percent(coverage.coveredFacts, coverage.facts)})`,
        ]
      : []),
    `  pairs       ${pairs.kept} kept, ${pairs.redacted} of them redacted; ${pairs.rejected} rejected`,
    ...reasonLines(pairs.rejectedByReason),
    `  types       ${describeTypes(pairs.keptByType)}`,
    ...savedLines(manifest),
    ...(manifest.total && manifest.total.missing > 0 ? [`              ! ${describeMissing(manifest)}`] : []),
    ...(manifest.grounding ? [`  grounding   ${describeGrounding(manifest)}`] : []),
    `  splits      ${splits.train} train, ${splits.validation} validation`,
    ...(hasNothingToTrainOn(manifest) ? [`              ! ${nothingToTrainOn}`] : []),
    ...costLines(manifest),
    `  policies    ${manifest.policies.join(', ') || 'none'}; detection ${manifest.detection.join(', ') || 'none'}`,
    ...notRunLine(manifest),
    ...guardrailLines(manifest),
    ...extractiveLines(manifest),
    ...fineTuningLines(manifest),
    ...(manifest.shortfall ? [`  ✗ ${describeShortfall(manifest)}`] : []),
    ...generationFailures(documents).map((detail) => `  ✗ generation failed: ${detail}`),
    ...pageLines(documents),
    ...rejected.map(({ rejection }) => `  ✗ ${rejection.detail}`),
    ...unfinished.map(({ sourceUri }) => `  ✗ ${sourceUri} was read but never written; run it again`),
    ...failures.map(({ sourceUri, error, cause }) => `  ✗ ${sourceUri} failed with ${error}: ${cause}`),
    '',
    `  Parquet     ${join(folder, 'train-00000-of-00001.parquet')}`,
    `  Report      ${join(folder, 'report.html')}`,
    `  Card        ${join(folder, 'README.md')}`,
    ...(sample ? ['', '  One row of train:', '', ...rowLines(sample)] : []),
    '',
  ];
};

const maxLinesShown = 5;

/** What a person's own prompts came to; nothing where the dataset has none. */
const savedLines = (manifest: Manifest): string[] => {
  if (manifest.saved === null) return [];
  const { rejectedLines } = manifest.saved;
  const rest = rejectedLines.length - maxLinesShown;
  const unmatched = describeUnmatched(manifest);
  return [
    `  saved       ${describeSaved(manifest)}`,
    ...rejectedLines.slice(0, maxLinesShown).map(({ detail }) => `              ✗ ${detail}`),
    ...(rest > 0 ? [`              ✗ ${rest} lines more; rejections.jsonl lists them`] : []),
    ...(unmatched ? [`              ✗ ${unmatched}`] : []),
  ];
};

/** Nothing where no model was called. */
const costLines = (manifest: Manifest): string[] => {
  const { usage, spending } = manifest;
  const { generator, judge, ocr } = usage;
  const paid = addUsage(Object.values(usage));
  if (paid.calls === 0) return [];
  const batches = describeBatches(manifest);
  return [
    `  cost        ${formatUsd(paid.usd)}`,
    `                 generation: ${describeUsage(generator)}`,
    ...(batches === '' ? [] : [`                 ${batches}`]),
    ...(judge.calls > 0 ? [`                 judge: ${describeUsage(judge)}`] : []),
    ...(ocr.calls > 0 ? [`                 OCR: ${describeUsage(ocr)}`] : []),
    ...(spending === null ? [] : [`                 ${describeLife(manifest)}`]),
  ];
};

/** The kinds of question that were kept, and the kinds of which there is none. */
const describeTypes = (keptByType: Manifest['pairs']['keptByType']): string => {
  const types = Object.entries(keptByType).sort(([, a], [, b]) => b - a);
  const none = types.filter(([, count]) => count === 0).map(([type]) => type);
  const some = types.filter(([, count]) => count > 0).map(([type, count]) => `${count} ${type}`);
  return [...some, ...(none.length > 0 ? [`no ${none.join(', ')}`] : [])].join(', ');
};

/** A laptop has no account in which a model could be tuned. */
const fineTuningLines = ({ settings }: Manifest): string[] => {
  const asked = Object.values(settings).flatMap(({ fineTuning }) => fineTuning?.baseModel ?? []);
  return asked.length === 0
    ? []
    : [
        `              ! no model was fine-tuned on it, although fineTuning asks for it: only a deployed run can`,
      ];
};

const maxPagesShown = 5;

/** The pages that were kept out of the documents that were not. */
const pageLines = (documents: Manifest['documents']): string[] =>
  documents.flatMap((document) => {
    const rejected = document.status === 'processed' ? (document.conversion.ocr?.rejectedPages ?? []) : [];
    const shown = rejected
      .slice(0, maxPagesShown)
      .map(({ detail }) => `  ✗ ${document.sourceUri}: ${detail}`);
    const rest = rejected.length - shown.length;
    return rest > 0
      ? [...shown, `  ✗ ${document.sourceUri}: ${rest} pages more; rejections.jsonl lists them`]
      : shown;
  });

/** What the packs ask for and nobody looked at: without a judge, `ethics` says nothing. */
const notRunLine = ({ rulesNotRun }: Manifest): string[] => {
  if (rulesNotRun.length === 0) return [];
  const packs = [...new Set(rulesNotRun.map((rule) => rule.split(' ')[0]))];
  const rules = rulesNotRun.length === 1 ? '1 rule' : `${rulesNotRun.length} rules`;
  return [`              ! ${rules} of ${packs.join(', ')} did not run: name a judge in dataset.yaml`];
};

/** A run on a laptop asks none; a verdict that a deployment made may have one. */
const guardrailLines = ({ guarding: { guardrails, usage } }: Manifest): string[] =>
  guardrails.length === 0
    ? []
    : [`  guardrail   ${guardrails.join(', ')} (${describeGuardrailUsage(usage)})`];

/** Who runs Quarry for the first time may take what its default generator makes for all that it can. */
const extractiveLines = ({ settings, coverage }: Manifest): string[] => {
  const isExtractive = Object.values(settings).some(({ generator }) => generator.provider === 'extractive');
  return isExtractive && coverage.covered < coverage.passages / 2
    ? [
        '              ! the generator extractive calls no model and finds few pairs: name one with --model, or as generator in dataset.yaml',
      ]
    : [];
};

const uncoveredOf = (documents: Manifest['documents']) =>
  documents.flatMap((document) => (document.status === 'processed' ? document.uncovered : []));

const countReasons = (documents: Manifest['documents']): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { reason } of uncoveredOf(documents)) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
};

/** Each way in which the generator failed, once. */
const generationFailures = (documents: Manifest['documents']): string[] => [
  ...new Set(
    uncoveredOf(documents)
      .filter(({ reason }) => reason === 'generation-failed')
      .map(({ detail }) => detail),
  ),
];

const reasonLines = (reasons: Readonly<Record<string, number>>): string[] =>
  Object.entries(reasons)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `              ${String(count).padStart(4)} ${reason}`);

const rowLines = (row: AnyRow): string[] => {
  const { finetuning_data_element_id, messages, heading_path, page, evidence } = row;
  const documents = documentsOf(row).map(({ content, ...document }) => ({
    ...document,
    content: shortened(content),
  }));
  return JSON.stringify(
    {
      finetuning_data_element_id,
      messages: messages.map(({ role, content }) => ({ role, content: shortened(content) })),
      ...(documents.length > 0 && { documents }),
      heading_path,
      page,
      evidence,
    },
    null,
    2,
  )
    .split('\n')
    .map((line) => `  ${line}`);
};

/** The ends of a text that would fill the screen: below its documents a turn has its question. */
const shortened = (text: string): string =>
  text.length <= 700 ? text : `${text.slice(0, 300)} […] ${text.slice(-300)}`;

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
