import { patternRecognizer, type Recognizer } from '../recognizer.ts';

const selfEvident = (name: string, entity: string, pattern: RegExp, prefilter: RegExp): Recognizer => {
  const recognizer = patternRecognizer({ name, entity, pattern, prefilter, score: 1 });
  return {
    ...recognizer,
    detect: (text) => recognizer.detect(text).map((found) => ({ ...found, cueDistance: 0 })),
  };
};

/**
 * Tokens that name themselves by a prefix which their issuer documents. One pattern finds them all, so that a text is
 * read once.
 */
const prefixedKeys: readonly string[] = [
  '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}', // AWS access key ids
  String.raw`gh[pousr]_[A-Za-z\d]{36,251}`, // GitHub tokens
  String.raw`github_pat_[A-Za-z\d_]{60,255}`,
  String.raw`gl(?:pat|dt|rt|soat|cbt|ptt|ft|imt|agent)-[\w-]{20,64}`, // GitLab tokens
  String.raw`xox[abeoprs]-[\w-]{10,250}`, // Slack tokens
  String.raw`xapp-\d-[\w-]{20,200}`,
  String.raw`(?:sk|rk|pk)_(?:live|test)_[A-Za-z\d]{16,247}`, // Stripe
  String.raw`whsec_[A-Za-z\d+/=]{24,64}`,
  String.raw`AIza[\w-]{35}`, // Google API keys
  String.raw`GOCSPX-[\w-]{28}`,
  String.raw`ya29\.[\w-]{20,500}`,
  String.raw`sk-ant-[\w-]{20,200}`, // Anthropic
  String.raw`sk-(?:proj|svcacct|admin|None)-[\w-]{20,250}`, // OpenAI
  String.raw`sk-[A-Za-z\d]{20,60}`,
  String.raw`hf_[A-Za-z\d]{30,40}`, // Hugging Face
  String.raw`npm_[A-Za-z\d]{36}`,
  String.raw`pypi-AgE[\w-]{50,250}`,
  String.raw`SG\.[\w-]{16,32}\.[\w-]{32,64}`, // SendGrid
  String.raw`do[opr]_v1_[a-f\d]{64}`, // DigitalOcean
  String.raw`shp(?:at|ca|pa|ss)_[a-fA-F\d]{32}`, // Shopify
  String.raw`sq0(?:atp|csp)-[\w-]{22,43}`, // Square
  String.raw`hv[sbr]\.[\w-]{20,300}`, // HashiCorp Vault
  String.raw`dapi[a-f\d]{32}`, // Databricks
  String.raw`tskey-[a-z]+-[\w-]{10,80}`, // Tailscale
  String.raw`lin_api_[A-Za-z\d]{40}`,
  String.raw`(?:secret|ntn)_[A-Za-z\d]{40,50}`, // Notion
  String.raw`PMAK-[a-f\d]{24}-[a-f\d]{34}`, // Postman
  String.raw`gl(?:sa|c)_[\w+/=]{32,200}`, // Grafana
  String.raw`NRAK-[A-Z\d]{27}`, // New Relic
  String.raw`sntry[su]_[\w+/=-]{40,300}`, // Sentry
  String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z\d.]{40,60}`, // Doppler
  'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}', // age
  String.raw`EAA[A-Za-z\d]{60,250}`, // Meta
  String.raw`ATATT3[\w=-]{30,250}`, // Atlassian
  String.raw`figd_[\w-]{30,60}`, // Figma
  'key-[a-f\\d]{32}', // Mailgun
  String.raw`hooks\.slack\.com/services/T[A-Z\d]{6,12}/B[A-Z\d]{6,12}/[A-Za-z\d]{20,30}`,
  String.raw`discord(?:app)?\.com/api/webhooks/\d{17,20}/[\w-]{60,80}`,
  String.raw`\d{8,10}:AA[\w-]{33}`, // Telegram bots
  String.raw`ey[JK][\w-]{10,2000}\.ey[JK][\w-]{10,4000}\.[\w-]{10,1000}`, // JSON Web Tokens, RFC 7519
];

export const prefixedKey = selfEvident(
  'prefixed-key',
  'ACCESS_KEY',
  new RegExp(String.raw`(?<![\w-])(?:${prefixedKeys.join('|')})(?![A-Za-z\d])`, 'g'),
  /(?<![\w-])[\w.:/+=-]{15}/,
);

/** PEM (RFC 7468) and PuTTY keys; a block that was cut off counts too. */
export const privateKey = selfEvident(
  'private-key',
  'PRIVATE_KEY',
  /-----BEGIN[ ](?:[A-Z\d]+[ ]){0,3}PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,10000}?(?:-----END[ ](?:[A-Z\d]+[ ]){0,3}PRIVATE KEY(?: BLOCK)?-----|$)|PuTTY-User-Key-File-\d:[\s\S]{0,5000}?Private-MAC:[ ]?[a-f\d]+/g,
  /-----BEGIN|PuTTY-/,
);

/** A URL with user and password (RFC 3986, section 3.2.1), and the key-value strings of Azure and ADO.NET. */
export const connectionString = selfEvident(
  'connection-string',
  'CONNECTION_STRING',
  /(?<![\w])[a-z][a-z\d+.-]{1,30}:\/\/[^\s:/@"'<>]{0,100}:(?![${<*])[^\s/@"'<>]{3,200}@[^\s"'<>)\]]{3,500}|(?:AccountKey|SharedAccessKey)=[A-Za-z\d+/=]{40,100}/gi,
  /:\/\/[^\s]*@|AccessKey=|AccountKey=/i,
);

/** A secret that is assigned to a name which says so, in code, configuration or a sentence. */
const assignment = selfEvident(
  'assigned-secret',
  'PASSWORD',
  /(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|api[\s_-]?key|access[\s_-]?key|auth[\s_-]?key|credential|private[\s_-]?key)s?["'\x60*]{0,3}[ \t]{0,4}(?::=|=>|[:=]|\bis\b|\bare\b)[ \t]{0,4}["'\x60*]{0,3}(?<value>[^\s"'\x60<>,;()]{5,200}[^\s"'\x60<>,;().!?:*])/gi,
  /pass|pwd|secret|token|key|credential/i,
);
/** RFC 6750 and RFC 7617: what follows the scheme of an `Authorization` header, and what `curl -u` is given. */
export const authorizationHeader = selfEvident(
  'authorization-header',
  'PASSWORD',
  /(?:authorization["']?\s{0,2}[:=]\s{0,2}["']?(?:bearer|basic|token)\s|\bbearer\s(?=[\w.+/=-]{0,40}\d)|\bcurl\s[^\n]{0,80}?(?:-u|--user)\s["']?[\w.@-]{1,60}:)(?<value>[\w.~+/=$!%-]{8,2000}[\w=])/gi,
  /bearer|authorization|curl/i,
);

export const assignedSecret: Recognizer = {
  ...assignment,
  detect: (text) =>
    assignment
      .detect(text)
      .filter(({ start, end }) => looksSecret(text.slice(start, end)) && !isResourceName(text, start)),
};

/** An AWS secret key is 40 characters of base64 without a mark of its own; the words around it give it away. */
export const awsSecretKey = patternRecognizer({
  name: 'aws-secret-key',
  entity: 'ACCESS_KEY',
  prefilter: /secret|AKIA|ASIA/i,
  pattern:
    /(?<![A-Za-z\d/+=])(?=[A-Za-z\d/+]{0,39}\d)(?=[A-Za-z\d/+]{0,39}[A-Z])[A-Za-z\d/+]{40}(?![A-Za-z\d/+=])/g,
  score: 0.6,
  cues: /aws_secret\w*|secret[\s_-]?access[\s_-]?key|aws[\s_-]?secret|(?<![A-Z\d])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z\d])/gi,
  cueWindow: 120,
  needsCue: true,
});

/**
 * Random letters and digits in a row, by nothing but their disorder: a key that nobody names, a checksum, or an id. Only
 * good for a flag. Hashes in hexadecimal and UUIDs are no secrets and have an alphabet too small to be taken for one.
 */
export const randomString = patternRecognizer({
  name: 'random-string',
  entity: 'RANDOM_STRING',
  prefilter: /(?<![\w+/.=@-])[A-Za-z\d+/_-]{24}/,
  pattern: /(?<![\w+/=.@-])[A-Za-z\d+/_-]{24,200}={0,2}(?![\w+/=@-]|\.\w)/g,
  score: 0.5,
  validate: (value) =>
    /[a-z]/.test(value) &&
    /[A-Z]/.test(value) &&
    (value.match(/\d/g)?.length ?? 0) >= 3 &&
    !/^[\da-f-]+$/i.test(value) &&
    !/[A-Za-z]{8}|[/_-][A-Za-z]{5,}[/_-]|^sha\d{3}-/.test(value) &&
    bitsPerCharacter(value) >= 3.9,
});

/** Not a word of prose, a variable or a stand-in: letters and digits mixed, and not the same few characters again. */
const looksSecret = (value: string): boolean =>
  /\d/.test(value) &&
  /[A-Za-z]/.test(value) &&
  !memberOfCode.test(value) &&
  !/^(?:arn:)/.test(value) &&
  !/^(?:[$%{<[]|process\.|os\.|env\.|https?:)|\ufffc|x{4}|\*{3}|\.{3}|example|your|changeme/i.test(value) &&
  bitsPerCharacter(value) >= 2.3;

/** A member of an object in code (`ec2.HttpTokens.REQUIRED`) holds no value. */
const memberOfCode = /^[A-Za-z_$][\w$]{2,}(?:\.[A-Za-z_$][\w$]{2,})+$/;
/** The name of a secret is not the secret: `arn:aws:secretsmanager:…:secret:my-key-a1b2c3`. */
const isResourceName = (text: string, start: number): boolean =>
  /(?:arn|urn):[\w:/.-]{0,120}$/i.test(text.slice(Math.max(0, start - 130), start));

/** Shannon entropy of the characters of `value`. */
const bitsPerCharacter = (value: string): number => {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
};
