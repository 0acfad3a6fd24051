const candidates = [',', ';', '\t', '|'];
const sampleLines = 50;

interface Vote {
  readonly delimiter: string;
  /** How many lines have the most common number of columns. */
  readonly agreement: number;
  readonly columns: number;
}

/** The delimiter that cuts the most lines into the same number of columns. */
export const voteDelimiter = (text: string): string => bestVote(text)?.delimiter ?? ',';

/** Whether text that does not say what it is reads as a table of values. */
export const looksDelimited = (text: string): boolean => {
  const vote = bestVote(text);
  const lines = linesOf(text).length;
  return vote !== null && lines >= 3 && vote.columns >= 3 && vote.agreement === lines;
};

const bestVote = (text: string): Vote | null => {
  const lines = linesOf(text);
  const votes = candidates.flatMap((delimiter): Vote[] => {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const columns = splitOutsideQuotes(line, delimiter);
      if (columns > 1) counts.set(columns, (counts.get(columns) ?? 0) + 1);
    }
    const [columns, agreement] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
    return agreement > 0 ? [{ delimiter, agreement, columns }] : [];
  });
  return votes.sort((a, b) => b.agreement - a.agreement || b.columns - a.columns)[0] ?? null;
};

const linesOf = (text: string): string[] =>
  text
    .slice(0, 64 * 1024)
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, sampleLines);

const splitOutsideQuotes = (line: string, delimiter: string): number =>
  line.replace(/"(?:[^"]|"")*"/g, '').split(delimiter).length;
