import { cueWords, patternRecognizer, type Recognizer } from '../recognizer.ts';
import { knownDomains } from './top-level-domains.ts';

const inAddress = String.raw`[^\s<>"'\x60{}|\\^\[\]()\ufffc]`;

/** RFC 3986 with an authority. Punctuation that ends the sentence stays outside; so does a closing bracket. */
export const url = patternRecognizer({
  name: 'url',
  entity: 'URL',
  prefilter: /:\/\/|www\./i,
  pattern: new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:(?:h(?:tt|xx)ps?|ftps?|sftp|wss?):\/\/|www\d?\.)(?=[\p{L}\p{N}\[])${inAddress}{2,2000}(?<![.,;:!?*_])`,
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

/** Also endings of files and names of fields, so that a path or a member of an object looks like a host. */
const ambiguousDomains: ReadonlySet<string> = new Set(
  'zip mov rs sh py pl md ps java map name id cc so app data data-map foo bar new call ads cab cat open link play run'.split(
    ' ',
  ),
);
const host = String.raw`(?<![\p{L}\p{N}@._/\\$-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,5}(?:\p{L}{2,24}|xn--[a-z\d-]{2,59})`;
const hostEnd = String.raw`(?![\p{L}\p{N}@(/-]|\.[\p{L}\p{N}])`;
const underKnownDomain = (recognizer: Recognizer): Recognizer => ({
  ...recognizer,
  detect: (text) =>
    recognizer.detect(text).filter(({ start, end }) => isUnderKnownDomain(text.slice(start, end))),
});
const isUnderKnownDomain = (match: string): boolean => {
  const ending = /^[^/?#]*\.([^./?#]+)/.exec(match)?.[1]?.toLowerCase() ?? '';
  return knownDomains.has(ending) && !ambiguousDomains.has(ending);
};

/** A host under any top-level domain of the root zone, with a path: what is no host has no slash behind it. */
export const domainWithPath = underKnownDomain(
  patternRecognizer({
    name: 'domain-with-path',
    entity: 'URL',
    prefilter: /\p{L}{2}\//u,
    pattern: new RegExp(
      String.raw`${host}(?::\d{2,5})?\/${inAddress}{1,2000}(?<![.,;:!?*_])${hostEnd}`,
      'giu',
    ),
    score: 0.8,
  }),
);

/** The same without a path, where the words before it say that it is a place in the web. */
export const announcedDomain = underKnownDomain(
  patternRecognizer({
    name: 'announced-domain',
    entity: 'URL',
    prefilter: /\p{L}\.\p{L}{2}/u,
    pattern: new RegExp(`${host}${hostEnd}`, 'giu'),
    score: 0.75,
    cues: cueWords(
      'visit',
      'site',
      'website',
      'web',
      'webpage',
      'url',
      'link',
      'portal',
      'homepage',
      'domain',
      'saw it on',
      'go to',
      'log in to',
      'log in at',
      'browse to',
      'available at',
      'hosted at',
      'hosted on',
    ),
    cueWindow: 24,
    needsCue: true,
  }),
);
