import { createDecipheriv, createHash } from 'node:crypto';
import { descendantsOf, elementsOf, parseXml, type XmlElement } from '../text/parse-xml.ts';

/** [MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15: the encryption of Office 2010 and later. */
const version = 0x0004_0004;
const headerBytes = 8;
const segmentBytes = 4096;
const maxSpins = 10_000_000;
const hashes: Record<string, string> = { SHA1: 'sha1', SHA256: 'sha256', SHA384: 'sha384', SHA512: 'sha512' };

const verifierInputBlock = Buffer.from('fea7d2763b4b9e79', 'hex');
const verifierHashBlock = Buffer.from('d7aa0f6d3061344e', 'hex');
const keyValueBlock = Buffer.from('146e0be7abacd0d6', 'hex');

/** Null where the password is wrong, undefined where the file is encrypted in a way that is not known here. */
export const decryptAgile = (
  info: Uint8Array,
  encrypted: Uint8Array,
  password: string,
): Uint8Array | null | undefined => {
  const view = new DataView(info.buffer, info.byteOffset, info.byteLength);
  if (info.length < headerBytes || view.getUint32(0, true) !== version) return undefined;
  const tree = parseXml(info.subarray(headerBytes));
  const data = cipherOf(descendantsOf(tree, 'keyData')[0]);
  const lock = passwordLock(tree);
  const locking = cipherOf(lock);
  const spins = Number(lock?.attributes.spinCount);
  if (!data || !lock || !locking || !(spins <= maxSpins) || encrypted.length < headerBytes) return undefined;

  const spun = spin(locking, password, spins);
  const unlock = (name: string, block: Uint8Array): Buffer =>
    decrypt(
      locking,
      ofLength(locking.hash(spun, block), locking.keyBytes),
      locking.salt,
      bytesIn(lock, name),
    );
  const verifier = unlock('encryptedVerifierHashInput', verifierInputBlock);
  const wanted = unlock('encryptedVerifierHashValue', verifierHashBlock);
  const found = locking.hash(verifier);
  if (!wanted.subarray(0, found.length).equals(found)) return null;

  const key = unlock('encryptedKeyValue', keyValueBlock).subarray(0, data.keyBytes);
  if (key.length < data.keyBytes) return undefined;
  return decryptSegments(data, key, encrypted);
};

interface Cipher {
  readonly name: string;
  readonly keyBytes: number;
  readonly blockBytes: number;
  readonly salt: Uint8Array;
  hash(...parts: Uint8Array[]): Buffer;
}

const passwordLock = (tree: XmlElement): XmlElement | undefined =>
  descendantsOf(tree, 'keyEncryptor')
    .filter(({ attributes }) => attributes.uri?.endsWith('/keyEncryptor/password'))
    .flatMap((each) => elementsOf(each))[0];

const cipherOf = (element: XmlElement | undefined): Cipher | undefined => {
  const {
    cipherAlgorithm,
    cipherChaining,
    hashAlgorithm = '',
    keyBits,
    blockSize,
  } = element?.attributes ?? {};
  const hashName = hashes[hashAlgorithm];
  const isKnown = cipherAlgorithm === 'AES' && cipherChaining === 'ChainingModeCBC' && blockSize === '16';
  if (!element || !hashName || !isKnown || !/^(128|192|256)$/.test(keyBits ?? '')) return undefined;
  return {
    name: `aes-${keyBits}-cbc`,
    keyBytes: Number(keyBits) / 8,
    blockBytes: 16,
    salt: bytesIn(element, 'saltValue'),
    hash: (...parts) => {
      const digest = createHash(hashName);
      for (const part of parts) digest.update(part);
      return digest.digest();
    },
  };
};

const bytesIn = ({ attributes }: XmlElement, name: string): Buffer =>
  Buffer.from(attributes[name] ?? '', 'base64');

const spin = ({ salt, hash }: Cipher, password: string, spins: number): Buffer => {
  let spun = hash(salt, Buffer.from(password, 'utf16le'));
  const count = Buffer.alloc(4);
  for (let index = 0; index < spins; index += 1) {
    count.writeUInt32LE(index);
    spun = hash(count, spun);
  }
  return spun;
};

/** Cut, or filled up, to a length (2.3.4.11). */
const ofLength = (bytes: Uint8Array, length: number): Buffer =>
  Buffer.concat([bytes, Buffer.alloc(Math.max(0, length - bytes.length), 0x36)]).subarray(0, length);

const decrypt = (
  { name, blockBytes }: Cipher,
  key: Uint8Array,
  start: Uint8Array,
  bytes: Uint8Array,
): Buffer => {
  const decipher = createDecipheriv(name, key, ofLength(start, blockBytes)).setAutoPadding(false);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % blockBytes));
  return Buffer.concat([decipher.update(whole), decipher.final()]);
};

/** The stream begins with the length of what it holds; each segment starts from a vector of its own (2.3.4.15). */
const decryptSegments = (cipher: Cipher, key: Uint8Array, encrypted: Uint8Array): Uint8Array => {
  const length = new DataView(encrypted.buffer, encrypted.byteOffset, headerBytes).getUint32(0, true);
  const segments: Buffer[] = [];
  const count = Buffer.alloc(4);
  for (let at = headerBytes; at < encrypted.length; at += segmentBytes) {
    count.writeUInt32LE(segments.length);
    segments.push(
      decrypt(cipher, key, cipher.hash(cipher.salt, count), encrypted.subarray(at, at + segmentBytes)),
    );
  }
  return Buffer.concat(segments).subarray(0, length);
};
