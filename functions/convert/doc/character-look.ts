import { namesCode } from '../code-style-name.ts';
import type { FlowRun } from '../flow/flow.ts';
import { modifiersOf, sprm } from './sprm.ts';
import type { StoredStyle } from './style-sheet.ts';

export interface CharacterLook
  extends Pick<FlowRun, 'isBold' | 'isItalic' | 'isStruck' | 'isMonospaced' | 'script'> {
  readonly isHidden: boolean;
}

const plain: CharacterLook = {
  isBold: false,
  isItalic: false,
  isStruck: false,
  isMonospaced: false,
  isHidden: false,
  script: null,
};

/** How text looks by its modifiers, among which a character style may be named. */
export const characterLooks = (
  sheet: readonly StoredStyle[],
  monospacedFonts: ReadonlySet<number>,
): ((modifiers: Uint8Array) => CharacterLook) => {
  const known = new Map<number, CharacterLook>();

  const lookOfStyle = (index: number, depth = 0): CharacterLook => {
    const style = sheet[index];
    if (style?.kind !== 'character' || depth > 20) return plain;
    const seen = known.get(index);
    if (seen) return seen;
    const base = style.base === null ? plain : lookOfStyle(style.base, depth + 1);
    const look = modified(base, style.modifiers, () => base);
    // A style that is named for code is code in any font.
    const named = namesCode(style.name) ? { ...look, isMonospaced: true } : look;
    known.set(index, named);
    return named;
  };

  const modified = (
    base: CharacterLook,
    modifiers: Uint8Array,
    named: (index: number) => CharacterLook,
  ): CharacterLook => {
    let style = base;
    let look = { ...base };
    for (const { code, operand } of modifiersOf(modifiers)) {
      if (code === sprm.characterStyle) {
        style = named(operand.getUint16(0, true));
        look = { ...style };
      } else if (code === sprm.bold) look.isBold = toggled(operand, style.isBold);
      else if (code === sprm.italic) look.isItalic = toggled(operand, style.isItalic);
      else if (code === sprm.strike) look.isStruck = toggled(operand, style.isStruck);
      else if (code === sprm.hidden || code === sprm.deleted)
        look.isHidden ||= toggled(operand, style.isHidden);
      else if (code === sprm.script) look.script = scripts[operand.getUint8(0)] ?? null;
      else if (code === sprm.font) look.isMonospaced = monospacedFonts.has(operand.getUint16(0, true));
    }
    return look;
  };

  return (modifiers) => modified(plain, modifiers, lookOfStyle);
};

/** [MS-DOC] 2.9.327: 128 is as the style says, 129 the opposite. */
const toggled = (operand: DataView, ofStyle: boolean): boolean => {
  const value = operand.byteLength > 0 ? operand.getUint8(0) : 0;
  return value >= 128 ? ofStyle !== (value === 129) : value === 1;
};

/** [MS-DOC] 2.6.1, sprmCIss. */
const scripts = [null, 'sup', 'sub'] as const;
