import { passesLuhn } from '../checksums.ts';
import { cueWords, digitGap, onlyDigits, patternRecognizer } from '../recognizer.ts';

const cardCues = cueWords(
  'card',
  'credit card',
  'debit card',
  'card number',
  'cc',
  'ccn',
  'pan',
  'visa',
  'mastercard',
  'amex',
  'american express',
  'maestro',
  'discover',
  'diners',
  'jcb',
  'carte',
  'tarjeta',
  'karte',
  'kreditkarte',
  'carta',
);

/**
 * Issuer ranges that the networks publish, with the lengths they use: Visa, Mastercard, American Express, Diners, JCB,
 * Discover, UnionPay, Maestro, Mir. A number outside them needs a cue word.
 */
const issuerRange =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-59]|[689]\d)\d{11,16}|35(?:2[89]|[3-8]\d)\d{12,15}|(?:1800|2131)\d{11}|6(?:011|4[4-9]\d|5\d\d|2\d\d)\d{12,15}|(?:50|5[6-8]|6\d)\d{10,17}|220[0-4]\d{12,15})$/;

const digitsWithGaps = new RegExp(
  String.raw`(?<![\w+]|\d[-. ,]|[$€£])\d(?:(?:${digitGap}|[_/])?\d){11,18}(?![\w]|[-. ]\d)`,
  'g',
);

/** A primary account number (ISO/IEC 7812): 12 to 19 digits of a known issuer range with a good check digit. */
export const paymentCard = patternRecognizer({
  name: 'payment-card',
  entity: 'PAYMENT_CARD',
  prefilter: /\d[\d\s._/-]{10,}\d/,
  pattern: digitsWithGaps,
  score: 0.95,
  provesItself: true,
  validate: (match) => issuerRange.test(onlyDigits(match)) && passesLuhn(onlyDigits(match)),
  cues: cardCues,
});

/** A number that a table has cut into four cells; four columns of figures look the same, so a word must say what it is. */
export const cardInCells = patternRecognizer({
  name: 'card-in-cells',
  entity: 'PAYMENT_CARD',
  prefilter: /\d{4}[ ]{0,8}\|/,
  pattern: /(?<![\w.,])\d{4}(?:[ ]{0,8}\|[ ]{0,8}\d{4}){3}(?![\w.,])/g,
  score: 0.6,
  cues: cardCues,
  cueWindow: 160,
  needsCue: true,
});

/** The three or four digits beside the signature strip; only the text around them gives them away. */
export const cardSecurityCode = patternRecognizer({
  name: 'card-security-code',
  entity: 'CARD_SECURITY_CODE',
  prefilter: /c[vs][vc]|security code|\bcid\b/i,
  pattern: /(?<![\w.-])\d{3,4}(?!\w|[-.]\d)/g,
  score: 0.6,
  cues: cueWords(
    'cvv',
    'cvv2',
    'cvc',
    'cvc2',
    'csc',
    'cid',
    'card security code',
    'security code',
    'verification code',
  ),
  cueWindow: 24,
  needsCue: true,
});

/** Tracks 1 and 2 of a magnetic stripe (ISO/IEC 7813). */
export const cardTrackData = patternRecognizer({
  name: 'card-track-data',
  entity: 'CARD_TRACK_DATA',
  prefilter: /%B\d|;\d{12}/i,
  pattern: /%B\d{12,19}\^[^^\n]{2,26}\^\d{4,}[^?\n]{0,60}\??|;\d{12,19}=\d{7,}\??/gi,
  score: 1,
});
