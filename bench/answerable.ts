import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerFinder } from '#shared/domain/may-answer.ts';
import { proposalsFor } from '../functions/generate/extractive/extractive-generator.ts';
import { outlineOf } from '../functions/generate/extractive/outline.ts';
import { isContinued, splitMarkdown } from '../functions/split/split-markdown.ts';

/**
 * How well words tell whether a passage answers a question: `npx tsx bench/answerable.ts [folder of .md files]`. The
 * extractive generator asks, so each question is answered by its passage; how often that is found, and how often another
 * passage is taken for the answer, whether it is one or not.
 */
const folder = process.argv[2] ?? 'test/fixtures/extractive/documents';
const names = (await readdir(folder)).filter((name) => name.endsWith('.md'));
const documents = await Promise.all(
  names.map(async (name) => {
    const markdown = await readFile(join(folder, name), 'utf8');
    const pieces = splitMarkdown(markdown, { maxTokens: 200 });
    return pieces.map(({ headingPath, charStart, charEnd, lead }, index) => ({
      id: `${name} ${index}`,
      headingPath,
      text: lead + markdown.slice(charStart, charEnd),
      continues: isContinued(pieces, index),
    }));
  }),
);
const passages = documents.flat();
const answers = answerFinder(passages);
const allBut = (id: string) =>
  new Set(passages.filter((passage) => passage.id !== id).map(({ id: other }) => other));

let [questions, found, elsewhere, shown] = [0, 0, 0, 0];
for (const passage of passages)
  for (const { question } of proposalsFor(outlineOf(passage))) {
    questions += 1;
    if (answers.likely(question, allBut(passage.id)) !== undefined) found += 1;
    if (answers.likely(question, new Set([passage.id])) !== undefined) elsewhere += 1;
    if (answers.possible(question, new Set()).includes(passage)) shown += 1;
  }
const share = (part: number): string => `${Math.round((100 * part) / questions)} %`;
console.log(`${questions} questions over ${passages.length} passages`);
console.log(`answered by their own passage, and found: ${share(found)}`);
console.log(`another passage taken for the answer: ${share(elsewhere)}`);
console.log(`their own passage among those that a judge would read: ${share(shown)}`);
