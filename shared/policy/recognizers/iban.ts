import { countrySpecs } from 'ibantools';
import { passesMod97 } from '../checksums.ts';
import { cueWords, type Detection, distanceToCue, lineBreak, type Recognizer } from '../recognizer.ts';

const cues = cueWords(
  'iban',
  'bank account',
  'account number',
  'account',
  'konto',
  'compte',
  'cuenta',
  'conto',
);
const candidate = new RegExp(
  String.raw`(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?:(?:[ -]|${lineBreak})?[a-z\d]){11,30}`,
  'giu',
);

/** ISO 13616: the country of the registry decides the length, so the match ends where the number does. */
export const iban: Recognizer = {
  name: 'iban',
  entities: ['IBAN'],
  mode: 'fast',
  detect: (text) => {
    const detections: Detection[] = [];
    for (const match of text.matchAll(candidate)) {
      const value = cutToCountry(match[0]);
      if (value === undefined || /[\p{L}\p{N}]/u.test(text[match.index + value.length] ?? '')) continue;
      const cueDistance = distanceToCue(text, match.index, cues);
      const isValid = passesMod97(value);
      const isShaped = isValid || hasCountryShape(value);
      if (!isShaped && cueDistance === Number.POSITIVE_INFINITY) continue;
      detections.push({
        entity: 'IBAN',
        start: match.index,
        end: match.index + value.length,
        score: isValid ? 1 : isShaped ? 0.9 : 0.6,
        cueDistance: isShaped ? 0 : cueDistance,
        recognizer: 'iban',
      });
    }
    return detections;
  },
};

const compactOf = (value: string): string => value.replace(/[^a-z\d]/gi, '').toUpperCase();

/** The start of `match` that is as long as an IBAN of its country; undefined for a country without one. */
const cutToCountry = (match: string): string | undefined => {
  const length = countrySpecs[match.slice(0, 2).toUpperCase()]?.chars;
  if (!length) return undefined;
  let seen = 0;
  for (let index = 0; index < match.length; index += 1) {
    if (/[a-z\d]/i.test(match[index] ?? '')) seen += 1;
    if (seen === length) return match.slice(0, index + 1);
  }
  return undefined;
};

/** A checksum that fails may be a typing error; letters and digits in the country's own order are no coincidence. */
const hasCountryShape = (value: string): boolean => {
  const compact = compactOf(value);
  const shape = countrySpecs[compact.slice(0, 2)]?.bban_regexp;
  return (
    shape !== undefined && shape !== null && /\d{6}/.test(compact) && new RegExp(shape).test(compact.slice(4))
  );
};
