import { createHash } from 'node:crypto';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../../../../functions/assemble/describe/report/render-report.ts';
import { createSampler } from '../../../../../../functions/assemble/describe/version-samples.ts';
import { renderTurns } from '../../../../../../functions/assemble/rows/ground/render-turns.ts';
import { datasetSettingsSchema } from '../../../../../../shared/domain/dataset-settings.ts';
import type { Manifest } from '../../../../../../shared/domain/manifest.ts';
import { pairRejectionReasons, passageRejectionReasons } from '../../../../../../shared/domain/rejection.ts';
import type { AnyRow } from '../../../../../../shared/domain/row.ts';
import { aFinding } from '../../../../../support/a-finding.ts';
import {
  aManifest,
  aProcessedDocument,
  aRejectedDocument,
  keptFactual,
  savedPrompts,
  wholeParts,
} from '../../../../../support/a-manifest.ts';
import { aRejectedRow, turns } from '../../../../../support/a-rejected-row.ts';
import { aRow } from '../../../../../support/a-row.ts';

const render = (overrides: Partial<Manifest> = {}, rows: readonly AnyRow[] = [aRow()]): string => {
  const sampler = createSampler();
  for (const row of rows) sampler.add(row);
  return renderReport(aManifest(overrides), sampler.samples());
};

const page = (...given: Parameters<typeof render>) => parseHTML(render(...given)).document;
const textOf = (document: ReturnType<typeof page>, selector: string): string =>
  (document.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();

const hostile = `"><script>alert('x')</script><img src=x onerror=alert(1)>`;

describe('renderReport', () => {
  it('shows a row with its turns, its evidence and its place', () => {
    const text = textOf(
      page({}, [aRow({ page: 3, heading_path: ['Baggage', 'Checked bags'] })]),
      '#rows article',
    );
    for (const part of [
      'You answer questions about baggage.',
      'How heavy may a checked bag be?',
      'A checked bag may weigh up to 23 kg.',
      'Evidence',
      'baggage.md',
      'page 3',
      'Baggage › Checked bags',
    ])
      expect(text).toContain(part);
  });

  it('says what became of saved prompts, and which lines want a look', () => {
    const { pairs } = aManifest();
    const document = page({
      saved: savedPrompts,
      pairs: { ...pairs, rejectedByReason: { corrected: 1, withdrawn: 1 } },
      documents: [aProcessedDocument({ sourceUri: savedPrompts.sourceUri, sections: [] })],
    });
    const numbers = textOf(document, '#numbers');
    expect(numbers).toContain(
      '5 kept, 2 corrections among them; 1 rejected; 1 preference; 1 answer that failed withheld by policy; 1 row replaced; 1 row withdrawn; 2 lines without a row',
    );
    expect(numbers).toContain(
      'Yes10 lines of saved prompts = 5 kept + 1 rejected + 2 withdrawals + 2 without a row',
    );
    expect(textOf(document, '#documents')).toContain('prompts.jsonl, line 9: the prompt is missing.');
    const attention = textOf(document, 'main');
    expect(attention).toContain(
      '2 lines of the saved prompts gave no row. prompts.jsonl, line 4: not valid JSON',
    );
    expect(attention).toContain(
      '1 line of the saved prompts names a row that is not in the dataset, or not any more, and may be there under another id: line 7 (qa_0123456789abcdef).',
    );
  });

  it('says nothing of saved prompts where there are none', () => {
    expect(render()).not.toMatch(/saved prompt/i);
  });

  it('shows a question whole that begins as documents do, where the row has none', () => {
    const content = '<documents>\nThe desk is blue.\n</documents>\n\nWhat colour is it?';
    const document = page({}, [aRow({ messages: [{ role: 'user', content }, ...aRow().messages.slice(2)] })]);
    expect(textOf(document, '#rows .turns .user')).toContain('The desk is blue.');
  });

  it('shows the documents of a row apart, and its question below them', () => {
    const documents = [
      { id: 'psg_1', content: `Meals > Soup\n\n${'Soup is hot. '.repeat(600)}`, is_oracle: false },
      { id: 'psg_2', content: 'Bags\n\nA checked bag may weigh up to 23 kg.', is_oracle: true },
    ];
    const { messages, ...row } = aRow();
    const spans = [{ passage_id: 'psg_2', start: 0, end: 1, turn: 0 }];
    const turns = renderTurns(
      { messages, evidence: row.evidence, evidence_spans: spans, reasoning: [] },
      documents,
    );
    const document = page({}, [{ ...row, messages: turns, documents }]);
    expect(
      [...document.querySelectorAll('#rows .documents summary')].map(({ textContent }) => textContent),
    ).toEqual(['1. Meals > Soup', '2. Bags bears the answer']);
    expect(textOf(document, '#rows .user dd')).toBe('How heavy may a checked bag be?');
    expect(textOf(document, '#rows .assistant dd')).toContain('<quote document="2">');
  });

  it('runs nothing that a document, a rejection, a setting or a failure says', () => {
    const document = page(
      {
        title: hostile,
        dataset: hostile,
        policies: [hostile],
        settings: { [hostile]: datasetSettingsSchema.parse({ systemPrompt: hostile }) },
        documents: [
          aProcessedDocument({
            sourceUri: `s3://source/airline/${hostile}`,
            conversion: {
              format: hostile,
              engine: hostile,
              title: hostile,
              pages: 1,
              repairs: [hostile],
              warnings: [hostile],
              fidelity: 1,
              fidelityParts: wholeParts,
            },
            uncovered: [
              {
                subject: 'passage',
                passageId: hostile,
                headingPath: [hostile],
                reason: 'generation-failed',
                detail: hostile,
              },
            ],
          }),
          aRejectedDocument({ reason: 'corrupt', detail: hostile }, hostile),
        ],
        failures: [{ sourceUri: hostile, error: hostile, cause: hostile }],
        pairs: {
          generated: 2,
          kept: 1,
          redacted: 0,
          rejected: 1,
          rejectedByReason: { [hostile]: 1 },
          keptByType: keptFactual(0),
        },
        files: [{ name: hostile, sha256: hostile, bytes: 1, rows: 1 }],
      },
      [
        aRow({
          messages: turns(hostile, hostile),
          evidence: [hostile],
          heading_path: [hostile],
          question_type: hostile,
        }),
        aRejectedRow([{ reason: hostile, detail: hostile }], {
          messages: turns(hostile, hostile),
          policy_findings: [aFinding({ ruleId: hostile, pack: hostile, entity: hostile })],
        }),
      ],
    );
    expect(document.querySelectorAll('script')).toHaveLength(1);
    expect(document.querySelectorAll('img, [onerror]')).toHaveLength(0);
    expect(document.querySelector('h1')?.textContent).toBe(hostile);
  });

  it('is one file that fetches nothing and runs only its own script', () => {
    const document = page();
    expect(document.querySelectorAll('link, img, iframe, script[src], [style]')).toHaveLength(0);
    const policy = document
      .querySelector('meta[http-equiv="Content-Security-Policy"]')
      ?.getAttribute('content');
    for (const element of ['style', 'script']) {
      const inlined = document.querySelector(element)?.textContent ?? '';
      const hash = createHash('sha256').update(inlined).digest('base64');
      expect(policy).toContain(`${element}-src 'sha256-${hash}'`);
    }
    expect(policy).toContain("default-src 'none'");
  });

  it('explains every reason for which a pair or a passage can be left out', () => {
    const document = page({
      documents: [
        aProcessedDocument({
          uncovered: passageRejectionReasons.map((reason) => ({
            subject: 'passage',
            passageId: 'psg_1',
            headingPath: ['Fees'],
            reason,
            detail: `detail of ${reason}`,
          })),
        }),
      ],
      pairs: {
        generated: 10 + pairRejectionReasons.length,
        kept: 10,
        redacted: 0,
        rejected: pairRejectionReasons.length,
        rejectedByReason: Object.fromEntries(pairRejectionReasons.map((reason) => [reason, 1])),
        keptByType: keptFactual(10),
      },
    });
    const explained = (selector: string) =>
      [...document.querySelectorAll(`${selector} table:first-of-type tbody tr`)].map((line) => ({
        reason: line.querySelector('th')?.textContent,
        isExplained: (line.querySelector('td')?.textContent ?? '').length > 10,
      }));
    for (const reason of pairRejectionReasons)
      expect(explained('#rejections')).toContainEqual({ reason, isExplained: true });
    for (const reason of passageRejectionReasons) {
      expect(explained('#passages')).toContainEqual({ reason, isExplained: true });
      expect(textOf(document, '#passages')).toContain(`detail of ${reason}`);
    }
  });

  it('shows rejected pairs with all of their reasons and says where the others are', () => {
    const rejected = aRejectedRow(
      [
        { reason: 'ungrounded-number', detail: '“12 kg” is not in the passage.' },
        { reason: 'wrong-length', detail: 'The question has 2 words.' },
      ],
      { messages: turns('How much?', 'Up to 12 kg.') },
    );
    const document = page(
      {
        pairs: {
          generated: 8,
          kept: 1,
          redacted: 0,
          rejected: 7,
          rejectedByReason: { 'ungrounded-number': 7 },
          keptByType: keptFactual(1),
        },
      },
      [aRow(), rejected],
    );
    const text = textOf(document, '#rejections details');
    expect(text).toContain('How much?');
    expect(text).toContain('“12 kg” is not in the passage.');
    expect(text).toContain('The question has 2 words.');
    expect(text).toContain('1 of 7 shown here. All of them: rejected-*.parquet');
  });

  it('names rejected and failed documents with the reason, before the others', () => {
    const document = page({
      documents: [
        aProcessedDocument(),
        aRejectedDocument({ reason: 'encrypted', detail: 'Save it without a password.' }),
      ],
      failures: [
        { sourceUri: 's3://source/airline/tariffs.xlsx', error: 'States.Timeout', cause: 'after 900 s' },
      ],
    });
    const lines = [...document.querySelectorAll('#documents tbody')].map((body) => body.textContent ?? '');
    expect(lines[0]).toMatch(/tariffs\.xlsx.*failed.*States\.Timeout: after 900 s/s);
    expect(lines[1]).toMatch(/locked\.pdf.*rejected.*encrypted: Save it without a password\./s);
    expect(lines[2]).toMatch(/baggage\.md.*processed/s);
  });

  it('stays small with ten thousand documents and says what it left out', () => {
    const documents = Array.from({ length: 10_000 }, (_, index) =>
      aProcessedDocument({
        sourceUri: `s3://source/airline/${index}.md`,
        uncovered: [
          {
            subject: 'passage',
            passageId: `psg_${index}`,
            headingPath: [],
            reason: 'nothing-to-ask',
            detail: 'None.',
          },
        ],
      }),
    );
    const markup = render({ documents });
    expect(markup.length).toBeLessThan(1_000_000);
    const { document } = parseHTML(markup);
    expect(textOf(document, '#documents .left-out')).toBe(
      '300 of 10,000 shown here. All of them: manifest.json',
    );
    expect(textOf(document, '#passages .left-out')).toBe(
      '100 of 10,000 shown here. All of them: manifest.json',
    );
  });

  it('shows the findings by rule and by document, and packs whose rules were silent', () => {
    const document = page({}, [aRow({ policy_findings: [aFinding()] })]);
    const tables = [...document.querySelectorAll('#policy tbody')].map((body) =>
      [...body.querySelectorAll('tr')].map((line) => [...line.children].map((cell) => cell.textContent)),
    );
    expect(tables).toEqual([
      [
        ['quality@1.0.0', '0', '0'],
        ['pii@1.0.0', '1', '1'],
      ],
      [['email-address', 'pii@1.0.0', 'redact', 'medium', 'EMAIL', '1', '1']],
      [['baggage.md', '1', '1', '1']],
    ]);
    expect(textOf(document, '#policy')).toContain('do not find every name');
  });

  it('shows no hash of a match and calls nothing compliant', () => {
    const markup = render({}, [aRow({ policy_findings: [aFinding({ matchHash: 'hmac:c0ffee' })] })]);
    expect(markup).not.toContain('c0ffee');
    expect(markup.toLowerCase()).not.toContain('complian');
  });

  it('says so when there is nothing to train on', () => {
    const document = page(
      {
        createdAt: null,
        documents: [aRejectedDocument({ reason: 'empty', detail: 'The file has 0 bytes.' })],
        pairs: {
          generated: 0,
          kept: 0,
          redacted: 0,
          rejected: 0,
          rejectedByReason: {},
          keptByType: keptFactual(0),
        },
        splits: { train: 0, validation: 0, rejected: 0 },
        coverage: { passages: 0, covered: 0, facts: 0, coveredFacts: 0 },
      },
      [],
    );
    expect(textOf(document, '.attention h2')).toBe('There is nothing to train on in this version.');
    expect(textOf(document, '#rows')).toContain('No pair was kept.');
    expect(textOf(document, '#documents')).toContain('The file has 0 bytes.');
  });

  it('cuts a very long text between characters and says how much is left', () => {
    const document = page({}, [aRow({ messages: turns('How long?', `${'a'.repeat(3999)}😀tail`) })]);
    expect(textOf(document, '#rows .assistant dd')).toBe(`${'a'.repeat(3999)}… (6 more characters)`);
  });

  it('gives every table a caption and every cell a header', () => {
    const document = page({}, [aRow({ policy_findings: [aFinding()] })]);
    for (const table of document.querySelectorAll('table')) {
      expect(table.querySelector('caption')?.textContent).toBeTruthy();
      expect(table.querySelectorAll('thead th:not([scope=col])')).toHaveLength(0);
      expect(table.querySelectorAll('tbody tr:first-child > th[scope=row]').length).toBeGreaterThan(0);
    }
  });

  it('links only to places that are there', () => {
    const document = page();
    for (const link of document.querySelectorAll('a[href^="#"]'))
      expect(document.querySelector(link.getAttribute('href') ?? '')).not.toBeNull();
  });
});
