import { type Document, isNode, parseDocument } from 'yaml';
import * as z from 'zod';
import { InvalidPolicyError } from '../errors.ts';
import { gateParameterSchemas } from './gate-settings.ts';
import { type PolicyPack, packSchema, type Rule } from './pack-schema.ts';
import { lintPattern } from './pattern-lint.ts';

/** A pack is read by people; what is larger than this is not. */
const maxPackBytes = 256 * 1024;

/**
 * Reads a pack from its YAML. Throws `InvalidPolicyError` with everything that is wrong, each with its line in the file,
 * the rule and the mend. `name` is the pack's name in messages and must be its id.
 */
export const parsePack = (name: string, yaml: string): PolicyPack => {
  const fail = (problem: string): never => {
    throw new InvalidPolicyError(`policy pack ${name}: ${problem}`);
  };
  if (Buffer.byteLength(yaml) > maxPackBytes) fail(`is larger than ${maxPackBytes / 1024} KiB`);

  const document = readYaml(yaml, fail);
  const result = packSchema.safeParse(toPlain(document, fail));
  const at = linesOf(document, yaml);
  if (!result.success)
    return fail(result.error.issues.map((issue) => `${at(issue.path)}${explain(issue)}`).join('\n'));
  const pack = result.data;
  const problems = [...lintIds(name, pack), ...pack.rules.flatMap(lintRule), ...lintExceptions(pack)];
  if (problems.length === 0) return pack;
  return fail(problems.map(({ path, problem }) => `${at(path)}${problem}`).join('\n'));
};

type Path = readonly PropertyKey[];
interface Problem {
  readonly path: Path;
  readonly problem: string;
}

const readYaml = (yaml: string, fail: (problem: string) => never): Document => {
  const document = parseDocument(yaml, { uniqueKeys: true, schema: 'core' });
  const [syntaxError] = document.errors;
  return syntaxError ? fail(`is not valid YAML: ${syntaxError.message}`) : document;
};

const toPlain = (document: Document, fail: (problem: string) => never): unknown => {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return fail('uses YAML aliases; write the value out where it is needed');
  }
};

/** Says on which line of the file something stands; where it is missing, the line of what should hold it. */
const linesOf =
  (document: Document, yaml: string) =>
  (path: Path): string => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return `line ${yaml.slice(0, node.range[0]).split('\n').length}: `;
    }
    return '';
  };

const explain = (issue: z.core.$ZodIssue): string =>
  z
    .prettifyError(new z.ZodError([issue]))
    .replace(/^✖ /, '')
    .replace(/\n\s*→ at /, ' at ');

const lintIds = (name: string, pack: PolicyPack): Problem[] => {
  const ids = pack.rules.map((rule) => rule.id);
  return [
    ...(pack.id === name
      ? []
      : [{ path: ['id'], problem: `its id is ${pack.id}; name the file ${pack.id}.yaml or change the id` }]),
    ...ids.flatMap((id, index) =>
      ids.indexOf(id) === index
        ? []
        : [{ path: ['rules', index, 'id'], problem: `rule ${id}: two rules have this id` }],
    ),
  ];
};

const lintRule = (rule: Rule, index: number): Problem[] => {
  const wrong = (key: string, problem: string | undefined): Problem[] =>
    problem === undefined ? [] : [{ path: ['rules', index, key], problem: `rule ${rule.id}: ${problem}` }];
  if (rule.kind === 'pattern') return wrong('pattern', lintPattern(rule.pattern));
  if (rule.kind === 'disclaimer') return wrong('trigger', lintPattern(rule.trigger));
  if (rule.kind !== 'quality') return [];
  const parameters = gateParameterSchemas[rule.check].safeParse(rule.parameters);
  return parameters.success ? [] : wrong('parameters', `parameters: ${z.prettifyError(parameters.error)}`);
};

const lintExceptions = (pack: PolicyPack): Problem[] =>
  pack.exceptions.flatMap(({ ruleId, mode, match }, index) => {
    const problem = mode === 'exact' ? undefined : lintPattern(match);
    return problem === undefined
      ? []
      : [{ path: ['exceptions', index, 'match'], problem: `exception to ${ruleId}: ${problem}` }];
  });
