/** The cells of a row that hold something, by column from 0, in order. */
export interface SheetRow {
  readonly row: number;
  readonly columns: readonly number[];
  readonly values: readonly string[];
}

/**
 * Collects cells as they come. Two arrays a row, the columns shared with the row above where they are the same, take a
 * fraction of the memory of maps; what comes out of order, as only a damaged or hostile sheet has it, is put in order.
 */
export const sheetRows = () => {
  const rows: SheetRow[] = [];
  let isInOrder = true;
  let row = -1;
  let columns: number[] = [];
  let values: string[] = [];

  const close = (): void => {
    if (values.length === 0) return;
    const above = rows.at(-1);
    rows.push({ row, columns: above && isSame(above.columns, columns) ? above.columns : columns, values });
    if (above && above.row >= row) isInOrder = false;
    columns = [];
    values = [];
  };

  return {
    put(inRow: number, column: number, value: string): void {
      if (inRow !== row) close();
      row = inRow;
      if (column <= (columns.at(-1) ?? -1)) isInOrder = false;
      columns.push(column);
      values.push(value);
    },
    finish(): readonly SheetRow[] {
      close();
      return isInOrder ? rows : inOrder(rows);
    },
  };
};

const isSame = (left: readonly number[], right: readonly number[]): boolean =>
  left.length === right.length && left.every((column, index) => column === right[index]);

/** Of two values in one cell the later stays. */
const inOrder = (rows: readonly SheetRow[]): SheetRow[] => {
  const byRow = new Map<number, Map<number, string>>();
  for (const { row, columns, values } of rows) {
    const cells = byRow.get(row) ?? new Map<number, string>();
    columns.forEach((column, index) => {
      cells.set(column, values[index] ?? '');
    });
    byRow.set(row, cells);
  }
  return [...byRow]
    .sort(([left], [right]) => left - right)
    .map(([row, cells]) => {
      const sorted = [...cells].sort(([left], [right]) => left - right);
      return { row, columns: sorted.map(([column]) => column), values: sorted.map(([, value]) => value) };
    });
};
