/** A number from 0 to below the limit. */
export type Draw = (limit: number) => number;

/** The generator of Lehmer (Park and Miller 1988): the same seed draws the same numbers on every machine. */
export const drawFrom = (seed: number): Draw => {
  let state = (seed % 2_147_483_646) + 1;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % Math.max(1, limit);
  };
};

const tokens = [
  '\u0000',
  '\u00ff\u00ff\u00ff\u00ff',
  '\u0080\u0000\u0000\u0000',
  '-1',
  '0',
  '4294967295',
  '1e999',
  '{',
  '}',
  '[[',
  ']]>',
  '<',
  '</',
  '/>',
  '&#0;',
  '&x;',
  '"',
  "'",
  '\\',
  '\\bin999999999 ',
  '\\u',
  '|',
  '\n',
  '\r',
  '\u0013',
  '\u0014',
  '\u0015',
  ' stream\n',
  'endobj',
  '<<',
  '>>',
  ' obj',
  'PK\u0003\u0004',
  'PK\u0001\u0002',
  '../',
  'w:tbl',
  'w:p',
  'text:p',
  'a:t',
];

const changes: ((bytes: Buffer, draw: Draw) => Buffer)[] = [
  (bytes, draw) => {
    for (let count = 1 + draw(8); count > 0; count -= 1) bytes[draw(bytes.length)] = draw(256);
    return bytes;
  },
  (bytes, draw) => bytes.subarray(0, draw(bytes.length)),
  (bytes, draw) => {
    const from = draw(bytes.length);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + draw(64))]);
  },
  (bytes, draw) => {
    const [from, to] = [draw(bytes.length), draw(bytes.length)];
    return Buffer.concat([
      bytes.subarray(0, to),
      bytes.subarray(from, from + 1 + draw(256)),
      bytes.subarray(to),
    ]);
  },
  (bytes, draw) => {
    const at = draw(bytes.length);
    const token = Buffer.from(tokens[draw(tokens.length)] ?? '', 'latin1');
    return Buffer.concat([bytes.subarray(0, at), token, bytes.subarray(at + draw(2) * token.length)]);
  },
];

/** A damaged copy: one to three of bytes changed, the end cut off, a part gone, doubled, or overwritten by what parsers heed. */
export const mutate = (bytes: Uint8Array, draw: Draw): Uint8Array => {
  let mutated = Buffer.from(bytes);
  for (let count = 1 + draw(3); count > 0; count -= 1) {
    mutated = Buffer.from((changes[draw(changes.length)] as (typeof changes)[number])(mutated, draw));
  }
  return mutated;
};
