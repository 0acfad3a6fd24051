const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A segment of `Intl.Segmenter` holds a copy of all the text it was cut from, so a long text is cut at line ends first. */
const mostCharacters = 10_000;

/** Where each sentence of a paragraph starts. */
export const sentenceStarts = (paragraph: string): number[] => {
  const starts: number[] = [];
  for (let from = 0; from < paragraph.length; ) {
    const to = windowEnd(paragraph, from);
    for (const { index } of segmenter.segment(paragraph.slice(from, to))) starts.push(from + index);
    from = to;
  }
  return starts;
};

/** After the last line end that is near enough; where lines are longer, after the next one. */
const windowEnd = (text: string, from: number): number => {
  if (text.length - from <= mostCharacters) return text.length;
  const last = text.lastIndexOf('\n', from + mostCharacters);
  const end = last > from ? last : text.indexOf('\n', from + mostCharacters);
  return end === -1 ? text.length : end + 1;
};
