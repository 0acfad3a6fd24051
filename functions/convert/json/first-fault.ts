/** Where a JSON text (RFC 8259) stops being one; lines and columns count from 1, columns in UTF-16 code units. */
interface Fault {
  readonly line: number;
  readonly column: number;
}

const token =
  /[{}[\],:]|"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\uffff]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const whiteSpace = /[ \t\r\n]*/y;

/** What may stand at a place, by the first character of a token; `0` stands for what is neither a mark nor a string. */
const after = {
  'nothing yet': '{["0',
  '[': '{["0]',
  '{': '"}',
  ':': '{["0',
  'comma of a list': '{["0',
  'comma of an object': '"',
  key: ':',
  'value of a list': ',]',
  'value of an object': ',}',
  'the whole value': '',
} as const;

/**
 * The first fault of a text that `JSON.parse` refuses, null where it refuses nothing. The messages of the engine quote
 * the text around a fault, and they end in files that may hold nothing of what policy redacts.
 */
export const firstFault = (text: string): Fault | null => {
  const open: ('{' | '[')[] = [];
  let state: keyof typeof after = 'nothing yet';
  let at = 0;
  for (;;) {
    at = endOf(whiteSpace, text, at) ?? at;
    if (at === text.length) return state === 'the whole value' ? null : faultAt(text, at);
    const end = endOf(token, text, at);
    const first = text.charAt(at);
    const kind = '{}[],:"'.includes(first) ? first : '0';
    if (end === null || !after[state].includes(kind)) return faultAt(text, at);
    at = end;
    if (kind === '{' || kind === '[') {
      open.push(kind);
      state = kind;
    } else if (kind === ':') state = ':';
    else if (kind === ',') state = open.at(-1) === '{' ? 'comma of an object' : 'comma of a list';
    else if (kind === '"' && (state === '{' || state === 'comma of an object')) state = 'key';
    else {
      if (kind === '}' || kind === ']') open.pop();
      state =
        open.length === 0
          ? 'the whole value'
          : open.at(-1) === '{'
            ? 'value of an object'
            : 'value of a list';
    }
  }
};

const endOf = (pattern: RegExp, text: string, at: number): number | null => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
};

const faultAt = (text: string, at: number): Fault => {
  const lines = text.slice(0, at).split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
};
