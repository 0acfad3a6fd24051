import type { ElementContent } from 'hast';
import { element, footnoteReference, text } from '../hast.ts';
import { pageMark } from '../page-marks.ts';
import type { Script } from './raised-letters.ts';
import { isSpaced, type Line } from './text-lines.ts';
import type { Word } from './word.ts';

/** The words of a document that stand whole on a line, by which a hyphen at a line's end is judged. */
export type Vocabulary = ReadonlySet<string>;

interface Run {
  value: string;
  readonly href: string | null;
  readonly script?: Script | undefined;
  /** The label of a footnote, in place of a value. */
  readonly note?: string;
}

/**
 * Lines as flowing text with its links. A hyphen at the end of a line goes where it only parts a word; a word goes on from
 * a `broken` line without one.
 */
export const inlineText = (
  lines: readonly Line[],
  vocabulary: Vocabulary,
  broken: ReadonlySet<Line> = new Set(),
): ElementContent[] => {
  const runs: Run[] = [];
  const append = (value: string, { href, script }: Pick<Word, 'href' | 'script'>): void => {
    const last = runs.at(-1);
    if (last && last.href === href && last.script === script && !last.note) last.value += value;
    else if (last && !last.note && value.startsWith(' ')) {
      const isPlain = last.href === null && !last.script;
      last.value += isPlain ? ' ' : '';
      runs.push(...(isPlain ? [] : [{ value: ' ', href: null }]), { value: value.slice(1), href, script });
    } else runs.push({ value, href, script });
  };
  lines.forEach((line, index) => {
    line.words.forEach((word, at) => {
      const before = line.words[at - 1];
      const last = runs.at(-1);
      const marks = (line.startsPages ?? []).map(pageMark).join('');
      if (before) append((isSpaced(before, word) ? ' ' : '') + word.text, word);
      else if (index === 0 || !last) append(marks + word.text, word);
      else {
        const isBroken = broken.has(lines[index - 1] as Line);
        const joined = isBroken
          ? { space: '', dropped: 0 }
          : joint(last.note ? '' : last.value, word.text, vocabulary);
        last.value = last.value.slice(0, last.value.length - joined.dropped);
        append(joined.space + marks + word.text, word);
      }
      if (word.note) runs.push({ value: word.note, href: null, note: word.note });
    });
  });
  return runs
    .filter(({ value }) => value !== '')
    .map(({ value, href, script, note }) => {
      if (note) return footnoteReference(note);
      const content = script ? element(script, [text(value)]) : text(value);
      return href === null ? content : element('a', [content], { href });
    });
};

const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;

const hyphens = /[-\u2010\u00AD\uFFFE]/;
const brokenWord = /(\p{L}[\p{L}\p{M}'’]*)([-\u2010\u00AD\uFFFE])$/u;

/** What stands between the text of a line and the first word of the next: a space, nothing, or less than a hyphen. */
const joint = (before: string, next: string, vocabulary: Vocabulary): { space: string; dropped: number } => {
  if (ideograph.test(before.at(-1) ?? '') && ideograph.test(next.at(0) ?? ''))
    return { space: '', dropped: 0 };
  const broken = hyphens.test(before.at(-1) ?? '') ? brokenWord.exec(before) : null;
  if (!broken) return { space: /[\p{L}\p{N}][-\u2010/]$/u.test(before) ? '' : ' ', dropped: 0 };
  const [, left = '', hyphen] = broken;
  const right = /^[\p{L}\p{M}'’]+/u.exec(next)?.[0] ?? '';
  if (hyphen === '\u00AD') return { space: '', dropped: 1 };
  if (!/^\p{Ll}\p{L}/u.test(right) || /\p{Lu}{2}$/u.test(left)) return { space: '', dropped: 0 };
  const known = (word: string): boolean => vocabulary.has(word.toLowerCase());
  if (known(left + right)) return { space: '', dropped: 1 };
  const isCompound =
    known(`${left}-${right}`) ||
    /-\p{L}+-$/u.test(before) ||
    (left.length > 2 && right.length > 2 && known(left) && known(right));
  return { space: '', dropped: isCompound ? 0 : 1 };
};

/** The words of lines but those that a line's end may have broken. */
export const vocabularyOf = (lines: Iterable<Line>): Vocabulary => {
  const words = new Set<string>();
  for (const line of lines) {
    line.words.forEach((word, index) => {
      if (index === 0 || index === line.words.length - 1) return;
      for (const each of word.text.toLowerCase().match(/[\p{L}\p{M}'’]+(?:-[\p{L}\p{M}'’]+)*/gu) ?? []) {
        words.add(each);
        for (const part of each.split('-')) words.add(part);
      }
    });
  }
  return words;
};
