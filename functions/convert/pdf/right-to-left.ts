import type { Region, Rule, Rules } from './page-geometry.ts';
import { linesOf } from './text-lines.ts';
import type { Word } from './word.ts';

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const leftToRight = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

/** Whether most words of a page are of scripts that are read from the right. */
export const isReadFromRight = (texts: readonly string[]): boolean => {
  const count = (script: RegExp): number => texts.filter((text) => script.test(text)).length;
  return count(rightToLeft) > count(leftToRight);
};

/** A page that is read from the right, seen in a mirror, is laid out like any other. */
export const mirrored = <Part extends Pick<Region, 'left' | 'right'>>(part: Part, width: number): Part => ({
  ...part,
  left: width - part.right,
  right: width - part.left,
});

export const mirroredRules = ({ across, down }: Rules, width: number): Rules => ({
  across: across.map((rule): Rule => ({ ...rule, from: width - rule.to, to: width - rule.from })),
  down: down.map((rule): Rule => ({ ...rule, at: width - rule.at })),
});

/**
 * Words that stand against the direction of their page come in the order in which they are drawn: those of a run change
 * places, so that "HR Portal" in an Arabic line is not "Portal HR" (Unicode Standard Annex 9).
 */
export const inLogicalOrder = (words: readonly Word[], isFromRight: boolean): readonly Word[] => {
  if (!words.some(({ text }) => rightToLeft.test(text))) return words;
  const texts = new Map<Word, string>();
  for (const { words: ordered } of linesOf(words)) {
    for (const run of runsAgainst(ordered, isFromRight)) {
      run.forEach((word, index) => {
        texts.set(word, (run[run.length - 1 - index] as Word).text);
      });
    }
  }
  return words.map((word) => ({ ...word, text: logicalWord(texts.get(word) ?? word.text) }));
};

/** Runs begin and end with a word of the other direction; numbers and signs between such words belong to them. */
const runsAgainst = (words: readonly Word[], isFromRight: boolean): Word[][] => {
  const [own, other] = isFromRight ? [rightToLeft, leftToRight] : [leftToRight, rightToLeft];
  const runs: Word[][] = [];
  let open: Word[] | null = null;
  for (const word of words) {
    if (own.test(word.text)) open = null;
    else if (open) open.push(word);
    else if (other.test(word.text)) {
      open = [word];
      runs.push(open);
    }
  }
  return runs.map((run) => run.slice(0, run.findLastIndex((word) => other.test(word.text)) + 1));
};

const brackets: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '«': '»',
  '»': '«',
};
const signs = '[^\\p{L}\\p{N}\\p{M}]*';
const signed = new RegExp(`^(${signs})(.*?)(${signs})$`, 'u');

/** The engine orders the letters of a word, and leaves the signs before and after it as they are drawn. */
const logicalWord = (text: string): string => {
  if (!rightToLeft.test(text)) return text;
  const [, before = '', letters = text, after = ''] = signed.exec(text) ?? [];
  const turned = (part: string): string =>
    [...part]
      .reverse()
      .map((sign) => brackets[sign] ?? sign)
      .join('');
  return turned(after) + withoutLigatures(letters) + turned(before);
};

/** Letters by the shape that they have beside their neighbours, and ligatures; other signs of a word stay as they are. */
const presentationForms = /[\uFB1D-\uFDFF\uFE70-\uFEFC]+/g;

/** A ligature of lam and alef is given in the order in which its parts are drawn; after an alef it can only be one. */
const withoutLigatures = (letters: string): string =>
  letters.replace(presentationForms, (forms) => forms.normalize('NFKC')).replace(/ا([اأإآ])ل/gu, 'ال$1');
