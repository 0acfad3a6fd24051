import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { checkText, type TextFinding } from '#shared/policy/check-text.ts';
import { compilePolicy } from '#shared/policy/compile-policy.ts';
import { exportGuardrail } from '#shared/policy/guardrail/export-guardrail.ts';
import { loadPacks, type ReadPack } from '#shared/policy/load-packs.ts';
import { policyEngineLoader } from '#shared/policy/load-policy-engine.ts';
import { policyJsonSchema } from '#shared/policy/policy-json-schema.ts';
import { rulesBeyondTests, testPack, untestedRules } from '#shared/policy/test-pack.ts';
import { packsWith, readShippedPack } from '../policy-packs.ts';
import { UsageError } from '../usage-error.ts';

/** What a compliance officer does with a pack: test it, try it on a text, complete it in an editor. */
export const policy = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { policies: { type: 'string' } },
  });
  const [action, given, text] = positionals;
  const pack = given === undefined ? undefined : locatePack(given, values.policies);
  if (action === 'schema') {
    console.log(JSON.stringify(policyJsonSchema(), null, 2));
    return 0;
  }
  if (action === 'test' && pack !== undefined) return test(pack);
  if (action === 'check' && pack !== undefined && text !== undefined) return check(pack, text);
  if (action === 'export-guardrail' && pack !== undefined) return printGuardrail(pack);
  throw new UsageError(
    'Say what to do: test a pack, check a text with it, export it as a guardrail, or print the schema of packs.',
  );
};

const today = (): string => new Date().toISOString().slice(0, 10);

const test = async ({ name, readPack }: LocatedPack): Promise<number> => {
  const packs = await loadPacks(readPack, [name]);
  const results = await testPack(packs, today());
  const failed = results.filter(({ passed }) => !passed);
  const untested = untestedRules(packs);
  for (const { ruleId, text, expected } of failed)
    console.log(
      `✗ ${ruleId}: ${expected === 'match' ? 'finds nothing in' : 'finds something in'} ${JSON.stringify(text)}`,
    );
  for (const { ruleId, missing } of untested) console.log(`✗ ${ruleId}: has no test of the kind ${missing}`);
  for (const { ruleId, reason } of rulesBeyondTests(packs)) console.log(`– ${ruleId}: ${reason}`);
  for (const { ruleId, match, expires } of packs.at(-1)?.exceptions ?? [])
    if (expires <= today())
      console.log(`! ${ruleId}: the exception for ${match} expired on ${expires}; renew it or take it out`);
  console.log(`${name}: ${results.length - failed.length} of ${results.length} inline tests passed`);
  return failed.length + untested.length > 0 ? 1 : 0;
};

const check = async ({ name, readPack }: LocatedPack, textOrFile: string): Promise<number> => {
  const engine = await policyEngineLoader(readPack, { auditKey: 'not kept' })([name]);
  const file = await readFile(textOrFile, 'utf8').catch(() => undefined);
  if (file === undefined && looksLikePath(textOrFile))
    throw new UsageError(
      `${textOrFile} cannot be read: there is no such file. Put a text in quotes, with a space.`,
    );
  const text = file ?? textOrFile;
  const findings = checkText(engine, text);
  for (const finding of findings) console.log(describe(finding, text));
  const checked = file === undefined ? 'the text' : `the file ${textOrFile}`;
  console.log(`checked ${checked}: ${findings.length} findings by ${engine.packs.join(', ')}`);
  return findings.length > 0 ? 1 : 0;
};

/** A mistyped path, taken for a text, would be a false all-clear. */
const looksLikePath = (text: string): boolean => !/\s/.test(text) && /[\\/]|\.[a-z]\w{0,9}$/i.test(text);

const describe = (
  { action, severity, pack, ruleId, entity, start, end, match, detector }: TextFinding,
  text: string,
): string => {
  const before = text.slice(0, start).split('\n');
  const place = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
  return `${place}  ${action} (${severity})  ${pack} ${ruleId}  ${entity ?? '–'}  ${JSON.stringify(match)}  [${start}, ${end})  by ${detector}`;
};

/**
 * The guardrail goes to the output alone, as `aws bedrock create-guardrail --cli-input-json` takes it; what it cannot hold
 * goes beside it.
 */
const printGuardrail = async ({ name, readPack }: LocatedPack): Promise<number> => {
  const { definition, notExported } = exportGuardrail(
    compilePolicy(await loadPacks(readPack, [name]), today()),
  );
  for (const { pack, ruleId, part, reason } of notExported)
    console.error(`not exported: ${pack} ${ruleId}${part === null ? '' : ` (${part})`}: ${reason}`);
  if (definition === undefined) {
    console.error(`${name}: no rule of it can be a filter of a guardrail`);
    return 1;
  }
  console.log(JSON.stringify({ name: `quarry-${name}`.slice(0, 50), ...definition }, null, 2));
  return 0;
};

interface LocatedPack {
  readonly name: string;
  readonly readPack: ReadPack;
}

/** A pack by its name, shipped or of the company's folder, or a file; what it extends may lie beside it or in the folder. */
const locatePack = (given: string, folder: string | undefined): LocatedPack => {
  const readNamed = folder === undefined ? readShippedPack : packsWith(folder);
  if (!/\.ya?ml$/.test(given)) return { name: given, readPack: readNamed };
  const name = given.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/, '');
  const readGiven = () =>
    readFile(given, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${given} cannot be read: ${error.message}`);
    });
  const readBeside = packsWith(dirname(given));
  return {
    name,
    readPack: async (asked) =>
      asked === name ? readGiven() : ((await readBeside(asked)) ?? (await readNamed(asked))),
  };
};
