import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { type DetectionMode, detectionModes } from '#shared/domain/detection-mode.ts';
import { everyRecognizer } from './every-recognizer.ts';

/**
 * Recall and precision of the recognizers by kind and mode, on texts with labelled spans:
 * `npx tsx bench/policy.ts <labels.json> [--misses KIND]`. The file is that of presidio-research: an array of
 * `{ text, spans: [{ start, end, type }] }` whose offsets count Unicode code points. A label is found when findings of
 * its kind cover four fifths of it; a finding is right when it overlaps a label of its kind.
 */
const labelledTextsSchema = z.array(
  z.object({
    text: z.string(),
    spans: z.array(z.object({ start: z.number(), end: z.number(), type: z.string() })),
  }),
);
type LabelledText = z.infer<typeof labelledTextsSchema>[number];

const kindOfLabel: Readonly<Record<string, string>> = {
  EMAIL_ADDRESS: 'EMAIL',
  PHONE_NUMBER: 'PHONE',
  US_SSN: 'US_SSN',
  CREDIT_CARD: 'PAYMENT_CARD',
  IBAN_CODE: 'IBAN',
  IP_ADDRESS: 'IP_ADDRESS',
  DOMAIN_NAME: 'URL',
  URL: 'URL',
  PERSON: 'PERSON',
  STREET_ADDRESS: 'POSTAL_ADDRESS',
  ZIP_CODE: 'POSTAL_CODE',
  DATE_TIME: 'DATE',
  AGE: 'AGE',
  US_DRIVER_LICENSE: 'LICENSE_NUMBER',
  MAC_ADDRESS: 'MAC_ADDRESS',
  MEDICAL_RECORD_NUMBER: 'MEDICAL_RECORD_NUMBER',
  HEALTH_PLAN_NUMBER: 'HEALTH_PLAN_NUMBER',
  LICENSE_NUMBER: 'LICENSE_NUMBER',
  NATIONAL_ID: 'NATIONAL_ID',
  VEHICLE_ID: 'VEHICLE_ID',
  DEVICE_ID: 'DEVICE_ID',
  ACCOUNT_NUMBER: 'ACCOUNT_NUMBER',
};

interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

const detectorOf = async (mode: DetectionMode) => {
  const engine = await everyRecognizer(mode);
  return (text: string): Span[] =>
    engine.redactPassage(text).findings.map(({ start, end, entity }) => ({ start, end, kind: entity ?? '' }));
};

/** Labels with offsets in UTF-16 code units, as findings have them. */
const labelsOf = ({ text, spans }: LabelledText): Span[] => {
  const offsets = [0];
  for (const character of text) offsets.push((offsets.at(-1) ?? 0) + character.length);
  return spans.map(({ start, end, type }) => ({
    start: offsets[start] ?? text.length,
    end: offsets[end] ?? text.length,
    kind: kindOfLabel[type] ?? type,
  }));
};

const overlap = (a: Span, b: Span): number =>
  Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
const isFound = (label: Span, findings: readonly Span[]): boolean =>
  findings.reduce((sum, finding) => sum + overlap(label, finding), 0) >= 0.8 * (label.end - label.start);

const percent = (part: number, whole: number): string =>
  whole === 0 ? '    –' : (part / whole).toFixed(3).padStart(5);

const [file, flag, wanted] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npx tsx bench/policy.ts <labels.json> [--misses KIND]');
  process.exit(2);
}
const texts = labelledTextsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
const kinds = [...new Set(Object.values(kindOfLabel))];

for (const mode of detectionModes) {
  const detect = await detectorOf(mode);
  const started = process.cpuUsage();
  const results = texts.map((labelled) => ({
    text: labelled.text,
    labels: labelsOf(labelled),
    findings: detect(labelled.text),
  }));
  const { user, system } = process.cpuUsage(started);

  console.log(`\n${mode}: ${Math.round(texts.length / ((user + system) / 1e6))} texts per CPU second`);
  console.log('kind             labels  recall  covered  findings  precision');
  for (const kind of kinds) {
    const labels = results.flatMap(({ labels, findings }) =>
      labels.filter((label) => label.kind === kind).map((label) => ({ label, findings })),
    );
    const typed = labels.filter(({ label, findings }) =>
      isFound(
        label,
        findings.filter((finding) => finding.kind === kind),
      ),
    );
    const covered = labels.filter(({ label, findings }) => isFound(label, findings));
    const made = results.flatMap(({ labels, findings }) =>
      findings.filter((finding) => finding.kind === kind).map((finding) => ({ finding, labels })),
    );
    const right = made.filter(({ finding, labels }) =>
      labels.some((label) => label.kind === kind && overlap(label, finding) > 0),
    );
    console.log(
      `${kind.padEnd(16)} ${String(labels.length).padStart(6)}   ${percent(typed.length, labels.length)}    ${percent(covered.length, labels.length)}  ${String(made.length).padStart(8)}      ${percent(right.length, made.length)}`,
    );
  }
  const unlabelled = results.filter(({ labels }) => labels.length === 0);
  const flagged = unlabelled.filter(({ findings }) => findings.length > 0);
  console.log(`texts without a label that are flagged: ${flagged.length} of ${unlabelled.length}`);

  if (flag === '--misses')
    for (const { text, labels, findings } of results) {
      const ofKind = findings.filter(({ kind }) => kind === wanted);
      const missed = labels.filter((label) => label.kind === wanted && !isFound(label, ofKind));
      const wrong = ofKind.filter(
        (finding) => !labels.some((label) => label.kind === wanted && overlap(label, finding) > 0),
      );
      const words = (span: Span) => JSON.stringify(text.slice(span.start, span.end));
      for (const span of missed)
        console.log(
          `missed ${words(span)} in ${JSON.stringify(text.slice(Math.max(0, span.start - 80), span.end + 30))}`,
        );
      for (const span of wrong)
        console.log(
          `wrong ${words(span)} in ${JSON.stringify(text.slice(Math.max(0, span.start - 80), span.end + 30))}`,
        );
    }
}
