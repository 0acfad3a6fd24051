/** A span of the markdown that is never cut. */
export interface Atom {
  readonly start: number;
  readonly end: number;
  readonly tokens: number;
  /** What a piece that starts with this atom repeats from before it, so that it can be read alone. */
  readonly lead: string;
  /** True when nothing may come between this atom and the next one, for example before the list it introduces. */
  readonly isGluedToNext: boolean;
}
