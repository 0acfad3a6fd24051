import type { DetectionMode } from './pack-schema.ts';
import { detectionModes } from './pack-schema.ts';
import type { Recognizer } from './recognizer.ts';
import { email, speltOutEmail } from './recognizers/email.ts';
import { iban } from './recognizers/iban.ts';
import { ipv4, ipv6, macAddress } from './recognizers/ip-address.ts';
import { cardSecurityCode, cardTrackData, paymentCard } from './recognizers/payment-card.ts';
import { phone } from './recognizers/phone.ts';
import {
  assignedSecret,
  awsSecretKey,
  connectionString,
  prefixedKey,
  privateKey,
} from './recognizers/secrets.ts';
import { bareDomain, url } from './recognizers/url.ts';
import { groupedSsn, plainSsn, usItin } from './recognizers/us-ssn.ts';

/** Every built-in recognizer. To add one, write its file under `recognizers/`, list it here and in `entities.ts`. */
export const recognizers: readonly Recognizer[] = [
  privateKey,
  prefixedKey,
  connectionString,
  assignedSecret,
  awsSecretKey,
  email,
  speltOutEmail,
  url,
  bareDomain,
  ipv4,
  ipv6,
  macAddress,
  iban,
  paymentCard,
  cardSecurityCode,
  cardTrackData,
  groupedSsn,
  plainSsn,
  usItin,
  phone,
];

/** The recognizers of a mode that can find one of `wanted`. */
export const recognizersFor = (wanted: ReadonlySet<string>, mode: DetectionMode): readonly Recognizer[] =>
  recognizers.filter(
    (recognizer) =>
      detectionModes.indexOf(recognizer.mode) <= detectionModes.indexOf(mode) &&
      recognizer.entities.some((entity) => wanted.has(entity)),
  );
