const decoder = new TextDecoder();
const newline = 0x0a;

/** The lines of a text, one at a time: the whole of it can be more than one string may hold. */
export function* linesOf(text: Uint8Array): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf(newline, start);
    const end = found === -1 ? text.length : found;
    if (end > start) yield decoder.decode(text.subarray(start, end));
    start = end + 1;
  }
}
