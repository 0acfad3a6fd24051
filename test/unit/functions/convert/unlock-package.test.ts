import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RejectedSource } from '../../../../functions/convert/conversion.ts';
import { convertDocument } from '../../../../functions/convert/convert-document.ts';
import { unlockPackage } from '../../../../functions/convert/ooxml/unlock-package.ts';

const bytes = readFileSync(join(import.meta.dirname, '../../../fixtures/documents/encrypted.docx'));
const fileName = 'a.docx';
const detailOf = async (given: object) => {
  const conversion = await convertDocument({ bytes, fileName, ...given });
  return conversion.status === 'rejected' ? conversion.rejection : conversion.markdown;
};
const withText = (wanted: string, put: string) =>
  Buffer.from(bytes.toString('latin1').replace(wanted, put), 'latin1');

describe('an encrypted Office file', () => {
  it('opens with its password', async () => {
    expect(await detailOf({ password: 'quarry-owner' })).toMatch(/^Lost property\n/);
  });

  it.each([
    [
      undefined,
      undefined,
      'the Office file asks for a password; save the file without a password and upload it again.',
    ],
    [undefined, 'say it', 'the Office file asks for a password; say it, or save the file without one.'],
    ['wrong', 'say it', 'the password does not open the Office file; say it, or save the file without one.'],
  ])('is rejected with the password %s and the hint %s', async (password, passwordHint, detail) => {
    expect(await detailOf({ password, passwordHint })).toEqual({
      reason: 'encrypted',
      detail: `${fileName}: ${detail}`,
    });
  });

  it.each([
    ['a cipher that is not known', 'cipherAlgorithm="AES"', 'cipherAlgorithm="RC4"'],
    ['a count that would take for ever', 'spinCount="100000"', 'spinCount="9e9999"'],
    [
      'no lock for a password',
      'uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password',
      'uri="http://schemas.microsoft.com/office/2006/keyEncryptor/passport',
    ],
  ])('with %s promises nothing of a password', async (_, wanted, put) => {
    expect(bytes.includes(wanted)).toBe(true);
    expect(await detailOf({ bytes: withText(wanted, put), password: 'quarry-owner' })).toEqual({
      reason: 'encrypted',
      detail: `${fileName}: the Office file is encrypted in a way that no password opens here; save it without a password and upload it again.`,
    });
  });

  it('opens or is rejected however it is damaged', () => {
    const quick = withText('spinCount="100000"', 'spinCount="000007"');
    fc.assert(
      fc.property(fc.nat(quick.length - 1), fc.nat(255), fc.nat(quick.length), (at, value, length) => {
        const damaged = Buffer.from(quick);
        damaged[at] = value;
        try {
          unlockPackage({ bytes: damaged.subarray(0, length), fileName, password: 'quarry-owner' });
        } catch (error) {
          expect(error).toBeInstanceOf(RejectedSource);
        }
      }),
    );
  });
});
