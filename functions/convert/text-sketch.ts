/** Letters of a word that are compared together: a word that was parted or joined still shares most of its runs. */
const width = 3;

/** Runs of three letters within the words of a text, counted by their hash; neither case nor a raised digit makes a difference. */
export interface TextSketch {
  readonly counts: Uint32Array;
  readonly total: number;
}

export const sketchOf = (text: string, buckets: number): TextSketch => {
  const counts = new Uint32Array(buckets);
  let total = 0;
  for (const word of text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []) {
    for (let at = 0; at === 0 || at + width <= word.length; at += 1) {
      let hash = 0;
      for (let index = at; index < Math.min(at + width, word.length); index += 1) {
        hash = Math.imul(hash ^ word.charCodeAt(index), 0x9e3779b1);
        hash ^= hash >>> 15;
      }
      const bucket = (hash >>> 0) % buckets;
      counts[bucket] = (counts[bucket] as number) + 1;
      total += 1;
    }
  }
  return { counts, total };
};

/** How many runs two texts share, each as often as the rarer of them has it. */
export const sharedRuns = (left: TextSketch, right: TextSketch): number => {
  let shared = 0;
  for (let bucket = 0; bucket < left.counts.length; bucket += 1) {
    shared += Math.min(left.counts[bucket] as number, right.counts[bucket] as number);
  }
  return shared;
};
