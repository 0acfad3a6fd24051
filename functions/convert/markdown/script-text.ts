const superscripts = '0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾nⁿiⁱ';
const subscripts = '0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎';

const tableOf = (pairs: string): Map<string, string> =>
  new Map(
    Array.from({ length: pairs.length / 2 }, (_, index) => [
      pairs[index * 2] ?? '',
      pairs[index * 2 + 1] ?? '',
    ]),
  );

const tables = { sup: tableOf(superscripts), sub: tableOf(subscripts) };

/** Numbers above or below the line as Unicode has them, so that 10⁶ does not become 106; null for any other text. */
export const scriptText = (value: string, script: 'sup' | 'sub'): string | null => {
  const characters = [...value].map((character) => tables[script].get(character));
  return characters.length > 0 && characters.every((character) => character !== undefined)
    ? characters.join('')
    : null;
};
