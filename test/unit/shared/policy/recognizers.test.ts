import { describe, expect, it } from 'vitest';
import { checkText } from '#shared/policy/check-text.ts';
import { entities } from '#shared/policy/entities.ts';
import { foldText } from '#shared/policy/fold-text.ts';
import { prepareRecognizers } from '#shared/policy/recognizers.ts';
import { engineOf } from '../../../support/policies.ts';

const engine = engineOf(`
  - { id: everything, kind: entity, title: Everything, severity: low, action: redact, entities: [${entities.join(', ')}] }`);
const tagging = engineOf(
  `
  - { id: person, kind: entity, title: Names, severity: low, action: redact, entities: [PERSON] }`,
  'detection: balanced',
);
const found = (text: string, by = engine) =>
  checkText(by, text).map(({ entity, match }) => `${entity} ${match}`);

describe('recognizers', () => {
  it.each([
    ['Mail o’neil.j+x@mail.example.co.uk now', 'EMAIL neil.j+x@mail.example.co.uk'],
    ['Host fe80::1ff:fe23:4567:890a%eth0 is up', 'IP_ADDRESS fe80::1ff:fe23:4567:890a%eth0'],
    ['From 10.1.2.0/24 only', 'IP_ADDRESS 10.1.2.0/24'],
    ['See https://example.org/a?b=c#d.', 'URL https://example.org/a?b=c#d'],
    ['Visit shop.example.co.uk today', 'URL shop.example.co.uk'],
    ['Born on 3 March 1987 in Rome', 'DATE 3 March 1987'],
    ['Admitted 2021-03-04T10:15:00Z', 'DATE 2021-03-04T10:15:00Z'],
    ['a 93-year-old man', 'AGE_OVER_89 93-year-old'],
    ['a 45 year old man', 'AGE 45 year old'],
    ['MRN: 83-114-20', 'MEDICAL_RECORD_NUMBER 83-114-20'],
    ['Send it to 8 Elm Street, Springfield, IL 62704.', 'POSTAL_ADDRESS 8 Elm Street, Springfield, IL 62704'],
    ['In 8 Elm Ave NW, Salem, Oregon 97301 since', 'POSTAL_ADDRESS 8 Elm Ave NW, Salem, Oregon 97301'],
    ['At 8 Elm Row, London SW1A 2AA.', 'POSTAL_ADDRESS 8 Elm Row, London SW1A 2AA'],
    ['Ulmenstraße 8, 10117 Berlin', 'POSTAL_ADDRESS Ulmenstraße 8, 10117 Berlin'],
    ['Ulmgracht 8, 1015 CJ Amsterdam', 'POSTAL_ADDRESS Ulmgracht 8, 1015 CJ Amsterdam'],
    ['Turn into 8 Elm Lane. Many do.', 'POSTAL_ADDRESS 8 Elm Lane'],
    ['Member ID W8812 4', 'HEALTH_PLAN_NUMBER W8812'],
    ['VIN 1M8GDM9AXKP042788', 'VEHICLE_ID 1M8GDM9AXKP042788'],
    ['NINO AB 12 34 56 C', 'NATIONAL_ID AB 12 34 56 C'],
    ['DNI 12345678Z', 'NATIONAL_ID 12345678Z'],
    ['CVV: 123', 'CARD_SECURITY_CODE 123'],
    ['Live at 12 Old Mill Road, Apt 4', 'POSTAL_ADDRESS 12 Old Mill Road, Apt 4'],
    ['Wohnt in der Lindenstraße 12', 'POSTAL_ADDRESS Lindenstraße 12'],
    ['Boston, MA 02139', 'POSTAL_CODE 02139'],
    ['Mapped ::ffff:203.0.113.7 here', 'IP_ADDRESS ::ffff:203.0.113.7'],
    ['See docs.example.clinic/forms/a.html.', 'URL docs.example.clinic/forms/a.html'],
    ['Our website: example.museum', 'URL example.museum'],
    ['Write to jo at example dot org', 'EMAIL jo at example dot org'],
    ['E-mail: jo(a)example.de', 'EMAIL jo(a)example.de'],
    ['Bank account GB24AIIN80505026770514', 'IBAN GB24AIIN80505026770514'],
    ['Device 1D-F5-03-A5-A5-53 joined', 'MAC_ADDRESS 1D-F5-03-A5-A5-53'],
    ['Customer Ann (973-200-8549) called', 'PHONE 973-200-8549'],
    ['Anruf 06.48.44.70.37 genügt', 'PHONE 06.48.44.70.37'],
    ['Number plate B-KL 1234', 'VEHICLE_ID B-KL 1234'],
    ['a 25yo male', 'AGE 25yo'],
    ['Signed 20210304T101500Z', 'DATE 20210304T101500Z'],
    ['Habite 12 bis rue de Rivoli', 'POSTAL_ADDRESS 12 bis rue de Rivoli'],
    ['Sent to Flat 7, 74 Oak Street', 'POSTAL_ADDRESS Flat 7, 74 Oak Street'],
    ['He lives at 19902 Dobrovského 1394', 'POSTAL_ADDRESS 19902 Dobrovského 1394'],
    ['Kind regards\n\nThabo Mokoena\n', 'PERSON Thabo Mokoena'],
    ['Signed by Dr. Van Helsing', 'PERSON Van Helsing'],
    ['My name is Shintarou Hamaguchi.', 'PERSON Shintarou Hamaguchi'],
  ])('find in %j %s', (text, expected) => {
    expect(found(text)).toContain(expected);
  });

  it.each([
    'In 2019 we carried 1,250,000 passengers on 48 routes.',
    'The year 2021 was better than 2020-2021.',
    'Version 1.2.3.4 fixes section 4.3.2.1.',
    'Bags over 23 kg or 158 cm cost $75 per flight.',
    'Economy Light and Business Flex differ in price.',
    'Children under 12 and adults 90 or older fly free.',
    'Open 08:00-18:00, doors close 20 minutes before departure.',
    'Use std::vector or a::b in C++; see readme.md and main.py.',
    'Benchmark of version 1.4.15 and engine 19.0.0.0.ru-2020-04.',
    'The queue DLQ2/Resource, account: account1, certificate: elbv2.IListenerCertificate',
    'See https-less LICENSE-2.0 and charts/blob/v0.0.28.',
    'The field user.name, the type foo.map and the call path.new() are code.',
    '| Name | Type | Required |\n| --- | --- | --- |\n| id | string | yes |',
    'name: String!\nname: Foo',
    'ISBN 978-3-16-148410-0, part 4471-2231-09, build 20240115, commit 8f14e45fceea167a5a36dedd4bea2543.',
    'sha512-QXqwfEl9ddlGBaRFXIvNKK6OhipSiLXuRuLJX5DErz0o0Q0rYxulWLdFryTkV5PkdZct5iMInwYEGe/eR==',
    '| 2019 | 4500 | 3200 | 2021 |',
    '- 2.3.8. Constraints\n    - 2.3.8.1. First item\n    - 2.3.8.2. Second item',
    'A discount of 50%20 or 2**10, one, two, three, four and go.',
    'The Montreal Convention sets 1,288 special drawing rights.',
  ])('find nothing in %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('let the nearest cue word decide what a number is', () => {
    expect(found('Call the ward about MRN: 555-123-4567')).toEqual(['MEDICAL_RECORD_NUMBER 555-123-4567']);
    expect(found('social security number is 853-37-1694')).toEqual(['US_SSN 853-37-1694']);
    expect(found('credit card number is 4111111111111111')).toEqual(['PAYMENT_CARD 4111111111111111']);
  });

  it('take no ordinary word beside a capital for a surname', () => {
    expect(found('Web server logs are kept. Economy Light fares differ.', tagging)).toEqual([]);
  });

  it('find the other half of a key beside its id, and a name after the part that its bearer plays', () => {
    expect(found('AKIAIOSFODNN7EXAMPLE, wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY')).toEqual([
      'ACCESS_KEY AKIAIOSFODNN7EXAMPLE',
      'ACCESS_KEY wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    ]);
    expect(found('Witness: Vusi Dlamini', tagging)).toEqual(['PERSON Vusi Dlamini']);
    expect(found('Prof. Yusuf al-Masri teaches.', tagging)).toEqual(['PERSON Yusuf al-Masri']);
  });

  it('take a word of the lexicon for a name in strict mode only', async () => {
    await prepareRecognizers('strict');
    const strict = engineOf(
      '  - { id: person, kind: entity, title: Names, severity: low, action: redact, entities: [PERSON] }',
      'detection: strict',
    );

    expect(found('Shovda is very reliable.', tagging)).toEqual([]);
    expect(found('Shovda is very reliable.', strict)).toEqual(['PERSON Shovda']);
  });

  it('keep a number with a failed checksum when a cue word stands before it', () => {
    expect(found('card number 4111 1111 1111 1112')).toEqual(['PAYMENT_CARD 4111 1111 1111 1112']);
    expect(found('reference 4111111111111112')).toEqual([]);
  });

  it('find the surname alone once the full name is known', () => {
    expect(found('Maciej Borkowski wrote it. Borkowski sang it.', tagging)).toEqual([
      'PERSON Maciej Borkowski',
      'PERSON Borkowski',
    ]);
  });
});

describe('text that hides an identifier', () => {
  it.each([
    ['full-width digits', '４１１１ １１１１ １１１１ １１１１', 'PAYMENT_CARD'],
    ['Arabic-Indic digits', 'SSN ٥٣٦-٢٢-١٢٣٤', 'US_SSN'],
    ['zero-width characters', 'jo\u200b@exam\u200dple.org', 'EMAIL'],
    ['a soft hyphen', '4111\u00ad1111\u00ad1111\u00ad1111', 'PAYMENT_CARD'],
    ['Cyrillic letters', 'jо@exаmple.оrg', 'EMAIL'],
    ['a line break', '4111 1111\n1111 1111', 'PAYMENT_CARD'],
    ['a hyphenated line break', 'SSN 536-22-\n1234', 'US_SSN'],
    ['a line break in an account number', 'IBAN DE89 3704 0044\n0532 0130 00', 'IBAN'],
    ['a quoted line break', '> paid to DE89 3704\n> 0044 0532 0130 00', 'IBAN'],
    ['a line that ends after the at sign', 'jo@\nexample.org', 'EMAIL'],
    ['a line that ends at a dot', 'jo@mail.example.\norg', 'EMAIL'],
    ['a line that begins with a dot', 'jo@example\n.org', 'EMAIL'],
    ['a hyphenated address', 'jo@exam-\nple.org', 'EMAIL'],
    ['no-break spaces and dashes', '536\u201122\u20111234', 'US_SSN'],
    ['markdown escapes', 'jo\\_doe\\@example.org', 'EMAIL'],
    ['character references', '&#52;111 1111 1111 1111', 'PAYMENT_CARD'],
    ['a named reference', 'jo&commat;example.org', 'EMAIL'],
    ['percent-encoding', 'mailto:jo%40example%2Eorg', 'EMAIL'],
    ['emphasis', '**4111** 1111 1111 1111', 'PAYMENT_CARD'],
    ['tags', '4111<br>1111<b>1111</b>1111', 'PAYMENT_CARD'],
    ['underscores', '4111_1111_1111_1111', 'PAYMENT_CARD'],
    ['the end of a paragraph', '4111 1111\n\n1111 1111', 'PAYMENT_CARD'],
    ['the cells of a table', '| card | 4111 | 1111 | 1111 | 1111 |', 'PAYMENT_CARD'],
    ['cells, for a shorter number', '| SSN | 536 | 22 | 1234 |', 'US_SSN'],
    ['a space after each digit', 'SSN 5 3 6 2 2 1 2 3 4', 'US_SSN'],
    ['digits in words', 'my social is five three six, two two, one two three four', 'US_SSN'],
    ['a telephone number in words', 'call two one two, five double five, oh one three four', 'PHONE'],
    ['a card number in words', `card ${'four '.repeat(15)}four`, 'PAYMENT_CARD'],
    ['a capital I in place of a one', '4111 1111 1111 11I1', 'PAYMENT_CARD'],
    ['a small l in place of a one', 'card 4l11-1111-1111-1111', 'PAYMENT_CARD'],
    ['an O in place of a zero', 'SSN 078-O5-1120', 'US_SSN'],
    ['a Cyrillic O in place of a zero', 'SSN 078-О5-1120', 'US_SSN'],
    ['an O in a telephone number', 'call 212-555-O134', 'PHONE'],
    ['an O in an account number', 'IBAN DE89 37O4 0044 0532 0130 00', 'IBAN'],
    ['defanged dots', 'from 203[.]0[.]113[.]7', 'IP_ADDRESS'],
    ['a combining accent', 'e\u0301milie@example.org', 'EMAIL'],
    ['Greek letters', 'j\u03bf@example.\u03bfrg', 'EMAIL'],
    ['mathematical letters', '\u{1d423}\u{1d428}@example.org', 'EMAIL'],
  ])('does not get past with %s', (_how, text, entity) => {
    expect(checkText(engine, text).map((finding) => finding.entity)).toContain(entity);
    expect(engine.redactPassage(text).text).toContain(`[${entity}_1]`);
  });

  it.each([
    'The tanks hold 12000l 5000l 4000l and 3000l.',
    'Model 1O5 of 2020 has an O2 sensor and takes 10l.',
    'I 1 O 2 l 3 I 4 O 5 l 6',
    'Order ref 20I-OOl-IOl',
  ])('is not seen in letters that are letters: %s', (text) => {
    expect(foldText(text).text).toBe(text);
  });

  it.each([
    ['4111 1111 1111 1111', 'PAYMENT_CARD'],
    ['SSN 536-22-1234', 'US_SSN'],
    ['DE89 3704 0044 0532 0130 00', 'IBAN'],
    ['+44 20 7946 0120', 'PHONE'],
    ['(212) 555-0134', 'PHONE'],
    ['06 12 34 56 78', 'PHONE'],
    ['203.0.113.7', 'IP_ADDRESS'],
    ['MRN: 83-114-20', 'MEDICAL_RECORD_NUMBER'],
    ['IMEI 49-015420-323751-8', 'DEVICE_ID'],
    ['born 03/04/1987', 'DATE'],
  ])('finds %s across the end of a line, wherever that falls', (text, entity) => {
    for (const gap of text.matchAll(/(?<=[\d)])[ ./-](?=\d)/g)) {
      const broken = `${text.slice(0, gap.index)}${gap[0].trim()}\n${text.slice(gap.index + 1)}`;
      expect(engine.redactPassage(broken).text, broken).toMatch(new RegExp(`\\[${entity}_1\\]$`));
    }
  });

  it('ends an address where the sentence ends', () => {
    expect(engine.redactPassage('Write to jo@example.org.\nIn May we move.').text).toBe(
      'Write to [EMAIL_1].\nIn May we move.',
    );
  });

  it.each(['His number ends here. 536-22-1234', '- 536-22-1234'])('finds a number after %j', (text) => {
    expect(engine.redactPassage(text).text).toContain('[US_SSN_1]');
  });

  /** The embeddings, overrides, isolates and marks of the Unicode Bidirectional Algorithm (UAX 9, section 2). */
  const directional = [
    ...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c',
    '&rlm;',
  ];

  it.each(directional)('does not get past with the directional character %j', (character) => {
    const woven = (identifier: string) => [...identifier].join(character);
    for (const [identifier, entity] of [
      ['jo@example.org', 'EMAIL'],
      ['4111111111111111', 'PAYMENT_CARD'],
      ['536-22-1234', 'US_SSN'],
      ['203.0.113.7', 'IP_ADDRESS'],
    ] as const)
      expect(engine.redactPassage(`See ${woven(identifier)} there.`).text).toBe(`See [${entity}_1] there.`);
  });
});
