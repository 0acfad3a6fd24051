import type { WordBox } from '@llamaindex/liteparse-wasm';
import type { Letter } from './letter.ts';
import { type RaisedLetter, raisedLetters, type Script } from './raised-letters.ts';

export type Box = Pick<WordBox, 'text' | 'x' | 'y' | 'width' | 'height'>;

/** A word, or what of it stands on the line, above or below. */
export interface Piece extends Box {
  readonly script?: Script;
  /** Its first letter, and one of the line beside it; none where the letters of the page are not known. */
  readonly letter?: Letter;
  readonly line?: Letter;
}

/** Takes the words of a page apart where letters of them are raised or lowered. */
export const pieceFinder = (letters: readonly Letter[]): ((box: Box) => Piece[]) => {
  const raised = raisedLetters(letters);
  if (raised.size === 0) return (box) => [box];
  const sorted = [...letters].sort((a, b) => middleOf(a) - middleOf(b));
  return (box) => {
    const own = lettersIn(sorted, box);
    const [first] = own;
    if (!first) return [box];
    const script = raised.get(first)?.script;
    if (own.every((letter) => raised.get(letter)?.script === script))
      return [{ ...box, ...placeOf(first, raised) }];
    const characters = [...box.text];
    if (characters.length !== own.length)
      return [{ ...box, ...placeOf(own.find((each) => !raised.has(each)) as Letter, raised) }];
    return piecesOf(box, own, characters, raised);
  };
};

const piecesOf = (
  box: Box,
  own: readonly Letter[],
  characters: readonly string[],
  raised: ReadonlyMap<Letter, RaisedLetter>,
): Piece[] => {
  const pieces: Piece[] = [];
  own.forEach((letter, index) => {
    const place = placeOf(letter, raised);
    const last = pieces.at(-1);
    const text = characters[index] as string;
    if (last && last.script === place.script)
      pieces[pieces.length - 1] = { ...last, text: last.text + text, width: letter.right - last.x };
    else pieces.push({ ...box, ...place, text, x: letter.left, width: letter.right - letter.left });
  });
  return pieces;
};

const placeOf = (
  letter: Letter,
  raised: ReadonlyMap<Letter, RaisedLetter>,
): Pick<Piece, 'script' | 'letter' | 'line'> => {
  const found = raised.get(letter);
  return found ? { letter, line: found.base, script: found.script } : { letter, line: letter };
};

const middleOf = ({ left, right }: Letter): number => (left + right) / 2;

/** The letters of a word, from the left. */
const lettersIn = (sorted: readonly Letter[], { x, y, width, height }: Box): Letter[] => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const half = (low + high) >> 1;
    if (middleOf(sorted[half] as Letter) < x) low = half + 1;
    else high = half;
  }
  const found: Letter[] = [];
  for (; low < sorted.length; low += 1) {
    const letter = sorted[low] as Letter;
    if (middleOf(letter) > x + width) break;
    if (letter.baseline > y && letter.baseline - 0.3 * letter.size < y + height) found.push(letter);
  }
  return found;
};
