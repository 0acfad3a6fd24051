import type { DetectionMode } from './pack-schema.ts';
import { detectionModes } from './pack-schema.ts';
import type { Recognizer } from './recognizer.ts';
import { age } from './recognizers/age.ts';
import { numericDate, writtenDate } from './recognizers/date.ts';
import { email, speltOutEmail } from './recognizers/email.ts';
import { iban } from './recognizers/iban.ts';
import { identifiers } from './recognizers/identifiers.ts';
import { ipv4, ipv6, macAddress } from './recognizers/ip-address.ts';
import { nationalIds } from './recognizers/national-id.ts';
import { cardSecurityCode, cardTrackData, paymentCard } from './recognizers/payment-card.ts';
import { listedName } from './recognizers/person.ts';
import { phone } from './recognizers/phone.ts';
import { postalAddresses } from './recognizers/postal-address.ts';
import {
  assignedSecret,
  awsSecretKey,
  connectionString,
  prefixedKey,
  privateKey,
} from './recognizers/secrets.ts';
import { taggedName, unknownName } from './recognizers/tagged-person.ts';
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
  numericDate,
  writtenDate,
  age,
  ...identifiers,
  ...nationalIds,
  ...postalAddresses,
  listedName,
  taggedName,
  unknownName,
];

/** The recognizers of a mode that can find one of `wanted`. */
export const recognizersFor = (wanted: ReadonlySet<string>, mode: DetectionMode): readonly Recognizer[] =>
  recognizers.filter(
    (recognizer) =>
      detectionModes.indexOf(recognizer.mode) <= detectionModes.indexOf(mode) &&
      recognizer.entities.some((entity) => wanted.has(entity)),
  );
