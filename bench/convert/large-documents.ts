import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';

/** Documents of the sizes that conversion promises to hold in memory. They say the same every time. */
export const largeDocuments: Record<string, () => Uint8Array> = {
  '500-pages.pdf': () => pdfOf(500),
  '300000-rows.xlsx': () => workbookOf(300_000),
  '50-megabytes.html': () => new TextEncoder().encode(pageOf(50 * 1_000_000, sectionHtml)),
  'one-table-of-50-megabytes.html': () =>
    new TextEncoder().encode(`${pageOf(50 * 1_000_000, rowHtml).replace('<main>', '<main><table>')}</table>`),
};

const nouns =
  'fare bag seat gate crew flight ticket refund claim voucher route transfer delay lounge pass'.split(' ');
const verbs = 'covers replaces ends begins limits extends follows needs allows excludes'.split(' ');

const sentence = (number: number): string =>
  `The ${nouns[number % 15]} of rule ${number} ${verbs[number % 10]} each ${nouns[(number * 7) % 15]} within ${(number * 13) % 90} days, unless the ${nouns[(number * 11) % 15]} says otherwise.`;

const sectionHtml = (number: number): string => `<section><h2>${number}. On the ${nouns[number % 15]}</h2>
<p>${sentence(number)} <b>${sentence(number + 1)}</b> See <a href="https://example.org/rules/${number}">rule ${number}</a>.</p>
<ul><li>${sentence(number + 2)}</li><li>${sentence(number + 3)}<ul><li>${sentence(number + 4)}</li></ul></li></ul>
<p>${sentence(number + 5)}<br>${sentence(number + 6)} <code>rule-${number}</code></p>
<table><tr><th>Fare</th><th>Fee</th></tr><tr><td>Basic</td><td>${number % 97}</td></tr><tr><td>Flex</td><td>${number % 31}</td></tr></table></section>
`;

const rowHtml = (number: number): string =>
  number === 0
    ? '<tr><th>Rule</th><th>Fee</th><th>Says</th></tr>\n'
    : `<tr><td>${number}</td><td>${(number * 17) % 400}.50</td><td>${sentence(number)}</td></tr>\n`;

const pageOf = (length: number, piece: (number: number) => string): string => {
  const pieces: string[] = ['<!doctype html><html><head><title>Rules</title></head><body><main>'];
  for (let number = 0, written = 0; written < length; number += 1) {
    const next = piece(number);
    pieces.push(next);
    written += next.length;
  }
  return pieces.join('');
};

const office = 'http://schemas.openxmlformats.org';

/** Ten columns: numbers, dates, shared strings and texts of their own. */
const workbookOf = (rowCount: number): Uint8Array => {
  const shared = Array.from({ length: 5000 }, (_, number) => sentence(number).slice(0, 40));
  const rows: string[] = [];
  for (let row = 1; row <= rowCount; row += 1) {
    rows.push(
      `<row r="${row}"><c r="A${row}"><v>${row}</v></c><c r="B${row}" t="s"><v>${row % 5000}</v></c><c r="C${row}"><v>${(row * 37) % 9973}.25</v></c><c r="D${row}" s="1"><v>${43_000 + (row % 2000)}</v></c><c r="E${row}" t="inlineStr"><is><t>Claim ${row}</t></is></c><c r="F${row}" t="s"><v>${(row * 7) % 5000}</v></c><c r="G${row}"><v>${row % 2}</v></c><c r="H${row}" t="b"><v>${row % 2}</v></c><c r="I${row}" t="str"><v>R-${row * 3}</v></c><c r="J${row}"><v>${row * 11}</v></c></row>`,
    );
  }
  const xml = (body: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
  const relationship = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/officeDocument/2006/relationships/${kind}" Target="${target}"/>`;
  return zipSync(
    {
      '[Content_Types].xml': xml(
        '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
      ),
      '_rels/.rels': xml(
        `<Relationships>${relationship('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
      ),
      'xl/workbook.xml': xml('<workbook><sheets><sheet name="Claims" r:id="s1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': xml(
        `<Relationships>${relationship('s1', 'worksheet', 'worksheets/sheet1.xml')}${relationship('s2', 'sharedStrings', 'sharedStrings.xml')}${relationship('s3', 'styles', 'styles.xml')}</Relationships>`,
      ),
      'xl/styles.xml': xml(
        '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
      ),
      'xl/sharedStrings.xml': xml(`<sst>${shared.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`),
      'xl/worksheets/sheet1.xml': xml(`<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`),
    },
    { level: 6 },
  );
};

/** Pages of text under a heading, with a ruled table on each tenth (ISO 32000-1, 7.5). */
const pdfOf = (pageCount: number): Uint8Array => {
  const objects: Buffer[] = [];
  const add = (body: string | Buffer): number => objects.push(Buffer.from(body));
  const kids = Array.from({ length: pageCount }, (_, page) => `${4 + page * 2} 0 R`).join(' ');
  add('<</Type/Catalog/Pages 2 0 R>>');
  add(`<</Type/Pages/Kids[${kids}]/Count ${pageCount}>>`);
  add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>');
  for (let page = 0; page < pageCount; page += 1) {
    const content = deflateSync(pageContent(page));
    add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents ${objects.length + 2} 0 R>>`,
    );
    add(
      Buffer.concat([
        Buffer.from(`<</Length ${content.length}/Filter/FlateDecode>>\nstream\n`),
        content,
        Buffer.from('\nendstream'),
      ]),
    );
  }
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let at = 9;
  objects.forEach((body, index) => {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    offsets.push(at);
    at += part.length;
    parts.push(part);
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer<</Size ${count}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF`,
    ),
  );
  return Buffer.concat(parts);
};

const pageContent = (page: number): string => {
  const line = (size: number, y: number, text: string) => `BT /F1 ${size} Tf 60 ${y} Td (${text}) Tj ET`;
  const lines = [line(18, 730, `${page + 1}. On the ${nouns[page % 15]}`)];
  for (let row = 0; row < 36; row += 1)
    lines.push(line(10, 700 - row * 13, sentence(page * 40 + row).slice(0, 95)));
  if (page % 10 === 0) {
    for (let row = 0; row <= 4; row += 1) lines.push(`60 ${60 + row * 20} m 460 ${60 + row * 20} l S`);
    for (let column = 0; column <= 4; column += 1)
      lines.push(`${60 + column * 100} 60 m ${60 + column * 100} 140 l S`);
    for (let cell = 0; cell < 16; cell += 1)
      lines.push(
        `BT /F1 10 Tf ${66 + (cell % 4) * 100} ${126 - Math.floor(cell / 4) * 20} Td (cell ${page} ${cell}) Tj ET`,
      );
  }
  return lines.join('\n');
};
