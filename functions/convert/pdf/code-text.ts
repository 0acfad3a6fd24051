import { pageMark } from '../page-marks.ts';
import { isSpaced, type Line } from './text-lines.ts';

const blankLine = 1.8;

/** A listing as it is set: indented by the width of its letters, with its empty lines. */
export const codeText = (lines: readonly Line[]): string => {
  const left = Math.min(...lines.map((line) => line.left));
  const pitch = pitchOf(lines);
  return lines
    .map((line, index) => {
      const above = lines[index - 1];
      const isApart =
        above !== undefined && line.bottom - above.bottom > blankLine * pitch && line.top > above.top;
      const marks = (line.startsPages ?? []).map(pageMark).join('');
      return (isApart ? '\n' : '') + marks + spaced(line, left, advanceOf(line));
    })
    .join('\n');
};

const spaced = (line: Line, left: number, advance: number): string => {
  let printed = '';
  line.words.forEach((word, index) => {
    const column = Math.round((word.left - left) / advance);
    const before = line.words[index - 1];
    const least = before && isSpaced(before, word) ? 1 : 0;
    printed += ' '.repeat(Math.max(least, column - [...printed].length)) + word.text;
  });
  return printed;
};

const advanceOf = ({ words, size }: Line): number => {
  const letters = words.reduce((sum, word) => sum + [...word.text].length, 0);
  const width = words.reduce((sum, word) => sum + word.right - word.left, 0);
  return letters === 0 || width <= 0 ? size * 0.6 : width / letters;
};

const pitchOf = (lines: readonly Line[]): number => {
  const pitches = lines
    .slice(1)
    .map((line, index) => line.bottom - (lines[index] as Line).bottom)
    .filter((pitch) => pitch > 0)
    .sort((a, b) => a - b);
  return pitches[Math.floor(pitches.length / 4)] ?? Number.POSITIVE_INFINITY;
};
