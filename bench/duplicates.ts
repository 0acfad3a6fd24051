import { findDuplicates } from '#shared/dataset/find-duplicates.ts';
import { wordsOf } from '#shared/domain/words.ts';

/**
 * The cost of finding repeated questions: `npx tsx bench/duplicates.ts`. Beside our exact join stands what MinHash would
 * spend on its signatures alone (64 hashes of each word), before it compares anything.
 */
const kinds = ['fee', 'limit', 'deadline', 'form', 'refund', 'penalty', 'allowance', 'upgrade'];
const subjects = [
  'checked bags',
  'pets in the cabin',
  'missed connections',
  'group bookings',
  'unaccompanied minors',
];
const questionOf = (index: number): string =>
  `What is the ${kinds[index % 8]} for ${subjects[index % 5]} on route ${Math.floor(index / 40) % 500} ${index % 3 === 0 ? 'today' : 'in winter'}?`;

/** Ten words and more of which all but one are the template's. */
const longQuestionOf = (index: number): string =>
  `What does the customer service handbook say about the refund of ticket number ${index % 33_000} bought through a partner agency in winter by customers abroad?`;

const cpuSeconds = (work: () => void): number => {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
};

const minHashSignatures = (questions: readonly string[]): Uint32Array[] =>
  questions.map((question) => {
    const signature = new Uint32Array(64).fill(0xffffffff);
    for (const word of new Set(wordsOf(question))) {
      let hash = 2166136261;
      for (const character of word) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
      for (let row = 0; row < 64; row += 1) {
        const permuted = Math.imul(hash ^ Math.imul(row + 1, 0x9e3779b1), 0x85ebca6b) >>> 0;
        if (permuted < (signature[row] ?? 0)) signature[row] = permuted;
      }
    }
    return signature;
  });

for (const [count, template] of [
  [1000, questionOf],
  [10_000, questionOf],
  [40_000, questionOf],
  [40_000, longQuestionOf],
] as const) {
  const questions = Array.from({ length: count }, (_, index) => template(index));
  let repeated = 0;
  const join = cpuSeconds(() => {
    repeated = findDuplicates(questions).filter((first) => first !== undefined).length;
  });
  const signatures = cpuSeconds(() => {
    minHashSignatures(questions);
  });
  console.log(
    `${String(count).padStart(6)} questions: join ${join.toFixed(2)} s, ${repeated} repeat an earlier one; MinHash signatures alone ${signatures.toFixed(2)} s`,
  );
}
