import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Format } from '../../functions/convert/formats.ts';
import { packFolder } from './pack-folder.ts';
import { bytesOf, pageText, pdf, sheet } from './small-files.ts';
import { zipOf } from './zip-of.ts';

const fixtures = join(import.meta.dirname, '../fixtures/convert');
const scans = join(import.meta.dirname, '../fixtures/scans');
const office = 'http://schemas.openxmlformats.org';

const deck = (): Uint8Array =>
  zipOf({
    '[Content_Types].xml': bytesOf(
      '<Types><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>',
    ),
    '_rels/.rels': bytesOf(
      `<Relationships><Relationship Id="r1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="ppt/presentation.xml"/></Relationships>`,
    ),
    'ppt/presentation.xml': bytesOf(
      '<p:presentation><p:sldIdLst><p:sldId r:id="r2"/></p:sldIdLst></p:presentation>',
    ),
    'ppt/_rels/presentation.xml.rels': bytesOf(
      '<Relationships><Relationship Id="r2" Type="x/slide" Target="slides/slide1.xml"/></Relationships>',
    ),
    'ppt/slides/slide1.xml': bytesOf(
      '<p:sld><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>Fees</a:t></a:r></a:p></p:txBody></p:sp><p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Bag</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame></p:spTree></p:cSld></p:sld>',
    ),
  });

const book = (): Uint8Array =>
  zipOf({
    mimetype: bytesOf('application/epub+zip'),
    'META-INF/container.xml': bytesOf(
      '<container><rootfiles><rootfile full-path="b/content.opf"/></rootfiles></container>',
    ),
    'b/content.opf': bytesOf(
      '<package><metadata><dc:title>Rules</dc:title></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>',
    ),
    'b/c.xhtml': bytesOf(
      '<html><body><h1>Bags</h1><p>One <b>bag</b>.</p><table><tr><td>a</td><td rowspan="2">b</td></tr></table></body></html>',
    ),
  });

const text: Partial<Record<Format, string>> = {
  md: '---\ntitle: Rules\n---\n\n# Bags\n\n- one\n  - two\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```js\nx\n```\n',
  txt: '1. BAGS\n\nOne bag is free.\n\n- a\n- b\n',
  csv: 'name;fee\n"basic; one";5\nflex;"a ""b"""\n',
  json: '{"label":"Rules","children":[{"label":"Bags","content":"One.","level":2,"children":[]}],"fees":[{"a":1},{"a":2}]}',
  jsonl: '{"name":"basic","fee":5}\n{"name":"flex","fee":7}\n',
  eml: 'From: Ann <ann@corvedale.example>\nTo: bo@corvedale.example\nSubject: =?utf-8?Q?Bags?=\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nOne bag.\n--x\nContent-Type: text/html\n\n<p>One <i>bag</i>.</p>\n--x--\n',
};

/** A small document of every format that is taken. */
export const sampleDocuments: Record<Format, () => Uint8Array> = {
  md: () => bytesOf(text.md ?? ''),
  txt: () => bytesOf(text.txt ?? ''),
  csv: () => bytesOf(text.csv ?? ''),
  json: () => bytesOf(text.json ?? ''),
  jsonl: () => bytesOf(text.jsonl ?? ''),
  eml: () => bytesOf(text.eml ?? ''),
  html: () => readFileSync(join(fixtures, 'html/lists.html')),
  rtf: () => readFileSync(join(fixtures, 'rtf/lists-and-scripts.rtf')),
  docx: () => packFolder(join(fixtures, 'docx/numbering.docx')),
  odt: () => packFolder(join(fixtures, 'odt/list-continued.odt')),
  pptx: deck,
  epub: book,
  xlsx: () =>
    sheet(
      '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1"><v>1.5</v></c></row><row r="2"><c r="B2"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>',
    ),
  pdf: () => pdf(pageText('One bag is free')),
  doc: () => readFileSync(join(fixtures, 'doc/lists-and-scripts.doc')),
  ppt: () => readFileSync(join(fixtures, 'ppt/tables-and-notes.ppt')),
  png: () => readFileSync(join(scans, 'page.png')),
  jpg: () => readFileSync(join(scans, 'page.jpg')),
  tiff: () => readFileSync(join(scans, 'page.tiff')),
};
