import { isIPv6 } from 'node:net';
import { cueWords, distanceToCue, lineBreak, patternRecognizer, type Recognizer } from '../recognizer.ts';

const numberedThings = cueWords('version', 'release', 'section', 'chapter', 'clause', 'build', 'firmware');

const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;

const ipv4Shape = patternRecognizer({
  name: 'ipv4',
  entity: 'IP_ADDRESS',
  prefilter: /\d\.\d/,
  pattern: new RegExp(
    String.raw`(?<![\w.])(?:${octet}\.(?:${lineBreak})?){3}${octet}(?:\/(?:3[0-2]|[12]?\d)(?!\d))?(?!\w|\.[a-z\d])`,
    'g',
  ),
  score: 0.9,
});

/** `- 2.3.8.1. Third item`: the number of a heading or of an item of a list. */
const numbersItem = (text: string, start: number, end: number): boolean =>
  /^\.[ \t]/.test(text.slice(end, end + 2)) &&
  /(?:^|\n)[ \t>#*-]*$/.test(text.slice(Math.max(0, start - 40), start));

/** RFC 791 dotted quads, with a prefix length where there is one (RFC 4632). Version numbers are left alone. */
export const ipv4: Recognizer = {
  ...ipv4Shape,
  detect: (text) =>
    ipv4Shape
      .detect(text)
      .filter(
        ({ start, end }) =>
          distanceToCue(text, start, numberedThings, 12) > 2 && !numbersItem(text, start, end),
      ),
};

/** RFC 4291, section 2.2, zone and prefix length included. `a::b` without a digit is more likely a name in code. */
export const ipv6 = patternRecognizer({
  name: 'ipv6',
  entity: 'IP_ADDRESS',
  prefilter: /:[\da-f]*:/i,
  pattern:
    /(?<![\w:.])(?=[\da-f:]*\d)(?:[\da-f]{0,4}:){2,8}(?:(?:\d{1,3}\.){3}\d{1,3}|[\da-f]{1,4})?(?:%\w{1,16})?(?:\/\d{1,3})?(?![\w:]|\.\d)/gi,
  score: 0.95,
  validate: (match) => isIPv6(match.replace(/[%/].*$/, '')),
});

/** EUI-48 in the notations of IEEE 802 and of routers. */
export const macAddress = patternRecognizer({
  name: 'mac-address',
  entity: 'MAC_ADDRESS',
  prefilter: /[:-][\da-f]{2}[:-]|\.[\da-f]{4}\./i,
  pattern:
    /(?<![\w:-])(?:[\da-f]{2}(?<separator>[:-])(?:[\da-f]{2}\k<separator>){4}[\da-f]{2}|(?:[\da-f]{4}\.){2}[\da-f]{4})(?![\w:-])/gi,
  score: 0.9,
});
