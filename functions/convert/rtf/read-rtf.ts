import type { FlowBlock, FlowCell, FlowParagraph, FlowRun } from '../flow/flow.ts';
import { decodeCharset } from '../text/decode-windows-1252.ts';
import { rtfTokens } from './tokens.ts';

export interface RtfDocument {
  readonly blocks: FlowBlock[];
  readonly notes: ReadonlyMap<string, FlowParagraph[]>;
  readonly title: string | null;
}

interface State {
  destination: string;
  isIgnorable: boolean;
  isBold: boolean;
  isItalic: boolean;
  isStruck: boolean;
  isHidden: boolean;
  font: number;
  fallbackLength: number;
  style: number;
  outlineLevel: number | null;
  isInTable: boolean;
  listLevel: number;
  indent: number;
  url: string | null;
}

/** Destinations whose text is not part of what the document says. */
const silent = new Set(
  'fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf listtable listoverridetable rsidtbl generator xmlnstbl themedata colorschememapping datastore latentstyles bkmkstart bkmkend fldinst shpinst object objdata nonshppict annotation atnid atnauthor pgptbl revtbl template passwordhash wgrffmtfilter ftnsep ftnsepc aftnsep aftnsepc title author nesttableprops'.split(
    ' ',
  ),
);
const spoken = new Set('shppict shptxt fldrslt result listtext pntext footnote ud upr'.split(' '));
const characters: Record<string, string> = {
  tab: '\t',
  line: '\n',
  bullet: '•',
  endash: '–',
  emdash: '—',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: ' ',
  enspace: ' ',
  page: '',
};
const maxDepth = 2000;

/** Reads RTF 1.9.1 into paragraphs and rows. Groups deeper than `maxDepth` are read as if they were not nested. */
export const readRtf = (source: string): RtfDocument => {
  const fonts = new Map<number, { isMonospaced: boolean; charset: string | null }>();
  const styles = new Map<number, string>();
  const notes = new Map<string, FlowParagraph[]>();
  const blocks: FlowBlock[] = [];
  const stack: State[] = [];
  let state: State = initialState();
  let codePage = 'windows-1252';
  let runs: FlowRun[] = [];
  let cell: FlowParagraph[] = [];
  let row: FlowCell[] = [];
  let cellMarks: { continuesAcross: boolean; continuesDown: boolean }[] = [];
  let pendingMark = { continuesAcross: false, continuesDown: false };
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
    else {
      const known = fonts.get(state.font);
      const isMonospaced = known?.isMonospaced || /courier|consolas|mono|menlo/i.test(name);
      fonts.set(state.font, { charset: known?.charset ?? null, isMonospaced });
    }
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
    const mark = cellMarks[row.length] ?? { continuesAcross: false, continuesDown: false };
    row.push({ paragraphs: cell, ...mark });
    cell = [];
  };

  const onWord = (word: string, value: number | null): void => {
    if (word in characters) {
      say(characters[word] ?? '');
      return;
    }
    switch (word) {
      case '*':
        state.isIgnorable = true;
        break;
      case 'par':
      case 'sect':
        place(endParagraph());
        break;
      case 'cell':
        if (outer.length === 0) endCell();
        break;
      case 'nestcell':
        say('\t');
        break;
      case 'row':
        if (row.length > 0) blocks.push({ kind: 'row', cells: row });
        row = [];
        cell = [];
        break;
      case 'trowd':
        cellMarks = [];
        pendingMark = { continuesAcross: false, continuesDown: false };
        break;
      case 'clmrg':
        pendingMark.continuesAcross = true;
        break;
      case 'clvmrg':
        pendingMark.continuesDown = true;
        break;
      case 'cellx':
        cellMarks.push(pendingMark);
        pendingMark = { continuesAcross: false, continuesDown: false };
        break;
      case 'intbl':
        state.isInTable = true;
        break;
      case 'pard':
        Object.assign(state, { isInTable: false, style: 0, outlineLevel: null, listLevel: 0, indent: 0 });
        break;
      case 'plain':
        Object.assign(state, { isBold: false, isItalic: false, isStruck: false, isHidden: false });
        break;
      case 'b':
        state.isBold = value !== 0;
        break;
      case 'i':
        state.isItalic = value !== 0;
        break;
      case 'strike':
      case 'striked':
        state.isStruck = value !== 0;
        break;
      case 'v':
      case 'deleted':
        state.isHidden = value !== 0;
        break;
      case 'f':
        state.font = value ?? 0;
        break;
      case 'fmodern':
        fonts.set(state.font, { charset: null, ...fonts.get(state.font), isMonospaced: true });
        break;
      case 'fcharset':
        fonts.set(state.font, {
          isMonospaced: false,
          ...fonts.get(state.font),
          charset: charsets[value ?? 0] ?? null,
        });
        break;
      case 's':
        state.style = value ?? 0;
        break;
      case 'outlinelevel':
        state.outlineLevel = value;
        break;
      case 'ilvl':
        state.listLevel = value ?? 0;
        break;
      case 'li':
        state.indent = value ?? 0;
        break;
      case 'uc':
        state.fallbackLength = value ?? 1;
        break;
      case 'u':
        say(String.fromCharCode((value ?? 0) & 0xffff));
        toSkip = state.fallbackLength;
        break;
      case 'ansicpg':
        codePage = codePages(value ?? 1252);
        break;
      case 'field':
        instruction = '';
        break;
      case 'fldrslt':
        state.url = /HYPERLINK\s+(?:\\\S+\s+)*"([^"]+)"/.exec(instruction)?.[1] ?? null;
        break;
      case 'footnote':
        openNote();
        break;
    }
    if (silent.has(word) || spoken.has(word)) {
      state.destination = word;
      if (spoken.has(word)) state.isIgnorable = false;
    }
  };

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

const initialState = (): State => ({
  destination: '',
  isIgnorable: false,
  isBold: false,
  isItalic: false,
  isStruck: false,
  isHidden: false,
  font: 0,
  fallbackLength: 1,
  style: 0,
  outlineLevel: null,
  isInTable: false,
  listLevel: 0,
  indent: 0,
  url: null,
});

const marksOf = ({ isBold, isItalic, isStruck, url }: State) => ({ isBold, isItalic, isStruck, url });

/** The charsets of fonts that a document may mix (RTF 1.9.1, font table). */
const charsets: Record<number, string> = {
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};

const codePages = (page: number): string =>
  ({
    932: 'shift_jis',
    936: 'gb18030',
    949: 'euc-kr',
    950: 'big5',
    65001: 'utf-8',
    10000: 'macintosh',
    437: 'windows-1252',
  })[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : 'windows-1252');
