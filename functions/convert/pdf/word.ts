import type { Region } from './page-geometry.ts';
import type { Script } from './raised-letters.ts';
import type { HeadingTag } from './tagged-headings.ts';

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
  /** Of what stands above or below the line; its region and size are those of the line. */
  readonly script?: Script;
  /** The heading that it begins, by the tags of its file. */
  readonly heading?: HeadingTag;
  /** The label of the footnote that it refers to. */
  readonly note?: string;
}
