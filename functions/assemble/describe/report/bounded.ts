import { formatCount } from '../format-numbers.ts';
import { type Html, html } from './html.ts';

/** The start of a list that may be long, with a sentence on what was left out and where the whole lies. */
export const bounded = <Item>(
  items: readonly Item[],
  limit: number,
  whole: { readonly of?: number; readonly in: string },
): { shown: readonly Item[]; leftOut: Html | null } => {
  const shown = items.slice(0, limit);
  const all = whole.of ?? items.length;
  const leftOut =
    all > shown.length
      ? html`<p class="left-out">${formatCount(shown.length)} of ${formatCount(all)} shown here. All of them: <code>${whole.in}</code></p>`
      : null;
  return { shown, leftOut };
};

/** The start of a text that may be long, cut between characters. */
export const clipped = (text: string, limit = 4000): string => {
  if (text.length <= limit) return text;
  const start = text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
  return `${start}… (${formatCount(text.length - start.length)} more characters)`;
};
