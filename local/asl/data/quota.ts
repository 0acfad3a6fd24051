import { StateFailure } from '../failures/state-failure.ts';
import type { Json } from './json.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: input or output of a state or an execution. */
export const maxPayloadBytes = 262_144;

/** The size that counts against the quota: bytes of the JSON text in UTF-8. */
export const payloadBytes = (value: Json): number => Buffer.byteLength(JSON.stringify(value));

/** Returns the value, or fails where Step Functions would: content belongs into an object, the state carries its key. */
export const withinQuota = (value: Json, subject: string): Json => {
  const bytes = payloadBytes(value);
  if (bytes <= maxPayloadBytes) return value;
  throw new StateFailure(
    'States.DataLimitExceeded',
    `${subject} is ${bytes} bytes of JSON; the limit is ${maxPayloadBytes}`,
  );
};
