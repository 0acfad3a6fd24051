import { InvalidPolicyError, InvalidSettingsError, UnreadableObjectError } from '#shared/errors.ts';
import { UsageError } from './usage-error.ts';

type Command = (args: readonly string[]) => Promise<number>;

/** A command is loaded when it is called, so that none waits for the libraries of another. */
const commands: Readonly<Record<string, { readonly usage: string; readonly load: () => Promise<Command> }>> =
  {
    run: {
      usage:
        'quarry run <files or folders…> [--dataset NAME] [--out DIR] [--policies DIR] [--password TEXT] [--generator PROVIDER] [--model ID] [--base-url URL] [--mode instruction|context-grounded] [--concurrency N] [--prune] [--dry-run] [--json]',
      load: async () => (await import('./commands/run.ts')).run,
    },
    convert: {
      usage:
        'quarry convert <file> [--explain] [--password TEXT]   (as the dataset.yaml in its folder says, else by default)',
      load: async () => (await import('./commands/convert.ts')).convert,
    },
    policy: {
      usage:
        'quarry policy test <pack> | check <pack> <text or file> | export-guardrail <pack> | schema [--policies DIR]; <pack> is a name or a file',
      load: async () => (await import('./commands/policy.ts')).policy,
    },
    validate: {
      usage: 'quarry validate <dataset.yaml or policy pack> [--policies DIR]',
      load: async () => (await import('./commands/validate.ts')).validate,
    },
    'system-prompt': {
      usage:
        'quarry system-prompt show <dataset> [--out DIR] | accept <dataset> [--text TEXT] [--out DIR] | regenerate <files or folders…> [options of run]',
      load: async () => (await import('./commands/system-prompt.ts')).systemPrompt,
    },
    prompts: {
      usage:
        'quarry prompts show <file> [--passage N] [--kind passage|section|retry|judge|blind-check|system-prompt]',
      load: async () => (await import('./commands/prompts.ts')).prompts,
    },
    inspect: {
      usage: 'quarry inspect <file.parquet> [--rows N] [--json]',
      load: async () => (await import('./commands/inspect.ts')).inspect,
    },
  };

/** Exit codes: 0 all good, 1 something was rejected or failed, 2 the command cannot work as it was called. */
export const main = async ([name = 'help', ...args]: readonly string[]): Promise<number> => {
  const command = commands[name];
  if (command === undefined) {
    console.error(['Usage:', ...Object.values(commands).map(({ usage }) => `  ${usage}`)].join('\n'));
    return ['help', '--help', '-h'].includes(name) ? 0 : 2;
  }
  if (args.includes('--help')) {
    console.log(`Usage: ${command.usage}`);
    return 0;
  }
  try {
    return await (await command.load())(args);
  } catch (error) {
    const message = explain(error);
    if (message === undefined) throw error;
    console.error(`${message}\nUsage: ${command.usage}`);
    return 2;
  }
};

/** The message of an error that the caller of the command can mend; undefined for a bug. */
const explain = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  if (
    [UsageError, InvalidSettingsError, InvalidPolicyError, UnreadableObjectError].some(
      (kind) => error instanceof kind,
    )
  )
    return error.message;
  const { code = '', path } = error as NodeJS.ErrnoException;
  if (code.startsWith('ERR_PARSE_ARGS')) return error.message;
  if (path !== undefined && ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes(code))
    return `${path} cannot be written (${code}). Choose another folder with --out, or mend its permissions.`;
  return undefined;
};
