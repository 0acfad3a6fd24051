import { type Line, textOf } from './text-lines.ts';

/** The outermost part of a page, where printers of browsers put their lines. */
const margin = 0.05;

const dateAndTime =
  /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]\.?M\.?)?(?:\s|$)/i;
const address = /^(?:https?|file):\/\/\S+(?:\s+\d+\/\d+)?$/i;
/** Firefox prints the title and the address in one line, and the number of the page and the date in another. */
const titleAndAddress = /^.{1,200}\s(?:https?|file):\/\/\S+$/i;
const counted = /(?<![\d/.])(\d{1,4})\s*(?:of|\/|von|de|sur|di|van)\s*(\d{1,4})(?![\d/.])/i;

/**
 * Whether a line at the edge of a page is no text even where no other page repeats it: it counts the page among all, or it
 * is the date or the address that a browser prints in the margin.
 */
export const isFurniture = (
  line: Line,
  page: { readonly number: number; readonly height: number },
  pageCount: number,
): boolean => {
  const text = textOf(line);
  const [, number, count] = counted.exec(text) ?? [];
  if (Number(number) === page.number && Number(count) === pageCount) return true;
  const isOutermost = line.bottom < margin * page.height || line.top > (1 - margin) * page.height;
  return isOutermost && [dateAndTime, address, titleAndAddress].some((each) => each.test(text));
};
