/** Bounds what a reader decodes at once. */
const maxRows = 4096;
/** Bounds what the writer buffers, and so its memory, when rows carry whole documents. */
const maxRawBytes = 8 * 1024 * 1024;

/** Returns a function that takes each row in turn and says whether the row group must close with it. */
export const createRowGroupBudget = (): ((row: object) => boolean) => {
  let rows = 0;
  let bytes = 0;
  return (row) => {
    rows += 1;
    bytes += rawBytes(row);
    const isFull = rows >= maxRows || bytes >= maxRawBytes;
    if (isFull) {
      rows = 0;
      bytes = 0;
    }
    return isFull;
  };
};

const fixedWidthBytes = 8;

const rawBytes = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null) return fixedWidthBytes;
  return Object.values(value).reduce((sum, member) => sum + rawBytes(member), fixedWidthBytes);
};
