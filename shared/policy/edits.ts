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

/** Adds an edit; those that it covers or touches on the inside give way. */
export const addEdit = (edits: readonly Edit[], added: Edit): Edit[] =>
  [...edits.filter((edit) => edit.end <= added.start || edit.start >= added.end), added].sort(
    (a, b) => a.start - b.start,
  );
