/** A piece of RTF 1.9.1: a group's bounds, a control word with its number, a byte of a code page, or plain text. */
export type RtfToken =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'word'; readonly word: string; readonly value: number | null }
  | { readonly kind: 'byte'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string };

const pattern = /([{}])|\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z])|([^\\{}\r\n]+)|[\r\n]+|\\$/giy;

const symbols: Record<string, string> = { '~': '\u00A0', _: '-', '-': '' };

export function* rtfTokens(source: string): Generator<RtfToken> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(source); match && match[0] !== ''; match = pattern.exec(source)) {
    const [, brace, word, value, byte, symbol, text] = match;
    if (brace) yield { kind: brace === '{' ? 'open' : 'close' };
    else if (word) {
      yield { kind: 'word', word, value: value === undefined ? null : Number(value) };
      if (word === 'bin' && value) pattern.lastIndex += Number(value);
    } else if (byte) yield { kind: 'byte', value: Number.parseInt(byte, 16) };
    else if (symbol === '*') yield { kind: 'word', word: '*', value: null };
    else if (symbol === '\n' || symbol === '\r') yield { kind: 'word', word: 'par', value: null };
    else if (symbol) yield { kind: 'text', value: symbols[symbol] ?? symbol };
    else if (text) yield { kind: 'text', value: text };
  }
}
