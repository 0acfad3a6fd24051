import { passesLuhn } from '../checksums.ts';
import { cueWords, type Detection, distanceToCue, type Recognizer } from '../recognizer.ts';

const digitOf: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  o: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
};
const digit = Object.keys(digitOf)
  .sort((a, b) => b.length - a.length)
  .join('|');
const spoken = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:double |triple )?(?:${digit})(?:[ ]?[,;.-][ ]?|[ ]|[ ](?:dash|hyphen|space|dot)[ ])){6,18}(?:${digit})(?![\p{L}\p{N}])`,
  'giu',
);
const part = new RegExp(String.raw`(double |triple )?\b(${digit})\b`, 'gi');

const socialSecurity = cueWords('ssn', 'social security', 'social security number', 'social');
const card = cueWords('card', 'credit card', 'card number', 'visa', 'mastercard', 'amex');

/** Numbers said digit by digit, in English: "five five five, one two three four". What they are is told by their cue and length. */
export const spokenDigits: Recognizer = {
  name: 'spoken-digits',
  entities: ['PHONE', 'US_SSN', 'PAYMENT_CARD'],
  mode: 'fast',
  detect: (text) => {
    if (!/\b(?:one|two|three|four|five|six|seven|eight|nine|zero)[ ,;.-]/i.test(text)) return [];
    return [...text.matchAll(spoken)].map((match): Detection => {
      const entity = kindOf(digitsIn(match[0]), text, match.index);
      return {
        entity,
        start: match.index,
        end: match.index + match[0].length,
        score: 0.8,
        cueDistance: Number.POSITIVE_INFINITY,
        recognizer: 'spoken-digits',
      };
    });
  },
};

const digitsIn = (words: string): string =>
  [...words.matchAll(part)]
    .map(([, times, word = '']) =>
      (digitOf[word.toLowerCase()] ?? '').repeat(times === undefined ? 1 : /^d/i.test(times) ? 2 : 3),
    )
    .join('');

const kindOf = (digits: string, text: string, start: number): 'PHONE' | 'US_SSN' | 'PAYMENT_CARD' => {
  const isNear = (cues: RegExp) => distanceToCue(text, start, cues) < Number.POSITIVE_INFINITY;
  if (digits.length === 9 && isNear(socialSecurity)) return 'US_SSN';
  if (digits.length > 15 || isNear(card) || (digits.length > 12 && passesLuhn(digits))) return 'PAYMENT_CARD';
  return 'PHONE';
};
