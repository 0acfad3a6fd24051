import { paidUsd } from '#shared/domain/ledger.ts';
import type { Manifest } from '#shared/domain/manifest.ts';
import { addUsage, noUsage, type Usage } from '#shared/domain/usage.ts';
import { describeUsage, formatUsd } from '../functions/assemble/describe/format-numbers.ts';

/** What a run would do and pay, as lines of text. */
export const summarizeDryRun = (manifest: Manifest, unreadPages: Usage): string[] => {
  const { documents, failures, coverage, shortfall } = manifest;
  const rejected = documents.filter((document) => document.status === 'rejected');
  const { generator = noUsage, judge = noUsage, passages = 0 } = shortfall ?? {};
  const together = addUsage([generator, judge, unreadPages]);
  return [
    `${manifest.title} · dry run: no model was called and no version made`,
    '',
    `  documents   ${documents.length - rejected.length} read, ${rejected.length} rejected, ${failures.length} failed`,
    `  passages    ${coverage.passages}, ${passages} of them to be paid for`,
    ...pagesLine(unreadPages),
    `  generation  ${likely(generator)}`,
    ...(judge.calls > 0 ? [`  judge       ${likely(judge)}`] : []),
    `  together    ${together.calls === 0 ? formatUsd(0) : `about ${formatUsd(together.usd)}; expect between half and twice that`}`,
    ...budgetLine(manifest, addUsage([generator, judge]).usd),
    ...rejected.map(({ rejection }) => `  ✗ ${rejection.detail}`),
    ...failures.map(({ sourceUri, error, cause }) => `  ✗ ${sourceUri} failed with ${error}: ${cause}`),
  ];
};

/** What stands on these pages is not known, so that what would be made of it is not in the estimate. */
const pagesLine = ({ calls, usd }: Usage): string[] =>
  calls === 0
    ? []
    : [
        `  OCR         ${calls} ${calls === 1 ? 'page' : 'pages'} to be paid for, ${usd === null ? 'at a price known only afterwards' : formatUsd(usd)}; left unread, and pairs on them not counted`,
      ];

const likely = (usage: Usage): string =>
  usage.calls === 0 ? 'nothing to pay for' : `about ${describeUsage(usage)}`;

const budgetLine = ({ spending, settings }: Manifest, usd: number | null): string[] => {
  const budgetUsd = spending?.budgetUsd ?? Object.values(settings)[0]?.budgetUsd;
  if (budgetUsd === undefined || budgetUsd === null) return [];
  const left = Math.max(0, budgetUsd - (spending ? paidUsd(spending) : 0));
  const verdict = usd !== null && usd > left ? '; it will not reach' : '';
  return [`  budget      ${formatUsd(left)} left of ${formatUsd(budgetUsd)}${verdict}`];
};
