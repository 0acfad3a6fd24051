import type { Passage } from '#shared/domain/passage.ts';

/** A passage as a row shows it: its headings, from the document's title on, above its text. Policy has been at all of it. */
export const shownContent = ({ title, headingPath, text }: Passage): string => {
  const headings = title === null || headingPath[0] === title ? headingPath : [title, ...headingPath];
  return headings.length === 0 ? text : `${headings.map(onOneLine).join(' > ')}\n\n${text}`;
};

const onOneLine = (heading: string): string => heading.replace(/\s+/g, ' ');
