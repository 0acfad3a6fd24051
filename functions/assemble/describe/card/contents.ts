import type { RootContent } from 'mdast';
import type { Manifest } from '#shared/domain/manifest.ts';
import { explainReason } from '../explain-reason.ts';
import { formatCount } from '../format-numbers.ts';
import { loadingExamples } from '../loading-examples.ts';
import { rankCounts } from '../rank-counts.ts';
import { code, codeBlock, heading, paragraph, table } from './markdown.ts';

export const splits = ({ splits: rows, pairs }: Manifest): RootContent[] => [
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
          rankCounts(Object.entries(pairs.rejectedByReason)).map(([reason, count]) => [
            code(reason),
            explainReason(reason) ?? '',
            formatCount(count),
          ]),
        ),
      ]
    : []),
];

export const loading = (): RootContent[] => [
  heading(2, 'How to load it'),
  ...loadingExamples.flatMap(({ title, language, code: example }) => [
    paragraph(`${title}:`),
    codeBlock(language, example),
  ]),
];
