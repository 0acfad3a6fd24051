import type { BatchLog } from '#shared/domain/batch.ts';
import type { Manifest } from '#shared/domain/manifest.ts';
import { countOf, formatCount } from './format-numbers.ts';

/** What was asked in batches, and why not all of it was: the difference is the price. Empty where none was to be. */
export const describeBatches = ({ batches, settings }: Pick<Manifest, 'batches' | 'settings'>): string => {
  const isWanted = Object.values(settings).some(({ generator }) => generator.batch === true);
  if (batches === null)
    return isWanted
      ? 'not in batches, although generator.batch asks for it: only a deployed run can; every call was made on demand'
      : '';
  const { jobs, records, answered, onDemand } = batches;
  return [
    ...(jobs > 0
      ? [
          `${formatCount(answered)} of ${countOf(records, 'record')} answered in ${countOf(jobs, 'batch job')}`,
        ]
      : []),
    ...Object.entries(onDemand).map(
      ([reason, count]) =>
        `${countOf(count, 'request')} asked on demand: ${reasons[reason as keyof BatchLog['onDemand']]}`,
    ),
  ].join('; ');
};

const reasons: Readonly<Record<keyof BatchLog['onDemand'], string>> = {
  'too-few': 'too few for a job',
  'failed-twice': 'failed in two jobs',
  budget: 'the budget did not reach for a job',
  'turned-off': 'batch was turned off while they waited',
};
