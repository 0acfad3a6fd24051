import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { convertDocument } from '../../../../functions/convert/convert-document.ts';
import { packFolder } from '../../../support/pack-folder.ts';

/*
 * A case is `X` and the Markdown that it becomes, `X.md`, beside it. An X that is a folder is packed into a zip archive
 * first, so that the XML of Office, OpenDocument and EPUB files can be read and changed as text.
 */
const fixtures = join(import.meta.dirname, '../../../fixtures/convert');

const cases = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((name) => existsSync(join(fixtures, `${name}.md`)))
  .sort();

test('every expected Markdown has its document', () => {
  const expected = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.\w+\.md$/.test(name),
  );
  expect(expected.map((name) => name.slice(0, -3)).sort()).toEqual(cases);
});

test.each(cases)('reads %s', async (name) => {
  const path = join(fixtures, name);
  const bytes = statSync(path).isDirectory() ? packFolder(path) : readFileSync(path);
  const conversion = await convertDocument({ fileName: basename(name), bytes });
  const markdown = conversion.status === 'converted' ? conversion.markdown : conversion.rejection.detail;
  await expect(markdown).toMatchFileSnapshot(`${path}.md`);
});
