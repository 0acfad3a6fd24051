import type { Finding } from '../domain/finding.ts';

/** The findings of several texts, with offsets that count through all of them as if each stood on a line of its own. */
export const findingsInLines = (
  lines: readonly string[],
  findings: readonly (readonly Finding[])[],
): Finding[] => {
  let lineStart = 0;
  return lines.flatMap((line, index) => {
    const shift = lineStart;
    lineStart += line.length + 1;
    return (findings[index] ?? []).map((finding) => ({
      ...finding,
      start: finding.start + shift,
      end: finding.end + shift,
    }));
  });
};
