/**
 * The kinds of thing that recognizers find. A pack's own `pattern` rules may name further ones; an `entity` rule may
 * only use these, so that a misspelt name is an error and not a rule that never fires.
 */
export const entities = [
  'EMAIL',
  'PHONE',
  'US_SSN',
  'PAYMENT_CARD',
  'CARD_SECURITY_CODE',
  'CARD_TRACK_DATA',
  'IBAN',
  'BANK_ACCOUNT',
  'IP_ADDRESS',
  'MAC_ADDRESS',
  'URL',
  'PERSON',
  'POSTAL_ADDRESS',
  'POSTAL_CODE',
  'DATE',
  'AGE',
  'AGE_OVER_89',
  'MEDICAL_RECORD_NUMBER',
  'HEALTH_PLAN_NUMBER',
  'LICENSE_NUMBER',
  'VEHICLE_ID',
  'DEVICE_ID',
  'NATIONAL_ID',
  'TAX_ID',
  'ACCOUNT_NUMBER',
  'UNIQUE_CODE',
  'CRYPTO_WALLET',
  'PRIVATE_KEY',
  'ACCESS_KEY',
  'PASSWORD',
  'CONNECTION_STRING',
  'RANDOM_STRING',
] as const;
export type Entity = (typeof entities)[number];
