import { stdnum } from 'stdnum';
import { passesMod11 } from '../checksums.ts';
import { cueWords, onlyDigits, patternRecognizer, type Recognizer } from '../recognizer.ts';

type Validator = { validate(value: string): { readonly isValid: boolean } };

interface NationalNumber {
  readonly name: string;
  readonly pattern: RegExp;
  readonly isValid: (value: string) => boolean;
  readonly cues: readonly string[];
  /** Letters and a check character together are proof; digits alone are not. */
  readonly needsCue: boolean;
}

/** The validator of stdnum for a country and the name of the number there. */
const passes = (country: string, number: string): ((value: string) => boolean) => {
  const validator = (stdnum[country] as Readonly<Record<string, Validator>> | undefined)?.[number];
  if (validator === undefined) throw new Error(`stdnum has no ${number} of ${country}`);
  return (value) => validator.validate(value).isValid;
};

/** Numbers that states give to persons. Their checks come from stdnum, which cites the source of each. */
const numbers: readonly NationalNumber[] = [
  {
    name: 'gb-nhs',
    pattern: /(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])/g,
    isValid: (value) => passesMod11(onlyDigits(value)),
    cues: ['nhs', 'nhs number', 'nhs no'],
    needsCue: true,
  },
  {
    name: 'gb-nino',
    pattern:
      /(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)/gi,
    isValid: () => true,
    cues: ['national insurance', 'nino', 'ni number'],
    needsCue: false,
  },
  {
    name: 'es-dni',
    pattern: /(?<!\w)\d{8}-?[A-HJ-NP-TV-Z](?!\w)/gi,
    isValid: passes('ES', 'dni'),
    cues: ['dni', 'nif', 'documento'],
    needsCue: false,
  },
  {
    name: 'es-nie',
    pattern: /(?<!\w)[XYZ]-?\d{7}-?[A-HJ-NP-TV-Z](?!\w)/gi,
    isValid: passes('ES', 'nie'),
    cues: ['nie', 'extranjero'],
    needsCue: false,
  },
  {
    name: 'fr-nir',
    pattern: /(?<!\w)[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?!\w)/gi,
    isValid: passes('FR', 'nir'),
    cues: ['nir', 'sécurité sociale', 'securite sociale', 'insee'],
    needsCue: true,
  },
  {
    name: 'it-codice-fiscale',
    pattern: /(?<!\w)[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?!\w)/gi,
    isValid: passes('IT', 'codicefiscale'),
    cues: ['codice fiscale', 'cf'],
    needsCue: false,
  },
  {
    name: 'de-steuer-id',
    pattern: /(?<!\w)[1-9]\d ?\d{3} ?\d{3} ?\d{3}(?!\w)/g,
    isValid: passes('DE', 'idnr'),
    cues: ['steuer-id', 'steueridentifikationsnummer', 'steuernummer', 'idnr', 'tax id'],
    needsCue: true,
  },
  {
    name: 'pl-pesel',
    pattern: /(?<!\w)\d{11}(?!\w)/g,
    isValid: passes('PL', 'pesel'),
    cues: ['pesel'],
    needsCue: true,
  },
  {
    name: 'in-aadhaar',
    pattern: /(?<!\w)[2-9]\d{3} ?\d{4} ?\d{4}(?!\w)/g,
    isValid: passes('IN', 'aadhaar'),
    cues: ['aadhaar', 'aadhar', 'uid', 'uidai'],
    needsCue: true,
  },
  {
    name: 'in-pan',
    pattern: /(?<!\w)[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z](?!\w)/g,
    isValid: passes('IN', 'pan'),
    cues: ['pan', 'permanent account'],
    needsCue: false,
  },
  {
    name: 'ca-sin',
    pattern: /(?<!\w)\d{3}[ -]?\d{3}[ -]?\d{3}(?!\w)/g,
    isValid: passes('CA', 'sin'),
    cues: ['sin', 'social insurance', 'nas'],
    needsCue: true,
  },
  {
    name: 'au-tfn',
    pattern: /(?<!\w)\d{3} ?\d{3} ?\d{3}(?!\w)/g,
    isValid: passes('AU', 'tfn'),
    cues: ['tfn', 'tax file'],
    needsCue: true,
  },
  {
    name: 'br-cpf',
    pattern: /(?<!\w)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\w)/g,
    isValid: passes('BR', 'cpf'),
    cues: ['cpf'],
    needsCue: false,
  },
  {
    name: 'nl-bsn',
    pattern: /(?<!\w)\d{9}(?!\w)/g,
    isValid: passes('NL', 'bsn'),
    cues: ['bsn', 'burgerservicenummer', 'sofinummer'],
    needsCue: true,
  },
  {
    name: 'se-personnummer',
    pattern: /(?<!\w)(?:\d{2})?\d{6}[-+]\d{4}(?!\w)/g,
    isValid: passes('SE', 'personnummer'),
    cues: ['personnummer'],
    needsCue: false,
  },
];

export const nationalIds: readonly Recognizer[] = numbers.map(({ name, pattern, isValid, cues, needsCue }) =>
  patternRecognizer({
    name,
    entity: 'NATIONAL_ID',
    pattern,
    prefilter: /\d\d[A-Z .-]?\d\d/i,
    score: 0.8,
    validate: isValid,
    provesItself: !needsCue,
    cues: cueWords(...cues),
    needsCue,
  }),
);
