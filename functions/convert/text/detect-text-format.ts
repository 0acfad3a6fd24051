import type { Format } from '../formats.ts';
import { looksDelimited } from './vote-delimiter.ts';

const byExtension: Record<string, Format> = {
  md: 'md',
  markdown: 'md',
  mdx: 'md',
  txt: 'txt',
  text: 'txt',
  log: 'txt',
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  eml: 'eml',
};

const htmlStart = /^<(?:!doctype html|html|head|body)\b/i;
const htmlTags = /<(?:p|div|h[1-6]|table|ul|ol|span|a|article|section|br)\b[^<>]*>/gi;
const mailHead =
  /^(?:From |(?:Received|From|To|Cc|Subject|Date|Message-ID|Return-Path|Delivered-To|MIME-Version|Content-Type|X-[\w-]+):)/i;

/** Text is told by what only one format begins with, then by its extension, then by the habits of the format. */
export const detectTextFormat = (text: string, extension: string): Format => {
  if (htmlStart.test(withoutProlog(text))) return 'html';
  if (looksLikeMail(text)) return 'eml';
  const known = byExtension[extension];
  if (known) return known;
  const tags = text.match(htmlTags)?.length ?? 0;
  if (/^x?html?$/.test(extension) ? tags > 0 : /^\s*</.test(text) && tags > 3) return 'html';
  if (/^\s*[[{]/.test(text)) {
    const json = jsonFormat(text);
    if (json) return json;
  }
  if (looksLikeMarkdown(text)) return 'md';
  return looksDelimited(text) ? 'csv' : 'txt';
};

/** What stands after an XML declaration and comments. No pattern says this without trying every way to part comments. */
const withoutProlog = (text: string): string => {
  let rest = text.trimStart();
  for (const [open, close] of [
    ['<?xml', '>'],
    ['<!--', '-->'],
  ] as const) {
    while (rest.startsWith(open) && rest.includes(close))
      rest = rest.slice(rest.indexOf(close) + close.length).trimStart();
  }
  return rest;
};

const looksLikeMail = (text: string): boolean => {
  const head = text.trimStart().split(/\r?\n\r?\n/, 1)[0] ?? '';
  const lines = head.split(/\r?\n/).filter((line) => !/^\s/.test(line));
  const names = lines.filter((line) => mailHead.test(line));
  return names.length >= 3 && /^from:/im.test(head) && lines.every((line) => /^(?:From |[\w-]+:)/.test(line));
};

/** Only the beginning of a large file is seen here, so it is enough that its first line or all of it parses. */
const jsonFormat = (text: string): Format | null => {
  const lines = text.trim().split(/\r?\n/);
  if (lines.length > 1 && parses(lines[0] ?? '') && parses(lines[1] ?? '')) return 'jsonl';
  return parses(text) || /^\s*[[{]\s*["{[\]}]/.test(text) ? 'json' : null;
};

const parses = (value: string): boolean => {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
};

const looksLikeMarkdown = (text: string): boolean =>
  /^#{1,6} \S/m.test(text) || /^```/m.test(text) || /^\|.+\|\n\|[\s:|-]+\|$/m.test(text);
