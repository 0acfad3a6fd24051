import { expect, test } from 'vitest';
import { datasetSettingsSchema } from '#shared/domain/dataset-settings.ts';
import { neighboursOf, requestId, requestsFor, retryFor } from '#shared/domain/generation-request.ts';
import { sha256 } from '#shared/domain/hash.ts';
import { aPair, aPassage } from '../../../support/a-passage.ts';

const placeholder = (replacement: string) => [{ start: 0, end: 3, replacement }];
const passages = [
  aPassage({ id: 'psg_a', index: 0, sha256: sha256('a'), headingPath: ['Bags', 'Fees'] }),
  aPassage({ id: 'psg_b', index: 1, sha256: sha256('b'), headingPath: ['Bags', 'Fees', 'Children'] }),
  aPassage({ id: 'psg_c', index: 2, sha256: sha256('c'), headingPath: ['Bags', 'Fees'] }),
  aPassage({ id: 'psg_d', index: 3, sha256: sha256('d'), headingPath: ['Pets'] }),
] as const;
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

test('neighbours are of the same section, which is the unit of the split', () => {
  expect(ids(neighboursOf(passages[0], passages, 400))).toEqual(['psg_b', 'psg_c']);
  expect(ids(neighboursOf(passages[2], passages, 400))).toEqual(['psg_a', 'psg_b']);
  expect(neighboursOf(passages[3], passages, 400)).toEqual([]);
});

test('neighbours do not outgrow a prompt', () => {
  const large = passages.map((passage) => ({ ...passage, tokens: 500 }));
  expect(ids(neighboursOf(large[0] as (typeof passages)[0], large, 400))).toEqual(['psg_b']);
});

test('passages that share a placeholder are not shown together', () => {
  const masked = [
    { ...passages[0], redactions: placeholder('[EMAIL_1]') },
    { ...passages[1], redactions: placeholder('[EMAIL_1]') },
    { ...passages[2], redactions: placeholder('[PHONE_1]') },
  ];
  expect(ids(neighboursOf(masked[0] as (typeof passages)[0], masked, 400))).toEqual(['psg_c']);
});

const settings = datasetSettingsSchema.parse({ questionTypes: { 'multi-passage': 0.65 } });
const context = { passages, settings, title: null };

test('a passage with neighbours is asked over its section too, under a name of its own', () => {
  const requests = requestsFor(passages[0], context);
  expect(requests.map(({ kind }) => kind)).toEqual(['passage', 'section']);
  expect(new Set(requests.map(requestId)).size).toBe(2);
  expect(requestsFor(passages[3], context).map(({ kind }) => kind)).toEqual(['passage']);
});

test('an edit of a neighbour renames what is asked over the section, and nothing else', () => {
  const edited = passages.map((passage) =>
    passage.id === 'psg_b' ? { ...passage, sha256: sha256('b2') } : passage,
  );
  const before = requestsFor(passages[0], context).map(requestId);
  const after = requestsFor(passages[0], { ...context, passages: edited }).map(requestId);
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});

test('another attempt is named by what it mends', () => {
  const idOf = (complaint: string, attempt = 1) => {
    const retry = retryFor(passages[0], [{ pair: aPair(), complaint }], attempt, context);
    return retry && requestId(retry);
  };
  expect(idOf('partial')).toBe(idOf('partial'));
  expect(idOf('unsupported')).not.toBe(idOf('partial'));
  expect(idOf('partial', 2)).not.toBe(idOf('partial'));
  expect(retryFor(passages[0], [], 1, context)).toBeUndefined();
});
