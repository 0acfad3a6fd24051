const mostAtOnce = 50;

/** Does some work on each item, fifty at a time, and gives the results in the order of the items. */
export const someAtOnce = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += mostAtOnce)
    results.push(...(await Promise.all(items.slice(start, start + mostAtOnce).map(work))));
  return results;
};
