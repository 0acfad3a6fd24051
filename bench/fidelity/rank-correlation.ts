/** Spearman's rank correlation; null where one side does not vary. Equal values share the mean of their ranks. */
export const rankCorrelation = (pairs: readonly (readonly [number, number])[]): number | null => {
  const left = ranks(pairs.map(([value]) => value));
  const right = ranks(pairs.map(([, value]) => value));
  const mean = (pairs.length + 1) / 2;
  let [both, ofLeft, ofRight] = [0, 0, 0];
  left.forEach((rank, index) => {
    const [a, b] = [rank - mean, (right[index] as number) - mean];
    both += a * b;
    ofLeft += a * a;
    ofRight += b * b;
  });
  return ofLeft === 0 || ofRight === 0 ? null : both / Math.sqrt(ofLeft * ofRight);
};

const ranks = (values: readonly number[]): number[] => {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
};
