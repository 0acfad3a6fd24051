import { monthsIn, quantitiesIn } from '#shared/domain/quantities.ts';
import { withoutPlaceholders } from '#shared/policy/placeholders.ts';
import { sourceText } from '../source-text.ts';
import type { Gate } from './gate.ts';

/** Every number, date and unit of the answer must be in the passage, under its headings, or in the question. */
export const groundedNumbers: Gate<'grounded-numbers'> = {
  name: 'grounded-numbers',
  reason: 'ungrounded-number',
  check: (pair, passage) => {
    const stated = quantitiesIn(withoutPlaceholders(pair.answer).replace(listMarkers, ' '));
    const named = monthsIn(pair.answer);
    if (stated.length === 0 && named.size === 0) return undefined;
    const source = sourceText(pair, passage);
    const known = quantitiesIn(source);
    for (const quantity of stated) {
      const same = known.filter((other) =>
        other.readings.some((reading) => quantity.readings.includes(reading)),
      );
      if (same.length === 0) return { problem: 'a number is not in the passage', quote: quantity.text };
      const units = same.map(({ unit }) => unit);
      if (quantity.unit && !units.includes(quantity.unit) && !units.includes(undefined))
        return {
          problem: `a number has another unit than in the passage: ${quantity.unit}`,
          quote: quantity.text,
        };
    }
    if (named.size === 0) return undefined;
    const months = monthsIn(source);
    const month = [...named].find(([number]) => !months.has(number));
    return month === undefined ? undefined : { problem: 'a month is not in the passage', quote: month[1] };
  },
};

/** The numbers of an ordered list count its items and state nothing. */
const listMarkers = /^[ \t]*\d{1,3}[.)][ \t]/gm;
