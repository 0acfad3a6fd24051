import type { ElementContent } from 'hast';
import PostalMime, { type Address, type Email } from 'postal-mime';
import type { Reader } from '../conversion.ts';
import { element, root, text, textOf } from '../hast.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { withoutControls } from '../text/decode-windows-1252.ts';
import { parseHtml } from '../text/html-tree.ts';
import { plainMailBlocks } from '../text/plain-mail-blocks.ts';
import { prepareHtml } from '../text/prepare-html.ts';

const maxForwards = 5;

/** An e-mail: its subject as the heading, who wrote to whom and when, and the body, rather as HTML than as text. */
export const emlReader: Reader = {
  maxBytes: 64 * 1024 * 1024,
  async read(source) {
    const mails = await mailsIn(source.bytes, 1);
    const parts = mails.map(({ mail, depth }) => ({ mail, depth, body: bodyOf(mail) }));
    const left = mails.flatMap(({ mail }) => attached(mail)).length;
    return {
      parts: [
        root(
          parts.flatMap(({ mail, depth, body }) => [
            element(`h${depth}`, [text(withoutControls(mail.subject ?? ''))]),
            headOf(mail),
            ...body,
          ]),
        ),
      ],
      engine: 'postal-mime',
      title: withoutControls(mails[0]?.mail.subject ?? '') || null,
      sourceLetters: () => countLetters(parts.flatMap(({ body }) => body.map(textOf)).join(' ')),
      repairs: [],
      warnings:
        left === 0
          ? []
          : [
              `${left} attachment${left === 1 ? '' : 's'} left out; upload what matters as documents of their own.`,
            ],
    };
  },
};

const isMail = ({ mimeType }: Email['attachments'][number]): boolean => mimeType === 'message/rfc822';

const attached = (mail: Email): Email['attachments'] => mail.attachments.filter((each) => !isMail(each));

/** A mail, and those that it forwards as they came. */
const mailsIn = async (
  bytes: Uint8Array | ArrayBuffer | string,
  depth: number,
): Promise<{ readonly mail: Email; readonly depth: number }[]> => {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 50 });
  const forwarded = depth > maxForwards ? [] : mail.attachments.filter(isMail);
  const inner = await Promise.all(forwarded.map(({ content }) => mailsIn(content, depth + 1)));
  return [{ mail, depth }, ...inner.flat()];
};

const headOf = (mail: Email): ElementContent => {
  const lines = [
    ['From', mail.from ? addressText(mail.from) : ''],
    ['To', (mail.to ?? []).map(addressText).join(', ')],
    ['Cc', (mail.cc ?? []).map(addressText).join(', ')],
    ['Date', mail.date ?? ''],
  ].filter(([, value]) => value);
  return element(
    'ul',
    lines.map(([name, value]) => element('li', [element('strong', [text(`${name}:`)]), text(` ${value}`)])),
  );
};

const bodyOf = (mail: Email): ElementContent[] =>
  mail.html ? htmlBlocks(withoutControls(mail.html)) : plainMailBlocks(withoutControls(mail.text ?? ''));

const htmlBlocks = (html: string): ElementContent[] => {
  const tree = parseHtml(html);
  prepareHtml(tree);
  return tree.children as ElementContent[];
};

const addressText = (address: Address): string =>
  withoutControls([address.name, address.address && `<${address.address}>`].filter(Boolean).join(' '));
