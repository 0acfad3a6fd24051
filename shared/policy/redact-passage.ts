import type { AbovePassage, PolicyEngine, RedactedPassage } from '../ports/policy-engine.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { failedDetector } from './detector-finding.ts';
import { findingsInLines } from './findings-in-lines.ts';
import type { HashMatch } from './match-hash.ts';
import type { RedactedFields } from './redact-fields.ts';
import type { FieldText } from './scan-texts.ts';

const nothingAbove: AbovePassage = { headings: [], lead: '' };

/** Applies every rule with a span to a passage and to what stands above it. */
export const passageRedactor =
  (
    policy: CompiledPolicy,
    redactTexts: (fields: readonly FieldText[]) => RedactedFields,
    hashMatch: HashMatch,
  ): PolicyEngine['redactPassage'] =>
  (text, above = nothingAbove) => {
    const { fields, failures } = redactTexts([
      { field: 'passage', text },
      { field: 'passage', text: above.lead },
      ...above.headings.map((heading) => ({ field: 'heading', text: heading }) as const),
    ]);
    const [body, lead, ...headings] = fields;
    if (body === undefined || lead === undefined) throw new Error('as many texts out as in');
    if (failures.length > 0 && policy.onDetectorError === 'reject')
      return withhold(text, above, failures, hashMatch);
    return {
      text: body.text,
      lead: lead.text,
      headings: headings.map((heading) => heading.text),
      redactions: [...body.redactions],
      findings: [
        ...body.findings,
        ...findingsInLines(
          above.headings,
          headings.map(({ findings }) => findings),
        ),
        ...failures.map((detector) =>
          failedDetector({ detector, action: 'flag', field: 'passage', text }, hashMatch),
        ),
      ],
    };
  };

const withheld = '[WITHHELD_1]';
const withhold = (
  text: string,
  { headings, lead }: AbovePassage,
  failures: readonly string[],
  hashMatch: HashMatch,
): RedactedPassage => ({
  text: text === '' ? '' : withheld,
  lead: lead === '' ? '' : withheld,
  headings: headings.map(() => withheld),
  redactions: text === '' ? [] : [{ start: 0, end: text.length, replacement: withheld }],
  findings: failures.map((detector) =>
    failedDetector({ detector, action: 'reject', field: 'passage', text }, hashMatch),
  ),
});
