import type { FlowRun } from '../flow/flow.ts';
import type { CharacterLook } from './character-look.ts';
import { type FormattedRun, runAt } from './formatted-pages.ts';
import type { WordFile } from './word-file.ts';

const fieldBegin = '\u0013';
const fieldSeparator = '\u0014';
const fieldEnd = '\u0015';
const noteMark = '\u0002';

/** The text of a paragraph in runs of one look; fields leave their results, links their addresses. */
export const readDocRuns = (
  file: WordFile,
  characters: readonly FormattedRun[],
  lookOf: (modifiers: Uint8Array) => CharacterLook,
  noteReferences: readonly number[],
  from: number,
  to: number,
): FlowRun[] => {
  const runs: FlowRun[] = [];
  const fields: { instruction: string; isResult: boolean }[] = [];
  let look: CharacterLook | null = null;
  let lookEnds = -1;
  let lookBegins = 0;

  const say = (text: string, noteId: string | null): void => {
    if (!look || look.isHidden) return;
    const { isHidden: _, ...marks } = look;
    const url = urlOf(fields.map((field) => field.instruction));
    const last = runs.at(-1);
    if (last && !noteId && !last.noteId && last.url === url && sameLook(last, marks)) {
      runs[runs.length - 1] = { ...last, text: last.text + text };
    } else runs.push({ ...marks, text, url, noteId });
  };

  for (let position = from; position < to; position += 1) {
    const byte = file.byteOf(position);
    if (!look || byte >= lookEnds || byte < lookBegins) {
      const run = runAt(characters, byte);
      look = lookOf(run?.modifiers ?? new Uint8Array());
      lookBegins = run?.from ?? byte;
      lookEnds = run?.to ?? byte + 1;
    }
    const character = file.text[position] ?? '';
    const field = fields.at(-1);
    if (character === fieldBegin) fields.push({ instruction: '', isResult: false });
    else if (character === fieldSeparator && field) field.isResult = true;
    else if (character === fieldEnd) fields.pop();
    else if (field && !field.isResult) field.instruction += character;
    else if (character === noteMark) {
      const index = noteReferences.indexOf(position);
      if (index >= 0) say('', String(index + 1));
    } else say(shown(character), null);
  }
  return runs;
};

const sameLook = (a: FlowRun, b: Omit<CharacterLook, 'isHidden'>): boolean =>
  a.isBold === b.isBold &&
  a.isItalic === b.isItalic &&
  a.isStruck === b.isStruck &&
  a.isMonospaced === b.isMonospaced &&
  a.script === b.script;

const urlOf = (instructions: readonly string[]): string | null => {
  for (const instruction of instructions) {
    const match = /^\s*HYPERLINK\s+"([^"]+)"/.exec(instruction);
    if (match?.[1]) return match[1];
  }
  return null;
};

/** [MS-DOC] 2.4.1: characters that stand for something else. */
const shown = (character: string): string => {
  if (character === '\u000B') return '\n';
  if (character === '\u001E') return '-';
  return character < ' ' && character !== '\t' ? '' : character;
};
