/** A way to print `source.md` to `source.pdf`: commands that are run one after the other in the folder of both. */
export interface Printer {
  readonly name: string;
  readonly commands: readonly (readonly string[])[];
}

/** Cells in frames, as pages of the web have them; the browser prints a head and a foot of its own. */
const framed = `body{font-family:"DejaVu Sans";font-size:10pt} table{border-collapse:collapse}
td,th{border:1px solid #999;padding:3px 6px;text-align:left} pre{background:#eee;padding:6px}`;

/** A report: justified and hyphenated, with running heads and rules below the rows. */
const ruled = `@page{size:A4;margin:2.2cm;@top-center{content:"The Handbook";font-size:8pt}
@bottom-right{content:counter(page) " of " counter(pages);font-size:8pt}}
body{font-family:"Liberation Serif";font-size:10.5pt;text-align:justify;hyphens:auto}
code,pre{font-family:"Liberation Mono"} table{border-collapse:collapse;width:100%}
td,th{border-bottom:1px solid #ccc;padding:4px;text-align:left;vertical-align:top}`;

/** A paper of two columns, whose tables have no rules at all. */
const open = `@page{size:A4;margin:2cm;@bottom-center{content:counter(page);font-size:9pt}}
body{font-family:"Liberation Sans";font-size:9.5pt;column-count:2;column-gap:24px;text-align:justify;hyphens:auto}
h1{column-span:all} pre{font-size:7pt;white-space:pre-wrap} table{font-size:8pt}
td,th{padding:2px 6px;text-align:left;vertical-align:top}`;

const toHtml = (style: string): readonly string[] => [
  ...['pandoc', '-s', '-f', 'gfm', 'source.md', '--metadata', 'lang=en', '--metadata', 'pagetitle=Source'],
  ...['-V', `header-includes=<style>${style}</style>`, '-o', 'source.html'],
];

const office = (format: string): Printer => ({
  name: `office-${format}`,
  commands: [
    ['pandoc', '-s', '-f', 'gfm', 'source.md', '-o', `source.${format}`],
    ['soffice', '--headless', '--convert-to', 'pdf', `source.${format}`],
  ],
});

export const printers: readonly Printer[] = [
  office('docx'),
  {
    name: 'chromium',
    commands: [
      toHtml(framed),
      ['chromium', '--headless', '--no-sandbox', '--print-to-pdf=source.pdf', 'source.html'],
    ],
  },
  { name: 'report', commands: [toHtml(ruled), ['weasyprint', 'source.html', 'source.pdf']] },
  { name: 'paper', commands: [toHtml(open), ['weasyprint', 'source.html', 'source.pdf']] },
  {
    name: 'latex',
    commands: [
      [
        ...['pandoc', '-f', 'gfm', 'source.md', '--number-sections', '--toc', '--pdf-engine=pdflatex'],
        ...['-V', 'geometry:margin=1in', '-o', 'source.pdf'],
      ],
    ],
  },
];
