import { NoEmulatorError, startEmulator } from './emulator.ts';
import { endToEnd } from './end-to-end.ts';

/**
 * Deploys the stack to the AWS endpoint in AWS_ENDPOINT_URL, or to an emulator that it starts and stops itself, and holds
 * it to what it promises. Exit code 0: all checks passed. 1: one failed. 3: there is no emulator and none can be installed.
 */
const main = async (): Promise<number> => {
  const given = process.env.AWS_ENDPOINT_URL;
  const emulator = given ? undefined : await startEmulator();
  // Any credentials will do for an emulator; for an account, the caller's own are there already.
  process.env.AWS_ACCESS_KEY_ID ??= 'test';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
  process.env.AWS_REGION ??= 'us-east-1';
  if (emulator) process.env.AWS_ENDPOINT_URL = emulator.endpoint;
  console.log(`End to end against ${given ?? `MiniStack at ${emulator?.endpoint}`}\n`);
  try {
    const gaps = await endToEnd();
    console.log(`\nEnd to end: all checks passed${gaps.length ? `, ${gaps.length} not covered` : ''}.`);
    return 0;
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.stack : error}`);
    if (emulator) console.error(`\nThe emulator's log ends:\n${emulator.log().slice(-3000)}`);
    return 1;
  } finally {
    await emulator?.stop();
  }
};

process.exitCode = await main().catch((error) => {
  if (!(error instanceof NoEmulatorError)) throw error;
  console.error(
    `${error.message}\nEnd to end: NOT RUN. Start an emulator of AWS yourself and name it in AWS_ENDPOINT_URL.`,
  );
  return 3;
});
