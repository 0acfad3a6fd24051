import { InvalidPolicyError, InvalidSettingsError } from '#shared/errors.ts';
import { UsageError } from './usage-error.ts';

interface Command {
  readonly usage: string;
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** Each command is loaded when it is called, so that none waits for the libraries of another. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => {
    const { run, usage } = await import('./commands/run.ts');
    return { run, usage };
  },
  convert: async () => {
    const { convert, usage } = await import('./commands/convert.ts');
    return { run: convert, usage };
  },
  inspect: async () => {
    const { inspect, usage } = await import('./commands/inspect.ts');
    return { run: inspect, usage };
  },
};

const main = async ([name = '', ...args]: readonly string[]): Promise<number> => {
  const load = commands[name];
  if (load === undefined) {
    const usages = await Promise.all(Object.values(commands).map(async (command) => (await command()).usage));
    console.error(['Usage:', ...usages.map((usage) => `  ${usage}`)].join('\n'));
    return name === '' || name === 'help' || name === '--help' ? 0 : 2;
  }
  const command = await load();
  try {
    return await command.run(args);
  } catch (error) {
    const message = explainable(error);
    if (message === undefined) throw error;
    console.error(`${message}\nUsage: ${command.usage}`);
    return 2;
  }
};

/** The message of an error that the caller of the command can mend; undefined for a bug. */
const explainable = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  if (
    error instanceof UsageError ||
    error instanceof InvalidSettingsError ||
    error instanceof InvalidPolicyError
  )
    return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code?.startsWith('ERR_PARSE_ARGS')) return error.message;
  if (path !== undefined && ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOSPC'].includes(code ?? ''))
    return `${path} cannot be written (${code}). Choose another folder with --out, or mend its permissions.`;
  return undefined;
};

process.exitCode = await main(process.argv.slice(2));
