import { childOf, descendantsOf, elementsOf, type XmlElement, xmlText } from '../text/parse-xml.ts';

export interface Chart {
  readonly title: string;
  /** Categories in the first column, a column for each series; the first row names them. */
  readonly rows: string[][];
}

const maxPoints = 10_000;

/** The numbers that a chart draws, from the copy that it keeps of them (ECMA-376 part 1, 21.2.2). */
export const readChart = (part: XmlElement): Chart | null => {
  const series = descendantsOf(part, 'c:ser');
  if (series.length === 0) return null;
  const columns = series.map((each) => ({
    name: points(childOf(each, 'c:tx'))[0] ?? '',
    categories: points(childOf(each, 'c:cat') ?? childOf(each, 'c:xVal')),
    values: points(childOf(each, 'c:val') ?? childOf(each, 'c:yVal')),
  }));
  const categories = columns.find((column) => column.categories.length > 0)?.categories ?? [];
  const height = Math.min(maxPoints, Math.max(...columns.map((column) => column.values.length)));
  if (height <= 0) return null;
  const rows = Array.from({ length: height }, (_, index) => [
    categories[index] ?? String(index + 1),
    ...columns.map((column) => column.values[index] ?? ''),
  ]);
  return { title: titleOf(part), rows: [['', ...columns.map((column) => column.name)], ...rows] };
};

const titleOf = (part: XmlElement): string =>
  descendantsOf(childOf(part, 'c:chart', 'c:title'), 'a:t')
    .map(xmlText)
    .join('')
    .trim();

/** Points carry their place; one that is not there was empty. */
const points = (source: XmlElement | undefined): string[] => {
  const values: string[] = [];
  for (const point of descendantsOf(source, 'c:pt')) {
    const index = Number(point.attributes.idx ?? values.length);
    if (index < maxPoints) values[index] = xmlText(elementsOf(point, 'c:v')[0]);
  }
  if (values.length === 0 && source && childOf(source, 'c:v')) return [xmlText(childOf(source, 'c:v'))];
  return Array.from(values, (value) => value ?? '');
};
