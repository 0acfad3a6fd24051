import type { Source } from '../functions/convert/conversion.ts';

/** The password of a command's documents: that of the option, or of the variable, which stands in no history of a shell. */
export const documentPassword = (
  option: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): Pick<Source, 'password' | 'passwordHint'> => {
  const password = option || environment.QUARRY_PASSWORD;
  return {
    ...(password && { password }),
    passwordHint: 'give the password with --password or in the variable QUARRY_PASSWORD',
  };
};
