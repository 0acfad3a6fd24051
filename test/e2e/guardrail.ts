import assert from 'node:assert/strict';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { compilePolicy } from '#shared/policy/compile-policy.ts';
import { exportGuardrail } from '#shared/policy/guardrail/export-guardrail.ts';
import { parsePack } from '#shared/policy/parse-pack.ts';
import type { Drop } from './documents.ts';

/** Rules that only the guardrail applies: the dataset that is checked does not name their pack. */
const pack = `
apiVersion: quarry-policy/v1
id: acme
version: 1.0.0
title: What Acme keeps to itself
rules:
  - { id: contact, kind: entity, title: Addresses, severity: medium, action: redact, entities: [EMAIL] }
  - { id: badge, kind: pattern, title: Badges, severity: medium, action: redact, pattern: 'ZX-\\d{4}', entity: BADGE }
  - { id: code-names, kind: terms, title: Code names, severity: high, action: reject, terms: [Blue Heron] }
`;

export const settings: Drop = { path: 'dataset.yaml', body: Buffer.from('policies: [quality]\n') };

/** A section for each filter, and one that none of them minds. */
export const desk: Drop = {
  path: 'desk.md',
  body: Buffer.from(`# The desk for lost bags

## Where do I write about a lost bag?

Write about a lost bag to desk@corvedale.example within seven days and name the flight.

## Which badge do the people at the desk wear?

The people at the desk wear the green badge ZX-2045 on their jackets.

## What is the new lounge in hall two called?

The new lounge in hall two is called Blue Heron and opens in May.

## When does the desk open?

The desk opens at six in the morning and closes at ten in the evening.
`),
};

const FunctionName = 'quarry-e2e-enforce';

/**
 * Makes a guardrail of the pack in the emulator and names it to the deployed enforce function until `run` is done.
 * Returns its id and version; undefined where the endpoint makes none for an unsigned request, as an account would not.
 */
export const withGuardrail = async (run: (pinned: string) => Promise<void>): Promise<string | undefined> => {
  const pinned = await createGuardrail();
  if (pinned === undefined) return undefined;
  const lambda = new LambdaClient();
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const setVariables = async (Variables: Record<string, string>) => {
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
    await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 60 }, { FunctionName });
  };
  await setVariables({ ...Environment?.Variables, GUARDRAIL: pinned });
  try {
    await run(pinned);
  } finally {
    await setVariables({ ...Environment?.Variables });
  }
  return pinned;
};

const createGuardrail = async (): Promise<string | undefined> => {
  const { definition, notExported } = exportGuardrail(compilePolicy([parsePack('acme', pack)], '2026-01-01'));
  assert.deepEqual(notExported, []);
  const made = await post('/guardrails', { name: `e2e-${Date.now()}`, ...definition });
  if (made === undefined) return undefined;
  const numbered = await post(`/guardrails/${made.guardrailId}`, {});
  return `${made.guardrailId}@${numbered?.version}`;
};

/** The control plane of Bedrock, of which this test needs two calls; an emulator looks at the name in the signature only. */
const post = async (path: string, body: object): Promise<Record<string, string> | undefined> => {
  const response = await fetch(`${process.env.AWS_ENDPOINT_URL}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${process.env.AWS_REGION}/bedrock/aws4_request, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify(body),
  });
  return response.ok ? ((await response.json()) as Record<string, string>) : undefined;
};
