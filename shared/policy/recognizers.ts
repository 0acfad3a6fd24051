import { type DetectionMode, detectionModes } from '../domain/detection-mode.ts';
import type { Recognizer } from './recognizer.ts';
import { age } from './recognizers/age.ts';
import { numericDate, writtenDate } from './recognizers/date.ts';
import { brokenEmail, email, spacedEmail, speltOutEmail, spokenEmail } from './recognizers/email.ts';
import { iban } from './recognizers/iban.ts';
import { identifiers } from './recognizers/identifiers.ts';
import { ipv4, ipv6, macAddress } from './recognizers/ip-address.ts';
import { nationalIds } from './recognizers/national-id.ts';
import { cardInCells, cardSecurityCode, cardTrackData, paymentCard } from './recognizers/payment-card.ts';
import { listedName } from './recognizers/person.ts';
import { phone } from './recognizers/phone.ts';
import { postalAddresses } from './recognizers/postal-address.ts';
import { properNoun } from './recognizers/proper-noun.ts';
import {
  assignedSecret,
  authorizationHeader,
  awsSecretKey,
  connectionString,
  prefixedKey,
  privateKey,
  randomString,
} from './recognizers/secrets.ts';
import { spokenDigits } from './recognizers/spoken-digits.ts';
import { taggedName, unknownName } from './recognizers/tagged-person.ts';
import { announcedDomain, bareDomain, domainWithPath, url } from './recognizers/url.ts';
import { groupedSsn, plainSsn, usItin } from './recognizers/us-ssn.ts';

/** Every built-in recognizer. To add one, write its file under `recognizers/`, list it here and in `entities.ts`. */
export const recognizers: readonly Recognizer[] = [
  privateKey,
  prefixedKey,
  connectionString,
  assignedSecret,
  authorizationHeader,
  awsSecretKey,
  randomString,
  email,
  brokenEmail,
  speltOutEmail,
  spokenEmail,
  spacedEmail,
  url,
  bareDomain,
  domainWithPath,
  announcedDomain,
  ipv4,
  ipv6,
  macAddress,
  iban,
  paymentCard,
  cardInCells,
  cardSecurityCode,
  cardTrackData,
  groupedSsn,
  plainSsn,
  usItin,
  phone,
  spokenDigits,
  numericDate,
  writtenDate,
  age,
  ...identifiers,
  ...nationalIds,
  ...postalAddresses,
  listedName,
  taggedName,
  unknownName,
  properNoun,
];

/** Loads what the recognizers of a mode need, once; until then they fail, and so does what they check. */
export const prepareRecognizers = async (mode: DetectionMode): Promise<void> => {
  const needed = recognizers.filter((recognizer) => runsIn(recognizer, mode));
  await Promise.all(needed.map((recognizer) => recognizer.prepare?.()));
};

const runsIn = (recognizer: Recognizer, mode: DetectionMode): boolean =>
  detectionModes.indexOf(recognizer.mode) <= detectionModes.indexOf(mode);

/** The recognizers of a mode that can find one of `wanted`. */
export const recognizersFor = (wanted: ReadonlySet<string>, mode: DetectionMode): readonly Recognizer[] =>
  recognizers.filter(
    (recognizer) => runsIn(recognizer, mode) && recognizer.entities.some((entity) => wanted.has(entity)),
  );
