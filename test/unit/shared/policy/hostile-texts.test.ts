import { describe, expect, it } from 'vitest';
import { entities } from '#shared/policy/entities.ts';
import { prepareRecognizers } from '#shared/policy/recognizers.ts';
import { engineOf } from '../../../support/policies.ts';

await prepareRecognizers('strict');
const engine = engineOf(
  `
  - { id: everything, kind: entity, title: Everything, severity: low, action: redact, entities: [${entities.join(', ')}] }`,
  'detection: strict',
);
const length = 10_000;
const repeated = (piece: string) => piece.repeat(length / piece.length);

/** Each would take a careless pattern minutes; the limit of the test is what they are held against. */
describe('texts made to be slow come back', () => {
  it.each([
    repeated('a'),
    repeated('1'),
    repeated('1 '),
    repeated('1-'),
    repeated('a@'),
    repeated('a.'),
    repeated('a@b\n'),
    repeated('DE89\n'),
    repeated('Ab '),
    repeated('ab:'),
    repeated('eyJ'),
    repeated('a://'),
    repeated('name: '),
    repeated('password '),
    repeated('1 Aa Aa Aa Aa '),
    repeated('-----BEGIN PRIVATE KEY-----'),
    repeated('[EMAIL_1]'),
    repeated('****'),
    repeated('\u200b'),
    repeated('&#1;'),
  ])('%.12s…', (text) => {
    const redacted = engine.redactPassage(text).text;

    expect(redacted).not.toBe('[WITHHELD_1]');
    expect(engine.redactPassage(redacted).text).toBe(redacted);
  });
});
