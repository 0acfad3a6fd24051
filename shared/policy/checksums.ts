/** ISO/IEC 7812-1, annex B (the Luhn formula). */
export const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 1 && sum % 10 === 0;
};

/** ISO 7064 MOD 97-10 over letters (A = 10 … Z = 35) and digits, as ISO 13616 asks for an IBAN. */
export const passesMod97 = (iban: string): boolean => {
  const compact = iban.replace(/[^0-9a-z]/gi, '').toUpperCase();
  const rearranged = compact.slice(4) + compact.slice(0, 4);
  let remainder = 0;
  for (const character of rearranged)
    remainder = Number(`${remainder}${Number.parseInt(character, 36)}`) % 97;
  return compact.length > 4 && remainder === 1;
};

/** Weights 10, 9, 8 … over all but the last digit; 11 less the remainder is the check digit, as in NHS numbers. */
export const passesMod11 = (digits: string): boolean => {
  const length = digits.length;
  let sum = 0;
  for (let index = 0; index < length - 1; index += 1) sum += Number(digits[index]) * (length - index);
  const check = (11 - (sum % 11)) % 11;
  return length > 1 && check !== 10 && check === Number(digits[length - 1]);
};
