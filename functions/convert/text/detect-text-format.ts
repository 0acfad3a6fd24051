import type { Format } from '../formats.ts';

const byExtension: Record<string, Format> = {
  md: 'md',
  markdown: 'md',
  mdx: 'md',
  txt: 'txt',
  text: 'txt',
  log: 'txt',
};

const htmlStart = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)\b/i;
const htmlTags = /<(?:p|div|h[1-6]|table|ul|ol|span|a|article|section|br)\b[^>]*>/gi;

/** Text is told by what only one format begins with, then by its extension, then by the habits of the format. */
export const detectTextFormat = (text: string, extension: string): Format => {
  if (htmlStart.test(text)) return 'html';
  const known = byExtension[extension];
  if (known) return known;
  const tags = text.match(htmlTags)?.length ?? 0;
  if (/^x?html?$/.test(extension) ? tags > 0 : /^\s*</.test(text) && tags > 3) return 'html';
  return looksLikeMarkdown(text) ? 'md' : 'txt';
};

const looksLikeMarkdown = (text: string): boolean =>
  /^#{1,6} \S/m.test(text) || /^```/m.test(text) || /^\|.+\|\n\|[\s:|-]+\|$/m.test(text);
