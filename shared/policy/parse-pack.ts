import { parseDocument } from 'yaml';
import * as z from 'zod';
import { InvalidPolicyError } from '../errors.ts';
import { gateParameterSchemas } from './gate-settings.ts';
import { type PolicyPack, packSchema, type Rule } from './pack-schema.ts';
import { lintPattern } from './pattern-lint.ts';

/** A pack is read by people; what is larger than this is not. */
const maxPackBytes = 256 * 1024;

/**
 * Reads a pack from its YAML. Throws `InvalidPolicyError` with everything that is wrong, each line naming the rule and
 * the mend. `name` is the pack's name in messages and must be its id.
 */
export const parsePack = (name: string, yaml: string): PolicyPack => {
  const fail = (problem: string): never => {
    throw new InvalidPolicyError(`policy pack ${name}: ${problem}`);
  };
  if (Buffer.byteLength(yaml) > maxPackBytes) fail(`is larger than ${maxPackBytes / 1024} KiB`);

  const result = packSchema.safeParse(readYaml(yaml, fail));
  if (!result.success) return fail(z.prettifyError(result.error));
  const pack = result.data;
  const problems = [...lintIds(name, pack), ...pack.rules.flatMap(lintRule), ...lintExceptions(pack)];
  return problems.length === 0 ? pack : fail(problems.join('\n'));
};

const readYaml = (yaml: string, fail: (problem: string) => never): unknown => {
  const document = parseDocument(yaml, { uniqueKeys: true, schema: 'core' });
  const [syntaxError] = document.errors;
  if (syntaxError) return fail(`is not valid YAML: ${syntaxError.message}`);
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return fail('uses YAML aliases; write the value out where it is needed');
  }
};

const lintIds = (name: string, pack: PolicyPack): string[] => {
  const ids = pack.rules.map((rule) => rule.id);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [
    ...(pack.id === name ? [] : [`its id is ${pack.id}; name the file ${pack.id}.yaml or change the id`]),
    ...[...twice].map((id) => `rule ${id}: two rules have this id`),
  ];
};

const lintRule = (rule: Rule): string[] => {
  const problems: (string | undefined)[] = [];
  if (rule.kind === 'pattern') problems.push(lintPattern(rule.pattern));
  if (rule.kind === 'disclaimer') problems.push(lintPattern(rule.trigger));
  if (rule.kind === 'quality') {
    const parameters = gateParameterSchemas[rule.check].safeParse(rule.parameters);
    if (!parameters.success) problems.push(`parameters: ${z.prettifyError(parameters.error)}`);
  }
  return problems.filter((problem) => problem !== undefined).map((problem) => `rule ${rule.id}: ${problem}`);
};

const lintExceptions = (pack: PolicyPack): string[] =>
  pack.exceptions.flatMap((exception) => {
    if (exception.mode === 'exact') return [];
    const problem = lintPattern(exception.match);
    return problem === undefined ? [] : [`exception to ${exception.ruleId}: ${problem}`];
  });
