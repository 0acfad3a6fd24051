import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { cueWords, type Detection, distanceToCue, onlyDigits, type Recognizer } from '../recognizer.ts';

/** Words that announce a telephone number, in the larger languages of Europe. */
const cues = cueWords(
  ...'phone telephone tel ph mobile cell cellphone call dial fax whatsapp sms hotline helpline landline voicemail'.split(
    ' ',
  ),
  ...'answering reach me at|reached at|registered number|phone number|toll free|extension'.split('|'),
  ...'telefon telefono telefonnummer rufnummer handy móvil téléphone portable telefone celular telefoon telefoonnummer'.split(
    ' ',
  ),
);
/** Words that only announce one when they stand right before it. */
const closeCues =
  /\b(?:at|registered|contact|text|ring|office|home|work|direct|emergency|(?:my|new|his|her|our|their) number)(?: (?:is|me|us|number))?[ :(]{1,3}$/i;
const cueBehind =
  /^[ \t]{0,2}[-–:(,/]?[ \t]{0,2}(?:office|fax|mobile|cell|home|work|direct|tel|telephone|phone|landline|toll|voice)\b/i;

const candidate =
  /(?<![\p{L}\p{N}_/#$€£%=+]|\d[.,:-]|\d )(?:\+|00)?\(?\d(?:(?:[ ]?[-.()/]{0,2}[ ]?|[-)]?[ ]?\r?\n[ \t>]{0,8})\d){6,16}(?:[ ]?(?:x|ext\.?|extension)[ ]?\d{1,6})?(?![\p{L}\p{N}_%]|[-.,:/]\d)/giu;

/** Numbers of ITU-T E.164, in national or international notation, fax numbers included. */
export const phone: Recognizer = {
  name: 'phone',
  entities: ['PHONE'],
  mode: 'fast',
  detect: (text) => {
    const detections: Detection[] = [];
    for (const match of text.matchAll(candidate)) {
      const number = withoutOpenBracket(match[0]);
      const end = match.index + match[0].length;
      const start = end - number.length;
      const surroundings = { distance: distanceToCue(text, start, cues), ...around(text, start, end) };
      const score = scorePhone(number, surroundings);
      if (score > 0)
        detections.push({
          entity: 'PHONE',
          start,
          end,
          score,
          cueDistance: surroundings.isAnnounced ? distanceOfAnnouncement : surroundings.distance,
          recognizer: 'phone',
        });
    }
    return detections;
  },
};

/** A bracket that is not closed inside the number belongs to the sentence. */
const withoutOpenBracket = (number: string): string =>
  number.startsWith('(') && !number.includes(')') ? number.slice(1) : number;

/** A word that only announces says less than one that names the thing: "at", "office". */
const distanceOfAnnouncement = 8;

interface Surroundings {
  /** Characters to a cue word before the number. */
  readonly distance: number;
  /** Whether the word right before or behind says what the number is. */
  readonly isAnnounced: boolean;
  readonly isWholeLine: boolean;
}

const around = (text: string, start: number, end: number): Omit<Surroundings, 'distance'> => {
  const before = text.slice(Math.max(0, start - 24), start);
  const after = text.slice(end, end + 16);
  return {
    isAnnounced: cueBehind.test(after) || (closeCues.test(before) && !/^ [\p{Lu}\d]/u.test(after)),
    isWholeLine: /(?:^|\n)[>\s]*$/.test(before) && /^[ \t]*(?:\n|$)/.test(after) && start > 0,
  };
};

const onOneLine = (number: string): string =>
  number.replace(/-\s*\n[\s>]*/g, '-').replace(/\s*\n[\s>]*/g, ' ');

/** A cue word further away than this says nothing about a number without any grouping. */
const reachOfCueForPlainDigits = 25;

const scorePhone = (match: string, { distance, isAnnounced, isWholeLine }: Surroundings): number => {
  const number = onOneLine(match.replace(/(?:x|ext\.?|extension)[ ]?\d{1,6}$/i, '')).trim();
  const digits = onlyDigits(number);
  if (digits.length > 15 || isDateOrRange(number)) return 0;
  if (/^(?:\+|00)/.test(number)) {
    const isPossible = parsePhoneNumberFromString(number.replace(/^00/, '+'))?.isPossible() ?? false;
    return isPossible ? 0.95 : distance < Number.POSITIVE_INFINITY || isAnnounced ? 0.6 : 0;
  }
  const isGrouped = /\d[^\d]+\d/.test(number);
  const hasCue = isGrouped ? distance < Number.POSITIVE_INFINITY : distance <= reachOfCueForPlainDigits;
  if (hasCue || (isAnnounced && (isGrouped || digits.length >= 9))) return isDialled(number) ? 0.95 : 0.7;
  if (isDialled(number)) return 0.75;
  return isGrouped && isWholeLine && digits.length >= 8 ? 0.55 : 0;
};

/** The North American plan writes 3-3-4; area and exchange never begin with 0 or 1 (NANPA). */
const northAmerican = /^(?:1[-. ])?(?:\([2-9]\d{2}\)[ ]?|[2-9]\d{2}[-. ])[2-9]\d{2}[-. ]\d{4}$/;
/** A trunk prefix 0 and two groups or more, or an area code in brackets (ITU-T E.123, national notation). */
const withTrunkPrefix = /^\(?0\d{1,4}\)?(?:[ -/]?\d{2,8}){1,4}$/;
/** Five pairs of figures, as France writes them. */
const inPairs = /^0[1-9](?:([ .-])\d{2})(?:\1\d{2}){3}$/;
const withAreaInBrackets = /^\(\d{2,5}\)[ ]?\d{2,4}(?:[- .]?\d{2,4}){1,3}$/;

/** Whether the number is written as only telephone numbers are. */
const isDialled = (number: string): boolean => {
  const length = onlyDigits(number).length;
  return (
    northAmerican.test(number) ||
    inPairs.test(number) ||
    (withTrunkPrefix.test(number) && /\d[ ()/-]+\d/.test(number) && length >= 9 && length <= 12) ||
    (withAreaInBrackets.test(number) && length >= 7 && length <= 12)
  );
};

const isDateOrRange = (number: string): boolean =>
  /^(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])/.test(number) ||
  /^(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|[12]\d|3[01])[-./](?:19|20)\d\d/.test(number) ||
  /^(?:1[89]|20)\d\d[ ]?-[ ]?(?:1[89]|20)\d\d$/.test(number);
