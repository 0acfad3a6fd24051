import { cueWords, lineBreak, patternRecognizer } from '../recognizer.ts';
import { knownDomains } from './top-level-domains.ts';

/** RFC 5321, section 4.1.2, without quoted local parts; letters of any script as in RFC 6531. */
export const email = patternRecognizer({
  name: 'email',
  entity: 'EMAIL',
  prefilter: /@/,
  pattern:
    /(?<![\p{L}\p{M}\p{N}.+])[\p{L}\p{N}_][\p{L}\p{M}\p{N}._%+'&-]{0,63}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}(?:\p{L}{2,24}|xn--[a-z\d-]{2,59})(?![\p{L}\p{N}])/giu,
  score: 1,
});

const endsInKnownDomain = (host: string): boolean =>
  knownDomains.has(/\.([^.]+)$/.exec(host)?.[1]?.toLowerCase() ?? '');

/** The line may end where a typesetter ends it: after the `@`, at a dot or at a hyphen; and not after a whole address. */
const isBrokenAddress = (match: string): boolean => {
  const [, beforeBreak = '', afterBreak = ''] = /@([^\s]*)\s+[>\s]*(.*)$/u.exec(match) ?? [];
  const breaksInside = /(?:^|[.-])$/.test(beforeBreak) || afterBreak.startsWith('.');
  const isWhole = endsInKnownDomain(beforeBreak.replace(/[.-]$/, ''));
  return breaksInside && !isWhole && endsInKnownDomain(beforeBreak + afterBreak);
};

/** An address whose host runs over the end of a line. */
export const brokenEmail = patternRecognizer({
  name: 'broken-email',
  entity: 'EMAIL',
  prefilter: /@[^\s@]{0,200}[ ]?\r?\n/,
  pattern: new RegExp(
    String.raw`(?<![\p{L}\p{M}\p{N}.+])[\p{L}\p{N}_][\p{L}\p{M}\p{N}._%+'&-]{0,63}@[\p{L}\p{N}.-]{0,80}${lineBreak}\.?[\p{L}\p{N}-]{2,63}(?:\.[\p{L}\p{N}-]{2,63}){0,4}(?![\p{L}\p{N}])`,
    'giu',
  ),
  score: 0.9,
  validate: isBrokenAddress,
});

/** Addresses that are spelt out against harvesters, for example `jo (at) example (dot) org`. */
export const speltOutEmail = patternRecognizer({
  name: 'spelt-out-email',
  entity: 'EMAIL',
  prefilter: /[[({]\s?(?:at|@)\s?[\])}]/i,
  pattern:
    /[\p{L}\p{N}][\p{L}\p{N}._+-]{0,63}\s?[[({]\s?(?:at|@)\s?[\])}]\s?[\p{L}\p{N}-]{1,63}(?:\s?(?:\.|[[({]\s?(?:dot|\.)\s?[\])}])\s?[\p{L}\p{N}-]{2,63}){1,4}/giu,
  score: 0.9,
});

const spokenDomain = String.raw`[\p{L}\p{N}-]{1,63}(?:\s(?:dot|punkt|point|punto)\s[\p{L}\p{N}-]{1,63}){0,3}\s(?:dot|punkt|point|punto)\s(?:com|org|net|edu|gov|io|info|co|uk|eu|de|fr|es|it|nl)(?:\sdot\suk)?`;

/** Addresses in words without brackets, for example `jo at example dot org`: the end says what they are. */
export const spokenEmail = patternRecognizer({
  name: 'spoken-email',
  entity: 'EMAIL',
  prefilter: /\s(?:dot|punkt|point|punto)\s/i,
  pattern: new RegExp(
    String.raw`(?<![\p{L}\p{N}.])[\p{L}\p{N}][\p{L}\p{N}._+-]{0,63}(?:\s(?:dot|punkt|point|punto)\s[\p{L}\p{N}_+-]{1,40})?\s(?:at|ät|arroba|chiocciola)\s${spokenDomain}(?![\p{L}\p{N}])`,
    'giu',
  ),
  score: 0.85,
});

/** `@` with a space on either side, or as an `(a)`: only beside a word that announces an address. */
export const spacedEmail = patternRecognizer({
  name: 'spaced-email',
  entity: 'EMAIL',
  prefilter: /\s@|@\s|\(a\)|\*at\*|_at_/i,
  pattern:
    /(?<![\p{L}\p{N}.])[\p{L}\p{N}][\p{L}\p{N}._+-]{0,63}(?:\s?@\s?|\(a\)|\*at\*|_at_)[\p{L}\p{N}-]{1,63}(?:\s?\.\s?[\p{L}\p{N}-]{2,63}){1,4}(?![\p{L}\p{N}])/giu,
  score: 0.8,
  cues: cueWords(
    'e-mail',
    'email',
    'mail',
    'contact',
    'write to',
    'reach me',
    'reach us',
    'reach',
    'address',
  ),
  needsCue: true,
});
