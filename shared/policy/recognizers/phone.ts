import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { cueWords, type Detection, distanceToCue, onlyDigits, type Recognizer } from '../recognizer.ts';

const cues = cueWords(
  'phone',
  'telephone',
  'tel',
  'mobile',
  'cell',
  'cellphone',
  'call',
  'dial',
  'ring',
  'fax',
  'text me',
  'whatsapp',
  'sms',
  'hotline',
  'contact',
  'landline',
  'voicemail',
  'number is',
  'phone number',
  'reach',
  'telefon',
  'handy',
  'teléfono',
  'móvil',
  'téléphone',
  'portable',
);
const candidate =
  /(?<![\p{L}\p{N}_/#$€£%=]|\d[.,:-])(?:\+|00)?\(?\d(?:(?:[ ]?[-.()/]{0,2}[ ]?|-?[ ]?\r?\n[ \t>]{0,8})\d){6,16}(?:[ ]?(?:x|ext\.?|extension)[ ]?\d{1,6})?(?![\p{L}\p{N}_%]|[-.,:/]\d)/giu;

/** Numbers of ITU-T E.164, in national or international notation, fax numbers included. */
export const phone: Recognizer = {
  name: 'phone',
  entities: ['PHONE'],
  mode: 'fast',
  detect: (text) => {
    const detections: Detection[] = [];
    for (const match of text.matchAll(candidate)) {
      const cueDistance = distanceToCue(text, match.index, cues);
      const score = scorePhone(match[0], cueDistance < Number.POSITIVE_INFINITY);
      if (score > 0)
        detections.push({
          entity: 'PHONE',
          start: match.index,
          end: match.index + match[0].length,
          score,
          cueDistance,
          recognizer: 'phone',
        });
    }
    return detections;
  },
};

/** The North American plan writes 3-3-4; area and exchange never begin with 0 or 1 (NANPA). */
const northAmerican =
  /^(?:\+?1[-. ]?|001[-. ])?(?:\([2-9]\d{2}\)[ ]?|[2-9]\d{2}[-. ])[2-9]\d{2}[-. ]\d{4}(?:[ ]?(?:x|ext)|$)/i;

const scorePhone = (match: string, hasCue: boolean): number => {
  const number = match.replace(/(?:x|ext\.?|extension)[ ]?\d{1,6}$/i, '');
  const digits = onlyDigits(number);
  if (digits.length > 15 || isDateOrRange(number)) return 0;
  if (number.startsWith('+') || number.startsWith('00')) {
    const isPossible = parsePhoneNumberFromString(number.replace(/^00/, '+'))?.isPossible() ?? false;
    return isPossible ? 0.95 : hasCue ? 0.6 : 0;
  }
  if (northAmerican.test(match)) return hasCue ? 1 : 0.8;
  return hasCue ? 0.7 : 0;
};

const isDateOrRange = (number: string): boolean =>
  /^(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])/.test(number) ||
  /^(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|[12]\d|3[01])[-./](?:19|20)\d\d/.test(number) ||
  /^(?:1[89]|20)\d\d[ ]?-[ ]?(?:1[89]|20)\d\d$/.test(number);
