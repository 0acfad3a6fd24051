/** Groups of digits, and of letters that are drawn like zero and one, as numbers of cards, accounts and phones are written. */
const runs = /(?<![\p{L}\p{N}_])[\dOoIl]+(?:[ .-][\dOoIl]+)*(?![\p{L}\p{N}_])/gu;
const isMixed = /\d[OoIl]|[OoIl]\d/;
/** Shorter runs are models, volumes and scores: O2, 10l, 1-O. */
const minLength = 7;
const maxShareOfLetters = 1 / 3;

/**
 * Reads O as zero and l or I as one where a run is otherwise of digits: `4111 1111 1111 11I1`. Only in groups that hold a
 * digit themselves, and where more than one group ends in l they are litres. The length stays.
 */
export const foldDigits = (text: string): string =>
  isMixed.test(text)
    ? text.replace(runs, (run) => (isNumber(run) ? run.replace(groups, foldGroup) : run))
    : text;

const groups = /[\dOoIl]+/g;

const isNumber = (run: string): boolean => {
  const { length } = run.replace(/[ .-]/g, '');
  const letters = run.match(/[OoIl]/g)?.length ?? 0;
  const litres = run.match(/\dl(?![\dOoIl])/g)?.length ?? 0;
  const isOneGroup = !/[ .-]/.test(run);
  return (
    letters > 0 &&
    length >= minLength &&
    letters <= length * maxShareOfLetters &&
    litres <= (isOneGroup ? 0 : 1)
  );
};

const foldGroup = (group: string): string =>
  /\d/.test(group) ? group.replace(/[Oo]/g, '0').replace(/[Il]/g, '1') : group;
