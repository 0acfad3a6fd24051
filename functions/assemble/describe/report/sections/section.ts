import { type Content, type Html, html } from '../html.ts';

/** The parts of the report in reading order; a part's id is its place in the page's address. */
export const sectionTitles = {
  numbers: 'In numbers',
  documents: 'Documents',
  rows: 'Rows as they will be trained',
  rejections: 'Rejected pairs',
  passages: 'Passages without a pair',
  policy: 'Policy findings',
  settings: 'Settings',
  files: 'Files',
} as const;
export type SectionId = keyof typeof sectionTitles;

export const section = (id: SectionId, ...content: readonly Content[]): Html => html`
<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${sectionTitles[id]}</h2>
${content}
</section>`;
