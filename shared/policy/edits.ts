/** A replacement of a span of a text; offsets are UTF-16 code units into the text before any edit. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** `edits` must be in ascending order and must not overlap. */
export const applyEdits = (text: string, edits: readonly Edit[]): string => {
  let result = '';
  let position = 0;
  for (const edit of edits) {
    result += text.slice(position, edit.start) + edit.replacement;
    position = edit.end;
  }
  return result + text.slice(position);
};

/** The span of the text before `edits` that became `start` to `end`; a replacement that is touched counts whole. */
export const spanBeforeEdits = (
  edits: readonly Edit[],
  start: number,
  end: number,
): { readonly start: number; readonly end: number } => {
  let shift = 0;
  let originalStart: number | undefined;
  let originalEnd: number | undefined;
  for (const edit of edits) {
    const editedStart = edit.start + shift;
    const editedEnd = editedStart + edit.replacement.length;
    if (originalStart === undefined && start < editedEnd)
      originalStart = start < editedStart ? start - shift : edit.start;
    if (originalEnd === undefined && end <= editedEnd)
      originalEnd = end <= editedStart ? end - shift : edit.end;
    shift = editedEnd - edit.end;
  }
  return { start: originalStart ?? start - shift, end: originalEnd ?? end - shift };
};

/** Adds an edit. What others replaced stays replaced: it covers those that it overlaps, and one that covers it stays. */
export const addEdit = (edits: readonly Edit[], added: Edit): Edit[] => {
  const overlapping = edits.filter((edit) => edit.start < added.end && added.start < edit.end);
  const start = Math.min(added.start, ...overlapping.map((edit) => edit.start));
  const end = Math.max(added.end, ...overlapping.map((edit) => edit.end));
  const isCovered = overlapping.some((edit) => edit.start === start && edit.end === end);
  if (isCovered && (added.start > start || added.end < end)) return [...edits];
  return [...edits.filter((edit) => !overlapping.includes(edit)), { ...added, start, end }].sort(
    (a, b) => a.start - b.start,
  );
};
