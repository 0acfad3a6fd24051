import type { Region } from './page-geometry.ts';

/** A word as it stands on the page. */
export interface Word extends Region {
  readonly text: string;
  /** Of its font, in points. */
  readonly size: number;
  /** The name of its typeface without the style. */
  readonly family: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isMono: boolean;
  readonly href: string | null;
  /** The label of the footnote that it refers to. */
  readonly note?: string;
}
