import type { ElementContent } from 'hast';
import PostalMime, { type Address } from 'postal-mime';
import type { Reader } from '../conversion.ts';
import { element, root, text, textOf } from '../hast.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { parseHtml } from '../text/html-tree.ts';
import { plainMailBlocks } from '../text/plain-mail-blocks.ts';
import { prepareHtml } from '../text/prepare-html.ts';

/** An e-mail: its subject as the heading, who wrote to whom and when, and the body, rather as HTML than as text. */
export const emlReader: Reader = {
  maxBytes: 64 * 1024 * 1024,
  async read(source) {
    const mail = await PostalMime.parse(source.bytes, { maxNestingDepth: 50 });
    const body = mail.html ? htmlBlocks(mail.html) : plainMailBlocks(mail.text ?? '');
    const heads = [
      ['From', mail.from ? addressText(mail.from) : ''],
      ['To', (mail.to ?? []).map(addressText).join(', ')],
      ['Cc', (mail.cc ?? []).map(addressText).join(', ')],
      ['Date', mail.date ?? ''],
    ].filter(([, value]) => value);
    const blocks: ElementContent[] = [
      element('h1', [text(mail.subject ?? '')]),
      element(
        'ul',
        heads.map(([name, value]) =>
          element('li', [element('strong', [text(`${name}:`)]), text(` ${value}`)]),
        ),
      ),
      ...body,
    ];
    const names = mail.attachments.map(({ filename }) => filename ?? 'without a name');
    return {
      parts: [root(blocks)],
      engine: 'postal-mime',
      title: mail.subject ?? null,
      sourceLetters: () => countLetters(body.map(textOf).join(' ')),
      repairs: [],
      warnings: names.map((name) => `Attachment "${name}" was left out; upload it as a document of its own.`),
    };
  },
};

const htmlBlocks = (html: string): ElementContent[] => {
  const tree = parseHtml(html);
  prepareHtml(tree);
  return tree.children as ElementContent[];
};

const addressText = (address: Address): string =>
  [address.name, address.address && `<${address.address}>`].filter(Boolean).join(' ');
