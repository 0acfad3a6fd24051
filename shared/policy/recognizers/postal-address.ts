import { cueWords, patternRecognizer, type Recognizer } from '../recognizer.ts';

const suffix =
  'Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Square|Sq|Place|Pl|Terrace|Way|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Crescent|Close|Trail|Row|Mews|Gardens|Grove|Hill|Rise|Walk|Quay|Loop|Pike|Turnpike|Plaza|Nagar|Marg';
const word = String.raw`\p{Lu}[\p{L}\p{M}'\u2019.-]*`;
const unit = String.raw`(?:,?\s(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl|Room|Rm)\.?\s?#?[\w-]{1,6})?`;
const unitFirst = String.raw`(?:(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Room)\.?\s?#?[\w-]{1,6},?\s)?`;
/** A city alone behind a comma, up to the end of what was said. */
const city = String.raw`(?:,[ ]${word}(?:[ ]${word}){0,2}(?=[.,;)]?(?:\s*$|\n|[ ]\p{Ll}|[.,;][ ]?)))?`;
const state = `(?:[A-Z]{2}|${word}(?:[ ]${word})?)`;
const postcode = String.raw`[A-Z]{1,2}\d[A-Z\d]?[ ]\d[A-Z]{2}`;
/** The city before its code, as the United States and the United Kingdom write it. */
const cityAndCode = String.raw`(?:,?\s{1,3}${word}(?:[ ]${word}){0,3},?\s{1,3}(?:${state},?\s{1,3}\d{5}(?:-\d{4})?|${postcode})(?![\p{L}\p{N}]))?`;
/** The code before its city, as on the continent. */
const codeAndCity = String.raw`(?:,?\s{1,3}(?:[A-Z]{1,2}-)?(?:\d{4}[ ][A-Z]{2}|\d{2}-\d{3}|\d{3}[ ]\d{2}|\d{4,5})[ ]${word}(?:[ -]${word}){0,2})?`;

/** A house number before the street (English usage, Universal Postal Union S42), with unit, city and code if they follow. */
const numberFirst = patternRecognizer({
  name: 'address-number-first',
  entity: 'POSTAL_ADDRESS',
  prefilter: new RegExp(String.raw`\d[^\n]{1,60}\b(?:${suffix})\b`),
  pattern: new RegExp(
    String.raw`(?<![\w.])${unitFirst}\d{1,6}(?:[/-]\d{1,4})?[A-Za-z]?(?:[ ]\d{1,5})?[ ](?:[NSEW]{1,2}\.?[ ])?(?:(?:${word}|\d{1,3}(?:st|nd|rd|th)|of|the)[ ]){1,5}(?:${suffix})\b(?:\.(?!\s*(?:$|\n|\p{Lu}\p{Ll})))?(?:[ ](?:N[EW]?|S[EW]?|E|W)\b)?${unit}${cityAndCode}${city}`,
    'gu',
  ),
  score: 0.9,
});

const streetWords =
  'Rue|Avenue|Boulevard|Chemin|Place|Via|Viale|Vicolo|Piazza|Corso|Calle|C/|Avenida|Plaza|Paseo|Rua|Travessa|Largo|Ulica|ul\\.|Ulitsa|Am|An der|Auf dem|Unter den';
const streetEndings =
  'stra(?:ß|ss)e|str\\.|gasse|weg|platz|allee|ufer|straat|laan|plein|gracht|dreef|gatan|vägen|gata|vegen|vej|gade|katu|tie|katu|kuja|allika|utca|utja';

/** The street before the house number, as in most of Europe. */
const numberLast = patternRecognizer({
  name: 'address-number-last',
  entity: 'POSTAL_ADDRESS',
  prefilter: new RegExp(`(?:(?:${streetWords})[ ]|(?:${streetEndings})[ ]\\d)`, 'u'),
  pattern: new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:(?:${streetWords})[ ](?:(?:${word}|de|del|della|dei|degli|delle|des|du|da|do|dos|la|las|los|di|le|e|y)[ ]){1,5}\d{1,5}[a-z]?|(?:${word}[ -]){0,3}\p{Lu}[\p{L}\p{M}-]{1,30}(?:${streetEndings})[ ]\d{1,5}[a-z]?)(?![\p{L}\p{N}])${unit}${codeAndCity}`,
    'gu',
  ),
  score: 0.85,
});

/** House number and street type before the name, as in France: `12 bis rue de Rivoli`. */
const numberThenType = patternRecognizer({
  name: 'address-number-then-type',
  entity: 'POSTAL_ADDRESS',
  prefilter:
    /\d[ ,]{1,2}(?:bis |ter )?(?:rue|avenue|av\.|boulevard|bd|allée|chemin|impasse|place|quai|cours|route)\b/iu,
  pattern: new RegExp(
    String.raw`(?<![\p{L}\p{N}.])\d{1,4}(?:[ ]?(?:bis|ter)|[a-d])?,?[ ](?:[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]oulevard|[Bb]d|[Aa]llée|[Cc]hemin|[Ii]mpasse|[Pp]lace|[Qq]uai|[Cc]ours|[Rr]oute)[ ](?:(?:de|du|des|la|le|les|en|sur|d'|l'|de[ ]l')[ ]?){0,3}${word}(?:[ ](?:${word}|de|du|la)){0,3}(?:,?[ ]\d{5}[ ]${word})?`,
    'gu',
  ),
  score: 0.85,
});

/** A house number, words and perhaps a number of the flat, where the text says that an address follows or a flat is named. */
const announcedShape = patternRecognizer({
  name: 'announced-address',
  entity: 'POSTAL_ADDRESS',
  prefilter: /\d[ ]\p{Lu}|\p{Ll}[ ]\d/u,
  pattern: new RegExp(
    String.raw`(?<![\w.,])(?:\d{1,6}[A-Za-z]?(?:[ ](?:${word}|de|del|la|do|da|van|der|of|the)){1,5}(?:[ ]\d{1,5}[a-z]?)?|(?:${word}[ ]){1,4}\d{1,5}[a-z]?)(?![\p{L}\p{N}]|[.,]\d)${unit}`,
    'gu',
  ),
  score: 0.6,
  cues: /(?:\b(?:(?:home|billing|shipping|mailing|delivery|postal|street|business|current|new|old|my|his|her|their|our|your|the) address(?: of [\p{L} ]{2,30})?(?: is)?|lives? (?:at|on)|living at|resid(?:es|ing) at|located at|moved to|ship(?:ped)? to|deliver(?:ed)? (?:it )?to)|^[ \t]*Address)[ \t]*:?\s{1,4}$/gimu,
  cueWindow: 60,
  needsCue: true,
});

/** Its cue word is no reason to prefer it: the other recognizers know where an address ends. */
const announced: Recognizer = {
  ...announcedShape,
  detect: (text) =>
    announcedShape
      .detect(text)
      .map((found) => ({ ...found, cueDistance: Number.POSITIVE_INFINITY, score: 0.6 })),
};

const postOfficeBox = patternRecognizer({
  name: 'post-office-box',
  entity: 'POSTAL_ADDRESS',
  prefilter: /box/i,
  pattern:
    /(?<![\p{L}\p{N}])(?:P\.?[ ]?O\.?[ ]?Box|PSC[ ]\d{1,5},?[ ]Box|Unit[ ]\d{1,5}[ ]Box)[ ]\d{1,6}(?!\d)/giu,
  score: 0.9,
});

const states =
  'AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|PR|AA|AE|AP';

const zipCode = patternRecognizer({
  name: 'us-zip-code',
  entity: 'POSTAL_CODE',
  prefilter: /\d{5}/,
  pattern: new RegExp(String.raw`(?<=(?<![\p{L}\p{N}])(?:${states}),?\s{1,3})\d{5}(?:-\d{4})?(?!\w)`, 'gu'),
  score: 0.85,
});

const labelledPostalCode = patternRecognizer({
  name: 'labelled-postal-code',
  entity: 'POSTAL_CODE',
  prefilter: /zip|post|plz|cap|codigo/i,
  pattern: /(?<![\w.,-])(?=[A-Z\d -]{0,5}\d)[A-Z\d]{2,5}(?:[ -][A-Z\d]{2,4})?(?![\w-])/g,
  score: 0.6,
  cues: cueWords('zip', 'zip code', 'postal code', 'postcode', 'plz', 'code postal', 'cap', 'codigo postal'),
  cueWindow: 16,
  needsCue: true,
});

/** United Kingdom (BS 7666) and Canada: letters and digits in an order that nothing else has. */
const letteredPostcode = patternRecognizer({
  name: 'lettered-postcode',
  entity: 'POSTAL_CODE',
  prefilter: /\d[A-Z]/,
  pattern:
    /(?<![\w-])(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY])[ ]\d[ABD-HJLNP-UW-Z]{2}|[ABCEGHJ-NPRSTVXY]\d[A-Z][ ]\d[A-Z]\d)(?![\w-])/g,
  score: 0.8,
});

export const postalAddresses: readonly Recognizer[] = [
  numberFirst,
  numberLast,
  numberThenType,
  announced,
  postOfficeBox,
  zipCode,
  labelledPostalCode,
  letteredPostcode,
];
