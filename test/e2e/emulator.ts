import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** https://pypi.org/project/ministack: the version whose behaviour these tests were written against. */
const version = '1.5.33';

export interface Emulator {
  readonly endpoint: string;
  /** The tail of what it printed, for a failure report. */
  log(): string;
  stop(): Promise<void>;
}

/** Python, the package index or the network is missing: nothing was tested, which is not the same as a failure. */
export class NoEmulatorError extends Error {
  override readonly name = 'NoEmulatorError';
}

/** Installs MiniStack beside the system's Python, once per machine, and starts it on a free port of this machine alone. */
export const startEmulator = async (): Promise<Emulator> => {
  const ministack = installed();
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = spawn(ministack, [], {
    env: {
      ...process.env,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      IOT_MTLS_ENABLED: 'false',
      // Its functions call back by this address; by `localhost` the SDK would look for a host per bucket.
      AWS_ENDPOINT_URL: endpoint,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let log = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (text) => {
      log = (log + text).slice(-20_000);
    });
  }
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const end = () => {
    // The whole group: the functions run as its children.
    if (server.exitCode === null && server.pid) process.kill(-server.pid, 'SIGTERM');
  };
  const stop = async () => {
    end();
    await exited;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      end();
      process.exit(1);
    });
  }
  for (let attempt = 0; attempt < 120; attempt++) {
    if (server.exitCode !== null) throw new Error(`MiniStack ended while it started\n${log}`);
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return { endpoint, log: () => log, stop };
    await setTimeout(500);
  }
  await stop();
  throw new Error(`MiniStack did not answer within a minute\n${log}`);
};

const installed = (): string => {
  const venv = join(tmpdir(), `quarry-ministack-${version}`);
  const ministack = join(venv, 'bin/ministack');
  if (existsSync(ministack)) return ministack;
  try {
    execFileSync('python3', ['-m', 'venv', venv], { stdio: 'pipe' });
    execFileSync(join(venv, 'bin/pip'), ['install', '--quiet', `ministack==${version}`], { stdio: 'pipe' });
    return ministack;
  } catch (error) {
    throw new NoEmulatorError(`MiniStack ${version} cannot be installed: ${(error as Error).message}`);
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
