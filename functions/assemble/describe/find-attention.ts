import type { GeneratorSettings, JudgeSettings } from '#shared/domain/dataset-settings.ts';
import { paidUsd } from '#shared/domain/ledger.ts';
import type { Manifest, ManifestDocument } from '#shared/domain/manifest.ts';
import { addUsage, roundUsd } from '#shared/domain/usage.ts';
import { checkAccounts } from './check-accounts.ts';
import { describeRejectedLines, describeUnmatched } from './describe-saved.ts';
import { countOf, formatCount, formatShare, formatUsd } from './format-numbers.ts';

/** Below these shares a document or a version is worth a look before anyone trains on it. */
export const attentionBelow = { coverage: 0.8, keptPairs: 0.6 } as const;

/** Something a person should know before using a version, with the part of the report that shows it. */
export interface AttentionPoint {
  /** A problem stands in the way of using the version; a check wants a look; a note only has to be known. */
  readonly weight: 'problem' | 'check' | 'note';
  readonly text: string;
  readonly section:
    | 'numbers'
    | 'documents'
    | 'rows'
    | 'rejections'
    | 'passages'
    | 'policy'
    | 'settings'
    | 'files';
}

export type ProcessedDocument = Extract<ManifestDocument, { status: 'processed' }>;

export const processedDocuments = ({ documents }: Manifest): ProcessedDocument[] =>
  documents.filter((document) => document.status === 'processed');

/** Everything about a version that should not be found out by chance, the gravest first. */
export const findAttention = (manifest: Manifest): AttentionPoint[] => [
  ...problems(manifest),
  ...checks(manifest),
  ...notes(manifest),
];

const problems = (manifest: Manifest): AttentionPoint[] => {
  const { failures, pairs } = manifest;
  const points: AttentionPoint[] = checkAccounts(manifest)
    .filter(({ holds }) => !holds)
    .map(({ statement }) => ({
      weight: 'problem',
      text: `The counts disagree: ${statement} does not hold.`,
      section: 'numbers',
    }));
  if (pairs.kept === 0)
    points.push({
      weight: 'problem',
      text: 'No pair was kept.',
      section: pairs.generated > 0 ? 'rejections' : 'documents',
    });
  if (hasNothingToTrainOn(manifest))
    points.push({ weight: 'problem', text: `${nothingToTrainOn}.`, section: 'numbers' });
  if (failures.length > 0)
    points.push({
      weight: 'problem',
      text: `${countOf(failures.length, 'document')} failed in processing and ${failures.length === 1 ? 'is' : 'are'} not part of this version.`,
      section: 'documents',
    });
  const unmatched = describeUnmatched(manifest);
  if (unmatched !== undefined) points.push({ weight: 'problem', text: unmatched, section: 'documents' });
  return points;
};

/** A dataset of a few sections can have all of them drawn into validation. */
export const hasNothingToTrainOn = ({ splits }: Manifest): boolean =>
  splits.train === 0 && splits.validation > 0;
export const nothingToTrainOn =
  'Every section fell into validation, so there is no row to train on; add documents, or set split: { validation: 0 }';

const checks = (manifest: Manifest): AttentionPoint[] => {
  const { documents, unfinished, settings, pairs, coverage } = manifest;
  const { rulesNotRun, guarding, systemPrompt, shortfall } = manifest;
  const processed = processedDocuments(manifest);
  const rejected = documents.length - processed.length;
  const doubtful = processed.filter((document) => isDoubtful(document, manifest));
  const lostPages = processed.reduce(
    (sum, { conversion }) => sum + (conversion.ocr?.rejectedPages.length ?? 0),
    0,
  );
  const sparse = processed.filter((document) => isSparse(document.coverage));
  const unchecked = pairs.rejectedByReason['detector-failed'] ?? 0;
  const rejectedLines = describeRejectedLines(manifest);
  const ungenerated = processed
    .flatMap(({ uncovered }) => uncovered)
    .filter(({ reason }) => reason === 'generation-failed');
  const withheld = processed
    .flatMap(({ uncovered }) => uncovered)
    .filter(({ reason }) => reason === 'withheld');
  return [
    when(
      unfinished.length > 0,
      'documents',
      `${countOf(unfinished.length, 'document')} ${unfinished.length === 1 ? 'is' : 'are'} read but not finished, and not part of this version; the next run over the dataset finishes ${unfinished.length === 1 ? 'it' : 'them'}.`,
    ),
    when(rejected > 0, 'documents', `${countOf(rejected, 'document')} could not be read and gave no rows.`),
    when(
      lostPages > 0,
      'documents',
      `${countOf(lostPages, 'page')} could not be read by OCR and ${lostPages === 1 ? 'is' : 'are'} not part of this version.`,
    ),
    when(rejectedLines !== undefined, 'documents', rejectedLines ?? ''),
    when(
      doubtful.length > 0,
      'documents',
      `${countOf(doubtful.length, 'document')} lost something in conversion: ${doubtful.map(describeFidelity).slice(0, maxNamed).join('; ')}${doubtful.length > maxNamed ? '; and more' : ''}.`,
    ),
    when(
      isSparse(coverage),
      'passages',
      `Only ${formatShare(coverage.covered, coverage.passages)} of the passages have a kept pair.`,
    ),
    when(
      sparse.length > 0 && !isSparse(coverage),
      'passages',
      `In ${countOf(sparse.length, 'document')}, less than ${attentionBelow.coverage * 100} % of the passages have a kept pair.`,
    ),
    when(shortfall !== null, 'passages', describeShortfall(manifest)),
    when((manifest.total?.missing ?? 0) > 0, 'settings', describeMissing(manifest)),
    when(
      (manifest.grounding?.short ?? 0) > 0,
      'rows',
      `${countOf(manifest.grounding?.short ?? 0, 'row')} show fewer distractors than the settings ask for: no more passages were found in their split that do not answer.`,
    ),
    when(
      ungenerated.length > 0,
      'passages',
      `For ${countOf(ungenerated.length, 'passage')} the generator gave nothing usable.`,
    ),
    when(
      withheld.length > 0,
      'passages',
      `${countOf(withheld.length, 'passage')} could not be checked, because a detector failed, and ${withheld.length === 1 ? 'was' : 'were'} shown to nobody.`,
    ),
    when(
      pairs.kept > 0 && pairs.kept < attentionBelow.keptPairs * pairs.generated,
      'rejections',
      `Of the pairs generated, ${formatShare(pairs.rejected, pairs.generated)} were rejected.`,
    ),
    when(
      unchecked > 0,
      'rejections',
      `${countOf(unchecked, 'pair')} could not be checked, because a detector failed, and ${unchecked === 1 ? 'was' : 'were'} held back.`,
    ),
    when(
      systemPrompt.origin === 'suggested',
      'settings',
      'The system prompt of every row was suggested by a model, and nobody has accepted it yet.',
    ),
    when(
      systemPrompt.note !== null,
      'settings',
      `The model suggested no system prompt, so one was made from the title: ${systemPrompt.note}`,
    ),
    when(
      rulesNotRun.length > 0,
      'policy',
      `${countOf(rulesNotRun.length, 'policy rule')} did not run: only a model can judge ${rulesNotRun.length === 1 ? 'it' : 'them'}, and no judge was configured.`,
    ),
    when(
      Object.values(settings).some(({ generator, judge }) => judge && isSameModel(generator, judge)),
      'settings',
      'Pairs were judged by the model that made them; another model would be a stricter judge.',
    ),
    when(
      guarding.guardrails.length > 0 && guarding.passagesWithout > 0,
      'policy',
      `The guardrail has not seen the pairs of ${countOf(guarding.passagesWithout, 'passage')}: they were judged where none was configured.`,
    ),
    when(
      guarding.guardrails.length > 1,
      'policy',
      `Pairs were judged by ${guarding.guardrails.length} versions of a guardrail: ${guarding.guardrails.join(', ')}.`,
    ),
  ].flat();
};

const isSameModel = (generator: GeneratorSettings, judge: JudgeSettings): boolean =>
  generator.provider === judge.provider && generator.model === judge.model;

/** How far a version is from the total that was asked for, and what brings it there. */
export const describeMissing = ({ total, settings }: Manifest): string => {
  if (total === null || total.missing === 0) return '';
  const rates = Object.values(settings).map(({ pairs }) =>
    'perFact' in pairs
      ? `pairs.perFact above ${pairs.perFact}`
      : `pairs.perPassage above ${pairs.perPassage}`,
  );
  return `${countOf(total.missing, 'pair')} of the ${formatCount(total.wanted)} asked for ${total.missing === 1 ? 'is' : 'are'} missing. Raise ${[...new Set(rates)].join(' or ')}, or add documents.`;
};

/** What a budget left out, why, what it would cost, and what to do; empty where it reached. */
export const describeShortfall = ({ shortfall, spending }: Manifest): string => {
  if (shortfall === null) return '';
  const leftUsd = spending?.budgetUsd == null ? 0 : roundUsd(spending.budgetUsd - paidUsd(spending));
  const budget = spending?.budgetUsd == null ? '' : ` of ${formatUsd(spending.budgetUsd)}`;
  const why =
    leftUsd > 0
      ? `the ${formatUsd(leftUsd)} that are left of the budget${budget} are less than a call may cost`
      : `the budget${budget} is spent`;
  return `${countOf(shortfall.passages, 'passage')} had no turn, because ${why}. They would cost about ${formatUsd(addUsage([shortfall.generator, shortfall.judge]).usd)} more: raise budgetUsd and run again.`;
};

const when = (applies: boolean, section: AttentionPoint['section'], text: string): AttentionPoint[] =>
  applies ? [{ weight: 'check', text, section }] : [];

const maxNamed = 5;

/** Whether a document's fidelity is below the level of its own settings. */
export const isDoubtful = ({ settings, conversion }: ProcessedDocument, manifest: Manifest): boolean =>
  conversion.fidelity < (manifest.settings[settings]?.fidelity.flagBelow ?? 0);

const describeFidelity = ({ sourceUri, conversion }: ProcessedDocument): string =>
  `${sourceUri.split('/').at(-1)} (fidelity ${formatShare(conversion.fidelity, 1)})`;

export const isSparse = ({ passages, covered }: Manifest['coverage']): boolean =>
  covered < attentionBelow.coverage * passages;

const notes = ({ settings, splits, files }: Manifest): AttentionPoint[] => {
  const points: AttentionPoint[] = [];
  const note = (section: AttentionPoint['section'], text: string) =>
    points.push({ weight: 'note', text, section });
  const used = Object.values(settings);

  if (splits.train > 0 && splits.validation === 0 && used.some(({ split }) => split.validation > 0))
    note('numbers', 'No section fell into validation; hold out rows of your own to measure training.');
  if (splits.train > 0 && used.some(({ generator }) => generator.provider === 'extractive'))
    note(
      'rows',
      'Pairs were made without a language model: answers are taken from the documents as they stand.',
    );
  if (used.length > 1)
    note('settings', `The documents were read under ${used.length} states of the settings.`);
  const bedrock = files.filter(({ name }) => name.endsWith('.bedrock.jsonl'));
  const missing = splits.train + splits.validation - bedrock.reduce((sum, { rows }) => sum + (rows ?? 0), 0);
  if (bedrock.length > 0 && missing > 0)
    note(
      'files',
      `${formatCount(missing)} kept ${missing === 1 ? 'row is' : 'rows are'} left out of the Bedrock files: Bedrock refuses a word in ${missing === 1 ? 'it' : 'them'}.`,
    );
  return points;
};
