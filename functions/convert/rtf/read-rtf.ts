import type { FlowBlock, FlowCell, FlowParagraph, FlowRun } from '../flow/flow.ts';
import { decodeCharset } from '../text/decode-windows-1252.ts';
import { isTypewriterFace } from '../typewriter-face.ts';
import { characters, charsets, codePages } from './characters.ts';
import { changeState, type GroupState, initialState, marksOf, silent } from './group-state.ts';
import { rtfTokens } from './tokens.ts';

export interface RtfDocument {
  readonly blocks: FlowBlock[];
  readonly notes: ReadonlyMap<string, FlowParagraph[]>;
  readonly title: string | null;
}

interface Font {
  readonly isMonospaced: boolean;
  readonly charset: string | null;
}

const noMark = () => ({ continuesAcross: false, continuesDown: false });
const maxDepth = 2000;

/** Reads RTF 1.9.1 into paragraphs and rows. Groups deeper than `maxDepth` are read as if they were not nested. */
export const readRtf = (source: string): RtfDocument => {
  const fonts = new Map<number, Font>();
  const styles = new Map<number, string>();
  const notes = new Map<string, FlowParagraph[]>();
  const blocks: FlowBlock[] = [];
  const stack: GroupState[] = [];
  let state: GroupState = initialState();
  let codePage = 'windows-1252';
  let standardFont = 0;
  let runs: FlowRun[] = [];
  let cell: FlowParagraph[] = [];
  let row: FlowCell[] = [];
  let cellMarks: ReturnType<typeof noMark>[] = [];
  let pendingMark = noMark();
  let listMark: string | null = null;
  let instruction = '';
  let title = '';
  let collected = '';
  let bytes: number[] = [];
  let toSkip = 0;
  const outer: { runs: FlowRun[]; paragraphs: FlowParagraph[] | null; depth: number; id: string }[] = [];

  const flushBytes = (): void => {
    if (bytes.length === 0) return;
    const charset = fonts.get(state.font)?.charset ?? codePage;
    const text = decodeCharset(new Uint8Array(bytes), charset);
    bytes = [];
    say(text);
  };

  const say = (text: string): void => {
    const { destination } = state;
    if (state.isHidden) return;
    if (destination === 'fldinst') instruction += text;
    else if (destination === 'title') title += text;
    else if (destination === 'fonttbl' || destination === 'stylesheet') collect(text);
    else if (destination === 'listtext' || destination === 'pntext') listMark = (listMark ?? '') + text;
    else if (!silent.has(destination) && !state.isIgnorable) {
      runs.push({
        ...marksOf(state),
        isMonospaced: fonts.get(state.font)?.isMonospaced ?? false,
        text,
        noteId: null,
      });
    }
  };

  const collect = (text: string): void => {
    collected += text;
    if (!collected.includes(';')) return;
    const name = collected.slice(0, collected.indexOf(';')).trim();
    collected = '';
    if (state.destination === 'stylesheet') styles.set(state.style, name);
    else if (isTypewriterFace(name)) setFont({ isMonospaced: true });
  };

  const setFont = (known: Partial<Font>): void => {
    fonts.set(state.font, { isMonospaced: false, charset: null, ...fonts.get(state.font), ...known });
  };

  const endParagraph = (): FlowParagraph => {
    const paragraph: FlowParagraph = {
      runs,
      styleName: styles.get(state.style) ?? '',
      outlineLevel: state.outlineLevel,
      listMark,
      listLevel: state.listLevel,
      indent: state.indent,
    };
    runs = [];
    listMark = null;
    return paragraph;
  };

  const place = (paragraph: FlowParagraph): void => {
    const note = outer.at(-1);
    if (note) note.paragraphs?.push(paragraph);
    else if (state.isInTable) cell.push(paragraph);
    else blocks.push({ kind: 'paragraph', paragraph });
  };

  const endCell = (): void => {
    cell.push(endParagraph());
    const mark = cellMarks[row.length] ?? noMark();
    row.push({ paragraphs: cell, ...mark });
    cell = [];
  };

  const onWord = (word: string, value: number | null): void => {
    const character = characters.get(word);
    if (character !== undefined) say(character);
    else {
      structure.get(word)?.(value);
      changeState(state, word, value);
    }
  };

  /** Control words that end, begin or describe a part of the document. */
  const structure = new Map<string, (value: number | null) => void>(
    Object.entries<(value: number | null) => void>({
      par: () => place(endParagraph()),
      sect: () => place(endParagraph()),
      cell: () => {
        if (outer.length === 0) endCell();
      },
      nestcell: () => say('\t'),
      row: () => {
        if (row.length > 0) blocks.push({ kind: 'row', cells: row });
        row = [];
        cell = [];
      },
      trowd: () => {
        cellMarks = [];
        pendingMark = noMark();
      },
      clmrg: () => {
        pendingMark.continuesAcross = true;
      },
      clvmrg: () => {
        pendingMark.continuesDown = true;
      },
      cellx: () => {
        cellMarks.push(pendingMark);
        pendingMark = noMark();
      },
      deff: (value) => {
        standardFont = value ?? 0;
      },
      plain: () => {
        state.font = standardFont;
      },
      fmodern: () => setFont({ isMonospaced: true }),
      fcharset: (value) => setFont({ charset: charsets[value ?? 0] ?? null }),
      ansicpg: (value) => {
        codePage = codePages(value ?? 1252);
      },
      u: (value) => {
        say(String.fromCharCode((value ?? 0) & 0xffff));
        toSkip = state.fallbackLength;
      },
      field: () => {
        instruction = '';
      },
      fldrslt: () => {
        state.url = /HYPERLINK\s+(?:\\\S+\s+)*"([^"]+)"/.exec(instruction)?.[1] ?? null;
      },
      footnote: () => openNote(),
    }),
  );

  const openNote = (): void => {
    const id = String(notes.size + outer.length + 1);
    runs.push({ ...marksOf(state), isMonospaced: false, text: '', noteId: id });
    outer.push({ runs, paragraphs: [], depth: stack.length, id });
    runs = [];
  };

  const closeNote = (): void => {
    const note = outer.pop();
    if (!note) return;
    note.paragraphs?.push(endParagraph());
    notes.set(note.id, note.paragraphs ?? []);
    runs = note.runs;
  };

  for (const token of rtfTokens(source)) {
    if (token.kind === 'byte') {
      if (toSkip > 0) toSkip -= 1;
      else bytes.push(token.value);
      continue;
    }
    flushBytes();
    if (token.kind === 'open') {
      if (stack.length < maxDepth) stack.push({ ...state });
      toSkip = 0;
    } else if (token.kind === 'close') {
      if (outer.at(-1)?.depth === stack.length) closeNote();
      state = stack.pop() ?? state;
      toSkip = 0;
    } else if (token.kind === 'text') {
      const skipped = Math.min(toSkip, token.value.length);
      toSkip -= skipped;
      say(token.value.slice(skipped));
    } else onWord(token.word, token.value);
  }
  flushBytes();
  if (runs.length > 0) place(endParagraph());
  return { blocks, notes, title: title.trim() || null };
};
