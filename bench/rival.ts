import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyDocuments, editOne, oneLongDocument } from './rival/documents.ts';
import { factsIn, sayings } from './rival/facts-in-text.ts';
import { passagesIn, quarry } from './rival/quarry.ts';
import type { Rival } from './rival/rival.ts';
import { startScriptedServer } from './rival/scripted-server.ts';
import { syntheticDataKit } from './rival/synthetic-data-kit.ts';

/**
 * Quarry beside synthetic-data-kit (PyPI): the same documents, the same scripted server, the same latency of each call.
 * `SYNTHETIC_DATA_KIT=<its command> npx tsx bench/rival.ts [folder of documents] [latency of a call in milliseconds]`
 * Without a folder, or with `-` for it, it takes the examples, first as they are and then as one long document.
 */
const command = process.env.SYNTHETIC_DATA_KIT ?? 'synthetic-data-kit';
const [given = '-', latency = '200'] = process.argv.slice(2);
const work = await mkdtemp(join(tmpdir(), 'quarry-rival-'));
const server = await startScriptedServer(Number(latency));

const rivals: Readonly<Record<string, Rival>> = {
  quarry,
  'synthetic-data-kit': syntheticDataKit({ command }),
  'synthetic-data-kit --num-pairs 1000': syntheticDataKit({ command, parameters: ['--num-pairs', '1000'] }),
};

const timed = async (rival: Rival, documents: string, folder: string) => {
  const started = performance.now();
  const answers = await rival({ documents, folder, baseUrl: server.url });
  const seconds = (performance.now() - started) / 1000;
  return { answers, seconds, calls: server.takeCalls() };
};

/** Of the passages that say something, the share with a kept answer that is said there. */
const coverage = (passages: readonly string[], answers: readonly string[]): string => {
  const said = answers.map(sayings);
  const telling = passages.filter((text) => factsIn(text).length > 0).map(sayings);
  const covered = telling.filter((text) => said.some((answer) => text.includes(answer)));
  return `${covered.length} of ${telling.length}`;
};

const compare = async (title: string, documents: string): Promise<void> => {
  const folderOf = (name: string) => join(work, `${title}-${name}`.replace(/\W+/g, '-'));
  const first = new Map<string, Awaited<ReturnType<typeof timed>>>();
  for (const [name, rival] of Object.entries(rivals))
    first.set(name, await timed(rival, documents, folderOf(name)));
  const passages = await passagesIn(folderOf('quarry'));
  const table: Record<string, Record<string, string | number>> = {};
  for (const [name, { answers, seconds, calls }] of first) {
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    table[name] = {
      seconds: Number(seconds.toFixed(1)),
      calls: calls.length,
      'pairs kept': answers.length,
      'passages covered': coverage(passages, answers),
      'wrong numbers kept': answers.filter((answer) => server.planted.has(answer)).length,
      'source tokens per pair': Math.round(
        sum(calls.map(({ sourceTokens }) => sourceTokens)) / answers.length,
      ),
      'all tokens per pair': Math.round(sum(calls.map(({ inputTokens }) => inputTokens)) / answers.length),
    };
  }
  for (const [name, rival] of Object.entries(rivals))
    Object.assign(table[name] ?? {}, {
      'calls, run again': (await timed(rival, documents, folderOf(name))).calls.length,
    });
  await editOne(documents);
  for (const [name, rival] of Object.entries(rivals))
    Object.assign(table[name] ?? {}, {
      'calls, one edit': (await timed(rival, documents, folderOf(name))).calls.length,
    });
  console.log(`\n${title}, ${latency} ms a call`);
  console.table(table);
};

try {
  if (given === '-') {
    await compare('the examples', await copyDocuments('examples/airline', join(work, 'examples')));
    await compare('one long document', await oneLongDocument(join(work, 'long')));
  } else await compare(given, await copyDocuments(given, join(work, 'given')));
} finally {
  await server.close();
  await rm(work, { recursive: true });
}
