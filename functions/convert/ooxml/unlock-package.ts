import { isCompoundFile, openCompoundFile } from '../cfb/compound-file.ts';
import { RejectedSource, type Source } from '../conversion.ts';
import { lockedFile } from '../locked-file.ts';
import { decryptAgile } from './agile-encryption.ts';

/** Excel encrypts with it what is only to be read, and opens it without asking. */
const readOnlyPassword = 'VelvetSweatshop';

/**
 * What an encrypted Office file holds, opened with the password of the source; any other file as it is. An encrypted
 * package lies in a compound file ([MS-OFFCRYPTO] 2.3). Throws `RejectedSource` where it cannot be opened.
 */
export const unlockPackage = (source: Source): Source => {
  if (!isCompoundFile(source.bytes)) return source;
  const container = openCompoundFile(source.bytes, source.fileName);
  const encrypted = container.stream('EncryptedPackage');
  if (!encrypted) return source;
  const info = container.stream('EncryptionInfo');
  const bytes = info && decryptAgile(info, encrypted, source.password ?? readOnlyPassword);
  if (bytes) return { ...source, bytes };
  if (bytes === null && info) throw lockedFile(source, 'the Office file');
  throw new RejectedSource(
    'encrypted',
    `${source.fileName}: the Office file is encrypted in a way that no password opens here; save it without a password and upload it again.`,
  );
};
