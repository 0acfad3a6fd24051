import { readFile } from 'node:fs/promises';
import { detectionModes } from '#shared/domain/detection-mode.ts';
import type { Pair } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { policyEngineLoader } from '#shared/policy/load-policy-engine.ts';
import { recognizers } from '#shared/policy/recognizers.ts';
import { enforcePair } from '../functions/enforce/enforce-pair.ts';
import { everyRecognizer } from './every-recognizer.ts';

/**
 * Passages and pairs that policy handles per second of one core: `npx tsx bench/policy-speed.ts`. The baseline, in the
 * same run and on the same texts, is the least that a gate of patterns could cost: one pass of a union of ten patterns.
 */
const subjects = [
  'baggage',
  'refunds',
  'rebooking',
  'delays',
  'pets',
  'seats',
  'meals',
  'lounges',
  'upgrades',
  'claims',
];
const aPair = (index: number): { readonly pair: Pair; readonly passage: Passage } => {
  const subject = subjects[index % subjects.length] ?? '';
  const contact = index % 10 === 0 ? ` Write to desk${index}@example.org.` : '';
  const fact = `Passengers of group ${index} may ask about ${subject} until ${index % 40} days after the flight, and the fee is $${20 + (index % 70)}.`;
  const text = `${fact}${contact} The counter at the airport is open every day and answers in the order of arrival. Whoever misses the time loses the claim, unless illness or the weather kept the passenger from it.`;
  return {
    pair: {
      question: `How long after the flight may a passenger ask about ${subject}, and what is the fee?`,
      answer: `Until ${index % 40} days after the flight; the fee is $${20 + (index % 70)}.${contact}`,
      evidence: [fact],
      questionType: 'factual',
      audience: null,
      facts: [],
      followUps: [],
    },
    passage: {
      id: `psg_${index}`,
      documentId: 'bench',
      index,
      headingPath: ['Rules', subject],
      continues: false,
      title: null,
      text,
      leadLength: 0,
      sha256: '',
      charStart: 0,
      charEnd: text.length,
      page: null,
      tokens: 60,
      redactions: [],
      findings: [],
      foundAt: null,
    },
  };
};

const cpuSeconds = async (work: () => void | Promise<void>): Promise<number> => {
  const started = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
};

let baselineRate: number | undefined;
const report = (what: string, count: number, seconds: number): void => {
  const rate = count / seconds;
  baselineRate ??= rate;
  console.log(
    `${what.padEnd(46)} ${String(Math.round(rate)).padStart(8)} per CPU second, 1/${Math.round(baselineRate / rate)} of the baseline`,
  );
};

type Material = readonly ReturnType<typeof aPair>[];
type Work = (material: Material) => void | Promise<void>;
const rounds = 5;
let pairsMade = 0;

/**
 * Does each work in turn on the same texts, in several rounds with texts of their own, because the tagger remembers
 * sentences. The fastest round counts: it is the one that other work on the machine has disturbed least.
 */
const reportBest = async (count: number, works: Readonly<Record<string, Work>>): Promise<void> => {
  const best: Record<string, number> = {};
  for (let round = 0; round < rounds; round += 1) {
    const material = Array.from({ length: count }, () => aPair(pairsMade++));
    for (const [what, work] of Object.entries(works))
      best[what] = Math.min(best[what] ?? Number.POSITIVE_INFINITY, await cpuSeconds(() => work(material)));
  }
  for (const [what, seconds] of Object.entries(best)) report(what, count, seconds);
};

const union =
  /[\w.+-]+@[\w-]+\.[\w.]+|\b\d{3}-\d{2}-\d{4}\b|\b(?:\d[ -]?){13,19}\b|\b[A-Z]{2}\d{2}[A-Z\d]{11,30}\b|\b(?:\d{1,3}\.){3}\d{1,3}\b|\+?\d[\d ().-]{7,}\d|AKIA[A-Z\d]{16}|gh[pousr]_\w{36}|-----BEGIN|https?:\/\/\S+/g;
await reportBest(2000, {
  'pairs, baseline: bare union of patterns': (material) => {
    for (const { pair } of material)
      for (const text of [pair.question, pair.answer, ...pair.evidence]) [...text.matchAll(union)].length;
  },
});

const loadShipped = policyEngineLoader(
  (name) => readFile(new URL(`../policies/${name}.yaml`, import.meta.url), 'utf8').catch(() => undefined),
  { auditKey: 'bench' },
);
const defaults = await loadShipped(['quality', 'pii', 'secrets']);
await reportBest(2000, {
  'pairs, rules of quality + pii + secrets': (material) => {
    for (const { pair, passage } of material) defaults.reviewPair(pair, passage);
  },
});
await reportBest(2000, {
  'pairs, the same with every gate': async (material) => {
    for (const { pair, passage } of material) await enforcePair(pair, passage, defaults);
  },
});

for (const mode of detectionModes) {
  const engine = await everyRecognizer(mode);
  await reportBest(mode === 'fast' ? 2000 : 300, {
    [`passages, ${recognizers.length} recognizers, ${mode}`]: (material) => {
      for (const { passage } of material) engine.redactPassage(passage.text);
    },
    [`pairs, ${recognizers.length} recognizers, ${mode}`]: (material) => {
      for (const { pair, passage } of material) engine.reviewPair(pair, passage);
    },
  });
}
