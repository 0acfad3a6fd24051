import type { RootContent } from 'mdast';
import { stringify } from 'yaml';
import type { Manifest } from '#shared/domain/manifest.ts';
import { addUsage } from '#shared/domain/usage.ts';
import { describeOrigin } from '../describe-origin.ts';
import { describeSaved } from '../describe-saved.ts';
import { processedDocuments } from '../find-attention.ts';
import { countOf, describeUsage, formatBytes, formatCount, formatShare } from '../format-numbers.ts';
import type { VersionSamples } from '../version-samples.ts';
import { code, codeBlock, heading, paragraph, table } from './markdown.ts';

const maxSources = 50;
const maxSettings = 3;

export const introduction = (manifest: Manifest): RootContent[] => {
  const { dataset, version, pairs, documents, unfinished, failures } = manifest;
  const processed = processedDocuments(manifest).length;
  const without = documents.length + unfinished.length + failures.length - processed;
  return [
    paragraph(
      `${countOf(pairs.kept, 'question-answer pair')} for fine-tuning, made from ${countOf(processed, 'document')}${without > 0 ? `; ${formatCount(without)} more could not be read, failed or are not finished` : ''}. ${describeQuotes(manifest)}${manifest.saved === null ? '' : '; rows that people have saved quote nothing and name the line of their file'}.`,
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
};

const describeQuotes = ({ grounding }: Manifest): string =>
  grounding === null
    ? 'Each row quotes the words of the document that bear its answer and says where they stand'
    : 'A row that answers quotes the words that bear its answer and says where they stand; one that refuses quotes nothing';

export const making = (manifest: Manifest, { shape }: VersionSamples): RootContent[] => {
  const { coverage, pairs, saved, usage, systemPrompt } = manifest;
  return [
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
    ...(saved === null
      ? []
      : [
          paragraph(
            'Of these pairs, those made by ',
            code('saved'),
            ' were written by people, in ',
            code(saved.sourceUri),
            `: ${describeSaved(manifest)}.`,
          ),
        ]),
    paragraph('The system prompt of every row was ', describeOrigin(systemPrompt), '.'),
    paragraph(
      addUsage(Object.values(usage)).calls === 0
        ? 'No model was called.'
        : `Paid to models: for generation ${describeUsage(usage.generator)}; for the judge ${describeUsage(usage.judge)}; for OCR ${describeUsage(usage.ocr)}.`,
    ),
  ];
};

export const sources = (manifest: Manifest): RootContent[] => {
  const processed = processedDocuments(manifest);
  return [
    heading(2, 'Sources'),
    processed.length === 0
      ? paragraph('No document gave rows.')
      : table(
          ['Document', 'Size', 'SHA-256', 'Fidelity', 'Rows'],
          processed
            .slice(0, maxSources)
            .map(({ sourceUri, bytes, sha256, conversion, pairs }) => [
              code(sourceUri),
              formatBytes(bytes),
              code(sha256),
              formatShare(conversion.fidelity, 1),
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

export const reproduction = ({ dataset, settings }: Manifest): RootContent[] => [
  heading(2, 'How to make it again'),
  paragraph(
    'Put the sources into one folder with the settings below as ',
    code('dataset.yaml'),
    '. The version is a hash of what went in. With the cache of generated pairs the files come out byte for byte; without it, a model may word its pairs differently.',
  ),
  codeBlock('sh', `npm run quarry -- run <folder> --dataset ${dataset}`),
  ...Object.values(settings)
    .slice(0, maxSettings)
    .map((state) => codeBlock('yaml', stringify(state, { lineWidth: 0 }).trimEnd())),
];
