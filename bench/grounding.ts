import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { groundedNames } from '../functions/enforce/gates/grounded-names.ts';
import { groundedNumbers } from '../functions/enforce/gates/grounded-numbers.ts';

/**
 * What the gates on numbers and names keep and let through: `npx tsx bench/grounding.ts <file.jsonl>` over lines in the
 * form of HaluEval's question answering, with `knowledge`, `question`, `right_answer` and `hallucinated_answer`.
 */
const lineSchema = z.object({
  knowledge: z.string(),
  question: z.string(),
  right_answer: z.string(),
  hallucinated_answer: z.string(),
});

const file = process.argv[2];
if (file === undefined) {
  console.error('usage: npx tsx bench/grounding.ts <file.jsonl>');
  process.exit(2);
}
const lines = (await readFile(file, 'utf8')).trim().split('\n');
const cases = lines.map((line) => lineSchema.parse(JSON.parse(line)));

const passes = (answer: string, { question, knowledge }: z.infer<typeof lineSchema>): boolean => {
  const pair = { question, answer, evidence: [], questionType: 'factual' as const };
  const source = { headingPath: [], text: knowledge };
  return [groundedNumbers, groundedNames].every((gate) => gate.check(pair, source, {}) === undefined);
};
const kept = cases.filter((given) => passes(given.right_answer, given)).length;
const leaked = cases.filter((given) => passes(given.hallucinated_answer, given)).length;
console.log(`right answers kept: ${kept} of ${cases.length}`);
console.log(`hallucinated answers let through: ${leaked} of ${cases.length}`);
