import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extractiveGenerator } from '../../functions/generate/extractive/extractive-generator.ts';
import { generationSchema } from '../../shared/domain/pair.ts';
import type { PairGenerator } from '../../shared/ports/pair-generator.ts';
import {
  bags,
  cities,
  decisionsOn,
  good,
  goodPair,
  nothing,
  obedientPair,
  obeyMe,
  petPair,
  pets,
  requestFor,
} from '../support/asked-passages.ts';
import { type MisbehavingGenerator, modelGenerators } from '../support/misbehaving-generators.ts';

describe.each(['extractive', ...Object.keys(modelGenerators)])('%s', (name) => {
  let generator: PairGenerator = extractiveGenerator();
  let server: MisbehavingGenerator | undefined;
  beforeAll(async () => {
    server = await modelGenerators[name]?.();
    generator = server?.generator ?? generator;
  });
  afterAll(() => server?.close());

  test('gives pairs whose quotes stand in the passage, in the shape that is stored', async () => {
    server?.play({ kind: 'answers', value: good });
    const generated = await generator.generate(requestFor(bags));
    expect(generated.failure).toBeNull();
    expect(generated.pairs.map(({ question }) => question)).toContain(goodPair.question);
    for (const quote of generated.pairs.flatMap(({ evidence }) => evidence))
      expect(bags.text).toContain(quote);
    generationSchema.parse({
      ...generated,
      generator: generator.name,
      modelId: generator.modelId,
      promptVersion: generator.promptVersion,
      createdAt: '2026-11-22T00:00:00.000Z',
      shortfall: null,
    });
  });

  test('a passage with nothing to ask gives no pairs and no failure', async () => {
    server?.play({ kind: 'answers', value: nothing });
    expect(await generator.generate(requestFor(cities))).toMatchObject({ pairs: [], failure: null });
  });

  test('passages that are asked at once keep their pairs, whoever is answered first', async () => {
    server?.react((prompt) =>
      prompt.includes(pets.text)
        ? { kind: 'answers', value: { facts: [], pairs: [petPair] } }
        : { kind: 'answers', value: good, afterMs: 150 },
    );
    const [first, second] = await Promise.all([
      generator.generate(requestFor(bags)),
      generator.generate(requestFor(pets)),
    ]);
    for (const [generated, passage, other] of [
      [first, bags, pets],
      [second, pets, bags],
    ] as const) {
      expect(await decisionsOn(generated, passage)).toContainEqual([]);
      expect(await decisionsOn(generated, other)).not.toContainEqual([]);
    }
  });

  test('an instruction in the passage gives no pair that passes and does as it says', async () => {
    server?.play({ kind: 'answers', value: { facts: [], pairs: [obedientPair, goodPair] } });
    const generated = await generator.generate(requestFor(obeyMe));
    const decisions = await decisionsOn(generated, obeyMe);
    const passed = generated.pairs.filter((_, index) => decisions[index]?.length === 0);
    expect(passed.map(({ question }) => question)).toContain(goodPair.question);
    for (const { answer } of passed) expect(answer).not.toContain('evil.example');
  });
});
