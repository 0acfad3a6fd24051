import {
  ApplyGuardrailCommand,
  BedrockRuntimeClient,
  GuardrailPiiEntityType,
} from '@aws-sdk/client-bedrock-runtime';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { ThrottledError } from '#shared/errors.ts';
import { bedrockGuardrail } from '../../shared/adapters/bedrock-guardrail.ts';
import { guardrailTypesOf } from '../../shared/policy/guardrail/entity-types.ts';
import type { Guardrail, GuardrailRequest } from '../../shared/ports/guardrail.ts';
import { scriptedGuardrail } from '../support/scripted-guardrail.ts';

/** What a service does on command; each implementation says it in its own words. */
type Behaviour = 'finds nothing' | 'masks a name' | 'blocks a topic' | 'throttles' | 'mumbles' | 'refuses';

const name = 'Tern Halloway';
const request: GuardrailRequest = { source: 'output', texts: [`Ask ${name}.`, `${name} will help.`] };

const units = {
  topicPolicyUnits: 0,
  contentPolicyUnits: 0,
  wordPolicyUnits: 0,
  sensitiveInformationPolicyUnits: 1,
  sensitiveInformationPolicyFreeUnits: 0,
  contextualGroundingPolicyUnits: 0,
};
const intervened = (assessment: object) => ({
  action: 'GUARDRAIL_INTERVENED' as const,
  usage: units,
  outputs: [],
  assessments: [assessment],
});
const exception = (given: string, status: number) =>
  Object.assign(new Error(given), { name: given, $metadata: { httpStatusCode: status } });

const bedrock = (behaviour: Behaviour): Guardrail => {
  const service = mockClient(BedrockRuntimeClient);
  const answer = service.on(ApplyGuardrailCommand, {
    guardrailIdentifier: 'abc123',
    guardrailVersion: '7',
    source: 'OUTPUT',
    content: request.texts.map((text) => ({ text: { text } })),
  });
  const filters = {
    'masks a name': {
      sensitiveInformationPolicy: {
        piiEntities: [{ type: 'NAME', match: name, action: 'ANONYMIZED', detected: true }],
        regexes: [],
      },
    },
    'blocks a topic': {
      topicPolicy: { topics: [{ name: 'mergers', type: 'DENY', action: 'BLOCKED', detected: true }] },
    },
  } as const;
  if (behaviour === 'throttles') answer.rejects(exception('ThrottlingException', 429));
  else if (behaviour === 'refuses') answer.rejects(exception('AccessDeniedException', 403));
  else if (behaviour === 'mumbles') answer.resolves({ action: 'MAYBE' } as never);
  else if (behaviour === 'finds nothing')
    answer.resolves({ action: 'NONE', usage: units, outputs: [], assessments: [{}] });
  else answer.resolves(intervened(filters[behaviour]) as never);
  const client = new BedrockRuntimeClient({ region: 'eu-central-1', maxAttempts: 1 });
  return bedrockGuardrail({ client, identifier: 'abc123', version: '7' });
};

const scripted = (behaviour: Behaviour): Guardrail => {
  const filters = {
    'masks a name': [{ ruleId: 'pii-name', action: 'redact', entity: 'PERSON', phrase: name }],
    'blocks a topic': [{ ruleId: 'topic-mergers', action: 'reject', phrase: name, isAboutWholeText: true }],
  } as const;
  const failures = { throttles: 'throttled', mumbles: 'unreadable', refuses: 'not-allowed' } as const;
  return scriptedGuardrail(
    behaviour === 'masks a name' || behaviour === 'blocks a topic' ? filters[behaviour] : [],
    { id: 'abc123@7', failures: behaviour in failures ? { 0: failures[behaviour as 'throttles'] } : {} },
  );
};

describe.each([
  ['bedrock', bedrock],
  ['scripted', scripted],
])('the guardrail %s', (_name, guardrail) => {
  test('says which version of itself judges', () => {
    expect(guardrail('finds nothing').id).toBe('abc123@7');
  });

  test('finds nothing, and is paid all the same', async () => {
    const reply = await guardrail('finds nothing').check(request);
    expect(reply).toMatchObject({ status: 'checked', hits: [] });
    expect(reply.usage).toMatchObject({ calls: 1, sensitiveUnits: 1, usd: 0.0001 });
  });

  test('names what it masks as it stands in the text', async () => {
    const reply = await guardrail('masks a name').check(request);
    expect(reply).toMatchObject({
      hits: [{ ruleId: 'pii-name', action: 'redact', entity: 'PERSON', match: name, score: 1 }],
    });
  });

  test('names no match for what a text is about', async () => {
    const reply = await guardrail('blocks a topic').check(request);
    expect(reply).toMatchObject({
      hits: [{ ruleId: 'topic-mergers', action: 'reject', entity: null, match: null }],
    });
  });

  test('leaves throttling to the workflow', () =>
    expect(guardrail('throttles').check(request)).rejects.toThrow(ThrottledError));

  test('gives no verdict where its answer cannot be read', async () => {
    expect(await guardrail('mumbles').check(request)).toMatchObject({
      status: 'failed',
      usage: { calls: 1 },
    });
  });

  test('fails, and is not asked again, where it may not be used', async () => {
    const failure = await guardrail('refuses')
      .check(request)
      .catch((error: Error) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(ThrottledError);
  });
});

describe('the guardrail of Bedrock', () => {
  const client = new BedrockRuntimeClient({ region: 'eu-central-1' });

  test.each(['DRAFT', '', '0', '1.2'])('is never used in version "%s", which may change', (version) => {
    expect(() => bedrockGuardrail({ client, identifier: 'abc123', version })).toThrow('numbered version');
  });

  test('rejects a text that is too long for it, and asks no second time', async () => {
    mockClient(BedrockRuntimeClient)
      .on(ApplyGuardrailCommand)
      .rejects(
        Object.assign(new Error('Input is too long: maximum 25 text units'), { name: 'ValidationException' }),
      );
    const reply = await bedrockGuardrail({ client, identifier: 'abc123', version: '7' }).check(request);
    expect(reply).toMatchObject({ status: 'failed', usage: { calls: 0 } });
  });

  test('asks for detections without an intervention too', async () => {
    const service = mockClient(BedrockRuntimeClient);
    service
      .on(ApplyGuardrailCommand)
      .resolves({ action: 'NONE', usage: units, outputs: [], assessments: [] });
    await bedrockGuardrail({ client, identifier: 'abc123', version: '7' }).check({
      source: 'input',
      texts: ['Who helps?'],
    });
    expect(service.commandCalls(ApplyGuardrailCommand)[0]?.args[0].input).toMatchObject({
      source: 'INPUT',
      outputScope: 'FULL',
    });
  });

  test('knows every kind of sensitive information that packs are exported as, and each once', () => {
    const exported = Object.values(guardrailTypesOf).flat();
    expect(Object.values(GuardrailPiiEntityType)).toEqual(expect.arrayContaining(exported));
    expect(new Set(exported).size).toBe(exported.length);
  });
});
