import { actions } from '#shared/domain/finding.ts';
import type { Manifest } from '#shared/domain/manifest.ts';
import type { RuleFindings } from '../../count-findings.ts';
import { describeGuarding } from '../../describe-guarding.ts';
import { formatCount } from '../../format-numbers.ts';
import type { VersionSamples } from '../../version-samples.ts';
import { bounded } from '../bounded.ts';
import { type Content, type Html, html } from '../html.ts';
import { table } from '../table.ts';
import { documentName } from './document-name.ts';
import { section } from './section.ts';

const maxRules = 200;
const maxDocuments = 100;

/** Which rule of which pack fired how often and did what. Findings hold hashes, so there is no match to show. */
export const policySection = (manifest: Manifest, samples: VersionSamples): Html => {
  const { findingsByRule, findingsByDocument } = samples;
  return section(
    'policy',
    html`<p>Rules match patterns, checksums and words in context. They do not find every name, address or paraphrase: read a sample of the rows before the dataset leaves your hands. What matched is kept nowhere; <code>audit.jsonl</code> holds place, rule, action and a keyed hash of each match.</p>`,
    packsTable(manifest.policies, findingsByRule),
    manifest.detection.length > 0 &&
      html`<p>Detection looked ${manifest.detection.map((mode) => html`<code>${mode}</code> `)}: the mode decides how names of persons are found, and what has a shape is found alike in all.</p>`,
    html`<p>${describeGuarding(manifest.guarding)}</p>`,
    notRun(manifest.rulesNotRun),
    findingsByRule.length > 0 && [rulesTable(findingsByRule), documentsTable(findingsByDocument)],
  );
};

const packsTable = (policies: readonly string[], rules: readonly RuleFindings[]): Content => {
  if (policies.length === 0 && rules.length === 0)
    return html`<p class="problem">No policy pack was applied.</p>`;
  const packs = [...new Set([...policies, ...rules.map(({ pack }) => pack)])];
  return table(
    'Packs applied',
    [
      { title: 'Pack' },
      { title: 'Rules that fired', isNumeric: true },
      { title: 'Matches', isNumeric: true },
    ],
    packs.map((pack) => {
      const fired = rules.filter((rule) => rule.pack === pack);
      return [
        pack,
        formatCount(new Set(fired.map(({ ruleId }) => ruleId)).size),
        formatCount(fired.reduce((sum, { matches }) => sum + matches, 0)),
      ];
    }),
  );
};

const notRun = (rules: readonly string[]): Content => {
  if (rules.length === 0) return null;
  const { shown, leftOut } = bounded(rules, maxRules, { in: 'manifest.json' });
  return html`<h3>Rules that did not run</h3>
<p>Only a model can judge these, and <code>dataset.yaml</code> names no <code>judge</code>:</p>
<ul>${shown.map((rule) => html`<li><code>${rule}</code></li>`)}</ul>${leftOut}`;
};

const rulesTable = (rules: readonly RuleFindings[]): Content => {
  const { shown, leftOut } = bounded(rules, maxRules, { in: 'audit.jsonl' });
  return [
    table(
      'Findings by rule',
      [
        { title: 'Rule' },
        { title: 'Pack' },
        { title: 'Action' },
        { title: 'Severity' },
        { title: 'Entities' },
        { title: 'Matches', isNumeric: true },
        { title: 'Pairs', isNumeric: true },
      ],
      shown.map(({ ruleId, pack, action, severity, entities, matches, pairs }) => [
        ruleId,
        pack,
        action,
        severity,
        entities.join(', ') || '–',
        formatCount(matches),
        formatCount(pairs),
      ]),
    ),
    leftOut,
  ];
};

const documentsTable = (documents: VersionSamples['findingsByDocument']): Content => {
  const { shown, leftOut } = bounded(documents, maxDocuments, { in: 'audit.jsonl' });
  const fired = actions.toReversed().filter((action) => documents.some(({ byAction }) => byAction[action]));
  return [
    table(
      'Findings by document',
      [
        { title: 'Document' },
        { title: 'Pairs', isNumeric: true },
        { title: 'Matches', isNumeric: true },
        ...fired.map((action) => ({ title: action, isNumeric: true })),
      ],
      shown.map(({ sourceUri, pairs, matches, byAction }) => [
        documentName(sourceUri),
        formatCount(pairs),
        formatCount(matches),
        ...fired.map((action) => formatCount(byAction[action] ?? 0)),
      ]),
    ),
    leftOut,
  ];
};
