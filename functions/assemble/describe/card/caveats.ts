import type { RootContent } from 'mdast';
import type { Manifest } from '#shared/domain/manifest.ts';
import { describeGuarding } from '../describe-guarding.ts';
import { findAttention } from '../find-attention.ts';
import { formatCount } from '../format-numbers.ts';
import type { VersionSamples } from '../version-samples.ts';
import { code, heading, list, paragraph, table } from './markdown.ts';

export const policy = (
  { policies, rulesNotRun, guarding }: Manifest,
  { findingsByRule }: VersionSamples,
): RootContent[] => [
  heading(2, 'Policy'),
  ...(policies.length > 0
    ? [paragraph('Every pair was judged by these packs:'), list(policies.map((pack) => [code(pack)]))]
    : [paragraph('No policy pack was applied.')]),
  paragraph(describeGuarding(guarding)),
  ...(rulesNotRun.length > 0
    ? [
        paragraph('These rules did not run, because only a model can judge them and none was configured:'),
        list(rulesNotRun.map((rule) => [code(rule)])),
      ]
    : []),
  ...(findingsByRule.length > 0
    ? [
        table(
          ['Rule', 'Pack', 'Action', 'Matches', 'Pairs'],
          findingsByRule.map(({ ruleId, pack, action, matches, pairs }) => [
            code(ruleId),
            code(pack),
            action,
            formatCount(matches),
            formatCount(pairs),
          ]),
        ),
      ]
    : []),
  paragraph(
    'Rules match patterns, checksums and words in context. They do not find every name, address or paraphrase, so a passed check is not a statement that a row holds no personal data. ',
    code('audit.jsonl'),
    ' lists each match by place, rule, action and keyed hash.',
  ),
];

export const limits = (manifest: Manifest): RootContent[] => [
  heading(2, 'Known limits'),
  list([
    [
      `The pairs were ${manifest.saved === null ? 'made and ' : ''}checked by machine. That a quote is in the document does not make the document right.`,
    ],
    ['Nothing here was checked for fitness to a purpose, for balance or for bias.'],
    ['No license is given: whoever publishes the dataset chooses one that the rights in the sources allow.'],
    ...findAttention(manifest).map(({ text }) => [text]),
  ]),
];
