import type { RootContent } from 'mdast';
import { stringify } from 'yaml';
import type { Manifest } from '#shared/domain/manifest.ts';
import { explainReason } from '../explain-reason.ts';
import { findAttention, processedDocuments } from '../find-attention.ts';
import { countOf, formatBytes, formatCount, formatShare } from '../format-numbers.ts';
import { loadingExamples } from '../loading-examples.ts';
import type { VersionSamples } from '../version-samples.ts';
import { columnsTable } from './columns.ts';
import { frontMatter } from './front-matter.ts';
import { code, codeBlock, heading, list, paragraph, table, writeMarkdown } from './markdown.ts';

const maxSources = 50;

/** `README.md`: a dataset card as the Hugging Face Hub reads it, for who finds the files without having made them. */
export const renderCard = (manifest: Manifest, samples: VersionSamples): string =>
  `${frontMatter(manifest)}\n${writeMarkdown([
    heading(1, manifest.title),
    ...introduction(manifest),
    ...making(manifest, samples),
    ...splits(manifest),
    heading(2, 'Columns'),
    columnsTable(),
    ...sources(manifest),
    ...policy(manifest, samples),
    ...loading(),
    ...reproduction(manifest),
    ...limits(manifest),
  ])}`;

const introduction = ({ dataset, version, pairs, documents }: Manifest): RootContent[] => [
  paragraph(
    `${countOf(pairs.kept, 'question-answer pair')} for fine-tuning, made from ${countOf(documents.length, 'document')}. Each row quotes the words of the document that bear its answer and says where they stand.`,
  ),
  paragraph(
    'Dataset ',
    code(dataset),
    ', version ',
    code(version),
    '. ',
    code('report.html'),
    ' shows the rows and all that was left out; ',
    code('manifest.json'),
    ' holds the lineage.',
  ),
];

const making = ({ coverage, pairs, usage }: Manifest, { shape }: VersionSamples): RootContent[] => [
  heading(2, 'How it was made'),
  paragraph(
    `Documents were converted to Markdown and cut into ${countOf(coverage.passages, 'passage')} along their headings. Policy packs redacted the passages before anything else read them. Of the ${countOf(pairs.generated, 'pair')} generated, ${formatCount(pairs.kept)} were kept, ${formatCount(pairs.redacted)} of them redacted; ${formatCount(pairs.rejected)} were rejected. ${formatCount(coverage.covered)} passages (${formatShare(coverage.covered, coverage.passages)}) have a kept pair.`,
  ),
  ...(shape.generators.length > 0
    ? [
        table(
          ['Made by', 'Rows'],
          shape.generators.map(({ name, rows }) => [name, formatCount(rows)]),
        ),
      ]
    : []),
  paragraph(
    usage.calls === 0
      ? 'No model was called.'
      : `A model was called ${countOf(usage.calls, 'time')}, with ${formatCount(usage.inputTokens)} tokens in and ${formatCount(usage.outputTokens)} out.`,
  ),
];

const splits = ({ splits: rows, pairs }: Manifest): RootContent[] => [
  heading(2, 'Splits'),
  table(
    ['Split', 'Rows', 'Files'],
    (['train', 'validation', 'rejected'] as const).map((kind) => [
      kind,
      formatCount(rows[kind]),
      code(`${kind}-*.parquet`),
    ]),
  ),
  paragraph(
    'All pairs of one section are in the same split, so validation asks about sections that training has not seen. Rejected rows are a subset of their own, ',
    code('rejected'),
    ', and must not be trained on.',
  ),
  ...(pairs.rejected > 0
    ? [
        table(
          ['Rejected because', 'Meaning', 'Pairs'],
          Object.entries(pairs.rejectedByReason).map(([reason, count]) => [
            code(reason),
            explainReason(reason) ?? '',
            formatCount(count),
          ]),
        ),
      ]
    : []),
];

const sources = (manifest: Manifest): RootContent[] => {
  const processed = processedDocuments(manifest);
  return [
    heading(2, 'Sources'),
    table(
      ['Document', 'Size', 'SHA-256', 'Rows'],
      processed
        .slice(0, maxSources)
        .map(({ sourceUri, bytes, sha256, pairs }) => [
          code(sourceUri),
          formatBytes(bytes),
          code(sha256),
          formatCount(pairs.kept),
        ]),
    ),
    ...(processed.length > maxSources
      ? [
          paragraph(
            `${maxSources} of ${formatCount(processed.length)} documents; all of them in `,
            code('manifest.json'),
            '.',
          ),
        ]
      : []),
  ];
};

const policy = ({ policies }: Manifest, { findingsByRule }: VersionSamples): RootContent[] => [
  heading(2, 'Policy'),
  ...(policies.length > 0
    ? [paragraph('Every pair was judged by these packs:'), list(policies.map((pack) => [code(pack)]))]
    : [paragraph('No policy pack was applied.')]),
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

const loading = (): RootContent[] => [
  heading(2, 'How to load it'),
  ...loadingExamples.flatMap(({ title, language, code: example }) => [
    paragraph(`${title}:`),
    codeBlock(language, example),
  ]),
];

const reproduction = ({ dataset, settings }: Manifest): RootContent[] => [
  heading(2, 'How to make it again'),
  paragraph(
    'Put the sources into one folder with the settings below as ',
    code('dataset.yaml'),
    '. The version is a hash of what went in. With the cache of generated pairs the files come out byte for byte; without it, a model may word its pairs differently.',
  ),
  codeBlock('sh', `npm run quarry -- run <folder> --dataset ${dataset}`),
  ...Object.values(settings).map((state) => codeBlock('yaml', stringify(state, { lineWidth: 0 }).trimEnd())),
];

const limits = (manifest: Manifest): RootContent[] => [
  heading(2, 'Known limits'),
  list([
    [
      'The pairs were made and checked by machine. That a quote is in the document does not make the document right.',
    ],
    ['Nothing here was checked for fitness to a purpose, for balance or for bias.'],
    ['No license is given: whoever publishes the dataset chooses one that the rights in the sources allow.'],
    ...findAttention(manifest).map(({ text }) => [text]),
  ]),
];
