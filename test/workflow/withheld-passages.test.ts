import { expect, it } from 'vitest';
import { fingerprint, localCase } from '../support/local-case.ts';

const baggage = `# Baggage

## How heavy may a checked bag be?

A checked bag may weigh up to 23 kg on every route, and whoever brings a heavier one pays at the desk beside gate four before departure.

## How long is a bag traced?

x${'a'.repeat(50)}! A bag that is lost is traced by the desk for ninety days, and whoever claims it shows the tag and a passport at the counter of the harbour hall.
`;

/** A pattern that goes through the letters of the second section in so many ways that it is stopped. */
const pack = `apiVersion: quarry-policy/v1
id: own
version: 1.0.0
title: Own
rules:
  - { id: slow, kind: pattern, title: Slow, severity: low, action: redact, pattern: '${'a?'.repeat(31)}~', entity: SLOW }
`;

it.each(['instruction', 'context-grounded'])(
  'nobody is asked about a passage that policy withholds: %s',
  async (mode) => {
    const air = localCase();
    await air.source.write('policies/own.yaml', pack);
    await air.source.write(
      'air/dataset.yaml',
      `mode: ${mode}\npolicies: [quality, own]\nsplit: { validation: 0 }\npassages: { maxTokens: 50 }\n`,
    );
    await air.source.write('air/baggage.md', baggage);
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
    expect((await air.manifest('air')).documents).toMatchObject([
      {
        coverage: { passages: 2, covered: 1 },
        uncovered: [{ headingPath: ['[WITHHELD_1]', '[WITHHELD_1]'], reason: 'withheld' }],
      },
    ]);
    expect(air.seen.join('')).not.toContain('WITHHELD');
    const rows = await air.rows('air', 'train');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('WITHHELD');
    const before = await fingerprint(air.dataset);
    expect(await air.run('air')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await fingerprint(air.dataset)).toEqual(before);
  },
);
