/**
 * Reads for whoever consumes the results: they come in the order of `items`, while at most `ahead` reads are under way. A
 * dataset has thousands of small objects, and one after the other each costs the way to the bucket and back.
 */
export async function* readAhead<Item, Result>(
  items: Iterable<Item>,
  read: (item: Item) => Promise<Result>,
  ahead = 32,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  for (const item of items) {
    const reading = read(item);
    // It is awaited in its turn; until then a failure must not count as unhandled.
    reading.catch(() => undefined);
    underWay.push(reading);
    if (underWay.length >= ahead) yield (await underWay.shift()) as Result;
  }
  for (const reading of underWay) yield await reading;
}
