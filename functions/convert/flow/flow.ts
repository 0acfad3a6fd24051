/*
 * Text as the older word processors keep it: a flow of paragraphs and rows, where a list item or a line of code is only a
 * paragraph with certain properties.
 */

export interface FlowRun {
  readonly text: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isStruck: boolean;
  readonly isMonospaced: boolean;
  /** Above or below the line. */
  readonly script: 'sup' | 'sub' | null;
  readonly url: string | null;
  readonly noteId: string | null;
}

export interface FlowParagraph {
  readonly runs: FlowRun[];
  readonly styleName: string;
  /** From 0; null where the paragraph is no heading by itself. */
  readonly outlineLevel: number | null;
  /** The mark that the word processor has put in front of a list item; null where there is none. */
  readonly listMark: string | null;
  /** From 0; null where only the indent tells. */
  readonly listLevel: number | null;
  /** In twentieths of a point. */
  readonly indent: number;
}

export interface FlowCell {
  readonly paragraphs: FlowParagraph[];
  readonly continuesAcross: boolean;
  readonly continuesDown: boolean;
  /** Where the format says how many columns of the table it covers. */
  readonly columns?: number;
}

export type FlowBlock = { kind: 'paragraph'; paragraph: FlowParagraph } | { kind: 'row'; cells: FlowCell[] };
