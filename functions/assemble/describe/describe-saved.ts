import type { Manifest } from '#shared/domain/manifest.ts';
import { countOf, formatCount } from './format-numbers.ts';

/** What became of the saved prompts and of the rows that they are about, in a few words; empty where there are none. */
export const describeSaved = ({ saved, pairs }: Manifest): string => {
  if (saved === null) return '';
  const { corrected = 0, withdrawn = 0 } = pairs.rejectedByReason;
  return [
    `${formatCount(saved.kept)} kept, ${countOf(saved.corrections, 'correction')} among them; ${formatCount(saved.rejected)} rejected`,
    ...(saved.preferences > 0 ? [countOf(saved.preferences, 'preference')] : []),
    ...(saved.withheldPreferences > 0
      ? [`${countOf(saved.withheldPreferences, 'answer')} that failed withheld by policy`]
      : []),
    ...(corrected > 0 ? [`${countOf(corrected, 'row')} replaced`] : []),
    ...(withdrawn > 0 ? [`${countOf(withdrawn, 'row')} withdrawn`] : []),
    ...(saved.rejectedLines.length > 0
      ? [`${countOf(saved.rejectedLines.length, 'line')} without a row`]
      : []),
  ].join('; ');
};

const maxNamed = 5;

/** Lines that name rows which are not there; undefined where all are. A row's id changes with its passage. */
export const describeUnmatched = ({ saved }: Manifest): string | undefined => {
  if (saved === null || saved.unmatched.length === 0) return undefined;
  const named = saved.unmatched.slice(0, maxNamed).map(({ line, rowId }) => `line ${line} (${rowId})`);
  const more = saved.unmatched.length > maxNamed ? ' and more' : '';
  return `${countOf(saved.unmatched.length, 'line')} of the saved prompts ${saved.unmatched.length === 1 ? 'names a row that is' : 'name rows that are'} not in the dataset, or not any more, and may be there under another id: ${named.join(', ')}${more}. Look the question up, and name the id that it has now.`;
};

export const describeRejectedLines = ({ saved }: Manifest): string | undefined => {
  if (saved === null || saved.rejectedLines.length === 0) return undefined;
  const { rejectedLines } = saved;
  const named = rejectedLines.slice(0, maxNamed).map(({ detail }) => detail);
  const more = rejectedLines.length > maxNamed ? ' And more.' : '';
  return `${countOf(rejectedLines.length, 'line')} of the saved prompts gave no row. ${named.join(' ')}${more}`;
};
