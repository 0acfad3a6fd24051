import { patternRecognizer } from '../recognizer.ts';

/** RFC 5321, section 4.1.2, without quoted local parts; letters of any script as in RFC 6531. */
export const email = patternRecognizer({
  name: 'email',
  entity: 'EMAIL',
  prefilter: /@/,
  pattern:
    /(?<![\p{L}\p{N}.+])[\p{L}\p{N}_][\p{L}\p{N}._%+'&-]{0,63}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}(?:\p{L}{2,24}|xn--[a-z\d-]{2,59})(?![\p{L}\p{N}])/giu,
  score: 1,
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
