import { patternRecognizer } from '../recognizer.ts';

const inAddress = String.raw`[^\s<>"'\x60{}|\\^\[\]()\ufffc]`;

/** RFC 3986 with an authority. Punctuation that ends the sentence stays outside; so does a closing bracket. */
export const url = patternRecognizer({
  name: 'url',
  entity: 'URL',
  prefilter: /:\/\/|www\./i,
  pattern: new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:(?:https?|ftps?|sftp|wss?):\/\/|www\d?\.)(?=[\p{L}\p{N}\[])${inAddress}{2,2000}(?<![.,;:!?*_])`,
    'giu',
  ),
  score: 1,
});

const genericDomains =
  'com|org|net|edu|gov|mil|int|info|biz|io|ai|app|dev|cloud|online|shop|site|store|tech|xyz|blog|me|tv|eu';
const countryDomains =
  'ac|ar|at|au|be|bg|br|ca|ch|cl|cn|co|cz|de|dk|ee|es|fi|fr|gr|hk|hr|hu|ie|il|in|is|it|jp|kr|lt|lu|lv|mx|my|nl|no|nz|pl|pt|ro|ru|se|sg|si|sk|th|tr|tw|ua|uk|us|vn|za';

/** A host name without a scheme, under a top-level domain that is not also a common file extension. */
export const bareDomain = patternRecognizer({
  name: 'bare-domain',
  entity: 'URL',
  prefilter: /[a-z\d]\.[a-z]{2}/i,
  pattern: new RegExp(
    String.raw`(?<![\p{L}\p{N}@._/\\-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,5}(?:${genericDomains}|${countryDomains})(?:[/?#]${inAddress}{0,2000}(?<![.,;:!?*_]))?(?![\p{L}\p{N}@-]|\.[\p{L}\p{N}])`,
    'giu',
  ),
  score: 0.8,
});
