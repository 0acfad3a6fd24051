import type { ElementContent } from 'hast';
import { element, text } from '../hast.ts';
import type { Chart } from './read-chart.ts';

/** A chart as its title and the table of the numbers that it draws. */
export const chartBlocks = ({ title, rows }: Chart): ElementContent[] => [
  ...(title ? [element('p', [text(title)])] : []),
  element(
    'table',
    rows.map((row) =>
      element(
        'tr',
        row.map((cell) => element('td', [text(cell)])),
      ),
    ),
  ),
];
