import { cueWords, patternRecognizer, type Recognizer } from '../recognizer.ts';
import { labelledIdentifier } from './labelled-identifier.ts';

/** 49 CFR 565.15: the ninth character of a vehicle identification number checks the other sixteen. */
const passesVinCheck = (vin: string): boolean => {
  const values = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ';
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const sum = [...vin.toUpperCase()].reduce(
    (total, character, index) => total + (values.indexOf(character) % 10) * (weights[index] ?? 0),
    0,
  );
  return '0123456789X'[sum % 11] === vin[8]?.toUpperCase();
};

const vehicleIdentificationNumber = patternRecognizer({
  name: 'vin',
  entity: 'VEHICLE_ID',
  prefilter: /(?<![\w-])\w{17}/,
  pattern: /(?<![\w-])(?=[A-HJ-NPR-Z]*\d)(?=\d*[A-HJ-NPR-Z])[A-HJ-NPR-Z\d]{17}(?![\w-])/gi,
  score: 0.9,
  validate: passesVinCheck,
  provesItself: true,
  cues: cueWords('vin', 'vehicle', 'vehicle identification number', 'chassis'),
});

const cryptoWallet = patternRecognizer({
  name: 'crypto-wallet',
  entity: 'CRYPTO_WALLET',
  pattern: /(?<![\w])(?:bc1[ac-hj-np-z02-9]{11,71}|0x[a-f\d]{40}|[13][1-9A-HJ-NP-Za-km-z]{25,34})(?!\w)/g,
  score: 0.7,
  validate: (value) => /^(?:bc1|0x)/.test(value),
  cues: cueWords('bitcoin', 'btc', 'wallet', 'ethereum', 'crypto'),
});

/** Two or three groups of letters and digits, a space or hyphen between them: `B-KL 1234`, `AB12 CDE`. */
const plateShape = String.raw`(?=[A-Z -]{0,8}\d)[A-Z\d]{1,4}(?:[ -][A-Z\d]{1,5}){1,2}|(?=[A-Z]{0,6}\d)[A-Z\d]{4,9}`;

/** Identifiers of persons, accounts and things that a label names. */
export const identifiers: readonly Recognizer[] = [
  labelledIdentifier('medical-record-number', 'MEDICAL_RECORD_NUMBER', [
    'mrn',
    'medical record',
    'patient id',
    'patient number',
    'patient no\\.?',
    'chart',
    'health record',
    'hospital number',
    'encounter',
    'accession',
  ]),
  labelledIdentifier('health-plan-number', 'HEALTH_PLAN_NUMBER', [
    'member id',
    'subscriber id',
    'beneficiary',
    'medicare',
    'medicaid',
    'mbi',
    'hicn',
    'health plan',
    'health insurance',
    'insurance id',
    'policy holder',
    'group number',
  ]),
  labelledIdentifier('account-number', 'ACCOUNT_NUMBER', [
    'account',
    'acct\\.?',
    'a/c',
    'bank account',
    'routing',
    'aba',
    'sort code',
    'customer number',
    'customer id',
    'client number',
    'loyalty number',
    'frequent flyer',
    'membership',
  ]),
  labelledIdentifier('license-number', 'LICENSE_NUMBER', [
    "driver'?s? licen[cs]e",
    'driving licen[cs]e',
    'licen[cs]e',
    'dl',
    'certificate',
    'npi',
    'dea',
    'medical licen[cs]e',
  ]),
  labelledIdentifier('passport-number', 'NATIONAL_ID', [
    'passport',
    'reisepass',
    'passeport',
    'pasaporte',
    'national id',
    'identity card',
    'id card',
    'personalausweis',
  ]),
  labelledIdentifier(
    'license-plate',
    'VEHICLE_ID',
    [
      'licen[cs]e plate',
      'number plate',
      'plate',
      'registration plate',
      'kennzeichen',
      'immatriculation',
      'matrícula',
      'targa',
    ],
    plateShape,
  ),
  labelledIdentifier('device-id', 'DEVICE_ID', [
    'serial',
    'serial number',
    's/n',
    'device',
    'device id',
    'imei',
    'udid',
    'udi',
    'implant',
    'lot',
  ]),
  labelledIdentifier('unique-code', 'UNIQUE_CODE', [
    'case',
    'claim',
    'employee',
    'employee id',
    'student',
    'badge',
    'study id',
    'subject id',
    'specimen',
    'prescription',
    'rx',
    'record locator',
    'pnr',
    'booking reference',
    'confirmation',
  ]),
  labelledIdentifier('bank-account', 'BANK_ACCOUNT', [
    'kontonummer',
    'numéro de compte',
    'número de cuenta',
    'bic',
    'swift',
  ]),
  vehicleIdentificationNumber,
  cryptoWallet,
];
