import type { Entity } from '../entities.ts';

/**
 * The kinds of sensitive information that Bedrock Guardrails knows, by what recognizers call them. An entity that is not
 * here has no counterpart, or one that means more than it does: `AGE` would take every age for one over 89.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GuardrailPiiEntityConfig.html
 */
export const guardrailTypesOf: Partial<Record<Entity, readonly string[]>> = {
  EMAIL: ['EMAIL'],
  PHONE: ['PHONE'],
  US_SSN: ['US_SOCIAL_SECURITY_NUMBER'],
  PAYMENT_CARD: ['CREDIT_DEBIT_CARD_NUMBER'],
  CARD_SECURITY_CODE: ['CREDIT_DEBIT_CARD_CVV'],
  IBAN: ['INTERNATIONAL_BANK_ACCOUNT_NUMBER'],
  BANK_ACCOUNT: ['US_BANK_ACCOUNT_NUMBER', 'US_BANK_ROUTING_NUMBER'],
  IP_ADDRESS: ['IP_ADDRESS'],
  MAC_ADDRESS: ['MAC_ADDRESS'],
  URL: ['URL'],
  PERSON: ['NAME'],
  POSTAL_ADDRESS: ['ADDRESS'],
  AGE: ['AGE'],
  HEALTH_PLAN_NUMBER: ['CA_HEALTH_NUMBER', 'UK_NATIONAL_HEALTH_SERVICE_NUMBER'],
  LICENSE_NUMBER: ['DRIVER_ID'],
  VEHICLE_ID: ['VEHICLE_IDENTIFICATION_NUMBER', 'LICENSE_PLATE'],
  NATIONAL_ID: ['US_PASSPORT_NUMBER', 'CA_SOCIAL_INSURANCE_NUMBER', 'UK_NATIONAL_INSURANCE_NUMBER'],
  TAX_ID: ['US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER', 'UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER'],
  ACCESS_KEY: ['AWS_ACCESS_KEY', 'AWS_SECRET_KEY'],
  PASSWORD: ['PASSWORD'],
};

const entityByType = new Map(
  Object.entries(guardrailTypesOf).flatMap(([entity, types]) => types.map((type) => [type, entity])),
);

/** What recognizers call a kind of sensitive information; its own name, such as `SWIFT_CODE`, where they do not know it. */
export const entityOfGuardrailType = (type: string): string => entityByType.get(type) ?? type;
