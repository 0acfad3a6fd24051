import * as fc from 'fast-check';

const word = fc.constantFrom(
  ...[
    'fare',
    'bag',
    'refund',
    'Zürich',
    '二時間',
    'fee',
    '£40',
    'delay',
    '**bold**',
    '`code`',
    '[link](https://a.example)',
  ],
);
const words = (most: number) => fc.array(word, { minLength: 1, maxLength: most }).map((all) => all.join(' '));
const sentence = words(12).map((text) => `The ${text} fare.`);
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 6 }).map((all) => all.join(' '));
const list = fc
  .array(words(10), { minLength: 1, maxLength: 8 })
  .map((items) => items.map((item) => `- ${item}`).join('\n'));
const introducedList = fc.tuple(words(5), list).map(([lead, items]) => `${lead}:\n\n${items}`);
const table = fc
  .array(fc.tuple(words(4), words(6)), { minLength: 1, maxLength: 12 })
  .map((rows) =>
    ['| Key | Value |', '|-----|-------|', ...rows.map((cells) => `| ${cells.join(' | ')} |`)].join('\n'),
  );
const code = fc
  .array(words(8), { minLength: 1, maxLength: 8 })
  .map((lines) => `\`\`\`\n${lines.join('\n\n')}\n\`\`\``);
const quotation = paragraph.map((text) => `> ${text}`);

const body = fc
  .array(fc.oneof(paragraph, paragraph, list, introducedList, table, code, quotation), { maxLength: 4 })
  .map((blocks) => blocks.join('\n\n'));

export interface MarkdownSection {
  readonly depth: number;
  readonly heading: string;
  readonly body: string;
}

/** Sections with unlike headings, as a document that a person writes has them. */
export const arbitrarySections: fc.Arbitrary<MarkdownSection[]> = fc
  .array(fc.record({ depth: fc.integer({ min: 1, max: 4 }), heading: words(3), body }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((sections) =>
    sections.map((section, index) => ({ ...section, heading: `${section.heading} ${index}` })),
  );

export const renderSections = (sections: readonly MarkdownSection[]): string =>
  sections.map(({ depth, heading, body }) => `${'#'.repeat(depth)} ${heading}\n\n${body}\n`).join('\n');
