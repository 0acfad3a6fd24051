const superscripts = '0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻTᵀ';
const subscripts = '0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓ';
/** What says the same wherever it stands. */
const unraised = ',;–*†‡§¶°′″';

const tableOf = (pairs: string): Map<string, string> =>
  new Map([
    ...Array.from(
      { length: pairs.length / 2 },
      (_, index) => [pairs[index * 2] ?? '', pairs[index * 2 + 1] ?? ''] as const,
    ),
    ...[...unraised].map((sign) => [sign, sign] as const),
  ]);

const tables = { sup: tableOf(superscripts), sub: tableOf(subscripts) };

/** Longer words are a small label, and hard to read in signs that are not letters. */
const maxLetters = 3;
const ordinal = /^(?:st|nd|rd|th|er|re|[eè]me|[eè]re)$/i;

/** What is above or below the line as Unicode has it, so that 10⁶ does not become 106; null for any other text. */
export const scriptText = (value: string, script: 'sup' | 'sub'): string | null => {
  if (script === 'sup' && value === 'TM') return '™';
  if (ordinal.test(value) || (value.match(/\p{L}/gu)?.length ?? 0) > maxLetters) return null;
  const characters = [...value].map((character) => tables[script].get(character));
  return characters.length > 0 && characters.every((character) => character !== undefined)
    ? characters.join('')
    : null;
};

const maxTagged = 12;

/** Whether text that Unicode cannot raise would say something else on the line: 10 to the 2.5th is not 102.5. */
export const needsScriptTag = (value: string): boolean =>
  value.length <= maxTagged && /^[\p{L}\p{N}−-]/u.test(value) && !ordinal.test(value) && !/\s/.test(value);
