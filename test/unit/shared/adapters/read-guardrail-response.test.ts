import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readGuardrailResponse } from '#shared/adapters/read-guardrail-response.ts';

const folder = join(import.meta.dirname, '../../../fixtures/guardrail');
const cases = readdirSync(folder).map((file) => [
  file.replace('.json', ''),
  JSON.parse(readFileSync(join(folder, file), 'utf8')),
]);

describe('an answer of ApplyGuardrail', () => {
  test.each(cases)('%s', (_name, { response, hits }) => {
    expect(readGuardrailResponse(response)).toMatchObject({ status: 'checked', hits });
  });

  test('is paid by the unit of each kind of filter, words and regular expressions for nothing', () => {
    const usage = {
      topicPolicyUnits: 2,
      contentPolicyUnits: 3,
      wordPolicyUnits: 4,
      sensitiveInformationPolicyUnits: 5,
      sensitiveInformationPolicyFreeUnits: 6,
    };
    expect(readGuardrailResponse({ action: 'NONE', usage, assessments: [] }).usage).toEqual({
      calls: 1,
      topicUnits: 2,
      contentUnits: 3,
      wordUnits: 4,
      sensitiveUnits: 5,
      regexUnits: 6,
      usd: expect.closeTo((2 * 0.15 + 3 * 0.15 + 5 * 0.1) / 1000, 12),
    });
  });

  test.each([
    ['nothing', undefined],
    ['no assessments', { action: 'NONE', usage: {} }],
    ['an action of its own', { action: 'MAYBE', usage: {}, assessments: [] }],
    [
      'a topic without a name',
      { action: 'NONE', usage: {}, assessments: [{ topicPolicy: { topics: [{}] } }] },
    ],
  ])('with %s gives no verdict', (_what, response) => {
    expect(readGuardrailResponse(response)).toMatchObject({ status: 'failed', usage: { calls: 1 } });
  });

  test('that cannot be read is not quoted, for it may hold what was found', () => {
    const response = { action: 'NONE', usage: {}, assessments: 'Tern Halloway' };
    expect(JSON.stringify(readGuardrailResponse(response))).not.toContain('Halloway');
  });
});
