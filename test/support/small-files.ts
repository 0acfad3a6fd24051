import { deflateSync } from 'node:zlib';
import { type ZipEntries, zipOf } from './zip-of.ts';

/* The smallest files of the formats that are not text, made so that a test can say what is wrong with each. */

export const bytesOf = (text: string) => new TextEncoder().encode(text);
const office = 'http://schemas.openxmlformats.org';

export const packageOf = (
  kind: 'word' | 'xl',
  mainXml: string | Uint8Array,
  more: ZipEntries = {},
  lie = {},
): Uint8Array => {
  const [main, type] =
    kind === 'word'
      ? ['word/document.xml', 'wordprocessingml.document.main']
      : ['xl/workbook.xml', 'spreadsheetml.sheet.main'];
  return zipOf(
    {
      '[Content_Types].xml': bytesOf(
        `<Types><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/></Types>`,
      ),
      '_rels/.rels': bytesOf(
        `<Relationships><Relationship Id="r1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="${main}"/></Relationships>`,
      ),
      [main]: typeof mainXml === 'string' ? bytesOf(mainXml) : mainXml,
      ...more,
    },
    lie,
  );
};

export const word = (body: string, more?: ZipEntries, prologue = '') =>
  packageOf(
    'word',
    `${prologue}<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    more,
  );

export const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

export const sheet = (sheetXml: string) =>
  packageOf('xl', `<workbook><sheets><sheet name="S" r:id="s1"/></sheets></workbook>`, {
    'xl/_rels/workbook.xml.rels': bytesOf(
      `<Relationships><Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': bytesOf(sheetXml),
  });

export const pdf = (stream: Uint8Array, more = '', filters = '/FlateDecode'): Uint8Array =>
  Buffer.concat([
    bytesOf(
      `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R ${more}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length ${stream.length}/Filter[${filters}]>>\nstream\n`,
    ),
    stream,
    bytesOf('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
  ]);

export const pageText = (text: string) => deflateSync(`BT /F1 12 Tf 50 700 Td (${text}) Tj ET`);

export const compoundFile = (streamName: string): Uint8Array => {
  const file = new Uint8Array(512 * 4);
  const view = new DataView(file.buffer);
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(30, 9, true);
  view.setUint32(48, 1, true);
  view.setUint32(56, 4096, true);
  view.setUint32(60, 0xfffffffe, true);
  view.setUint32(68, 0xfffffffe, true);
  for (let index = 0; index < 109; index += 1)
    view.setUint32(76 + index * 4, index === 0 ? 0 : 0xffffffff, true);
  for (let index = 0; index < 128; index += 1) view.setUint32(512 + index * 4, 0xfffffffe, true);
  ['Root Entry', streamName].forEach((name, index) => {
    const at = 1024 + index * 128;
    [...name].forEach((character, place) => {
      view.setUint16(at + place * 2, character.charCodeAt(0), true);
    });
    view.setUint16(at + 64, (name.length + 1) * 2, true);
    file[at + 66] = index === 0 ? 5 : 2;
    view.setUint32(at + 116, 0xfffffffe, true);
  });
  return file;
};
