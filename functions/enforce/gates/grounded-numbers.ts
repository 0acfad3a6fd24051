import { withoutPlaceholders } from '#shared/policy/placeholders.ts';
import { monthsIn, quantitiesIn } from '../quantities.ts';
import { sourceText } from '../source-text.ts';
import type { Gate } from './gate.ts';

/** Every number, date and unit of the answer must be in the passage, under its headings, or in the question. */
export const groundedNumbers: Gate<'grounded-numbers'> = {
  name: 'grounded-numbers',
  reason: 'ungrounded-number',
  check: (pair, passage) => {
    const source = sourceText(pair, passage);
    const known = quantitiesIn(source);
    const months = monthsIn(source);
    for (const quantity of quantitiesIn(withoutPlaceholders(pair.answer).replace(listMarkers, ' '))) {
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
    const month = [...monthsIn(pair.answer)].find(([number]) => !months.has(number));
    return month === undefined ? undefined : { problem: 'a month is not in the passage', quote: month[1] };
  },
};

/** The numbers of an ordered list count its items and state nothing. */
const listMarkers = /^[ \t]*\d{1,3}[.)][ \t]/gm;
