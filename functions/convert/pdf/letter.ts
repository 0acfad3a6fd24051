/** A letter as it stands on the page, in points from its upper left corner. */
export interface Letter {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  /** Of its font as it is printed. */
  readonly size: number;
}
