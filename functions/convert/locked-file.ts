import { RejectedSource, type Source } from './conversion.ts';

/** The rejection of a file that a password would open, with how to give one where there is a way. */
export const lockedFile = ({ fileName, password, passwordHint }: Source, what: string): RejectedSource => {
  const found = password === undefined ? `${what} asks for a password` : `the password does not open ${what}`;
  const mend = 'save the file without a password and upload it again';
  return new RejectedSource(
    'encrypted',
    `${fileName}: ${found}; ${passwordHint === undefined ? mend : `${passwordHint}, or save the file without one`}.`,
  );
};
