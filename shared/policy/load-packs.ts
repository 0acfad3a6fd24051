import { InvalidPolicyError } from '../errors.ts';
import { entities } from './entities.ts';
import type { PolicyPack } from './pack-schema.ts';
import { parsePack } from './parse-pack.ts';

/** The YAML of a pack; undefined when there is none of that name. */
export type ReadPack = (name: string) => Promise<string | undefined>;

/** Reads `names` and everything they extend, each pack once and after the packs that it extends. */
export const loadPacks = async (readPack: ReadPack, names: readonly string[]): Promise<PolicyPack[]> => {
  const loaded = new Map<string, PolicyPack>();
  const load = async (name: string, path: readonly string[]): Promise<void> => {
    if (path.includes(name))
      throw new InvalidPolicyError(`policy pack ${name}: extends itself by way of ${path.join(', ')}`);
    if (loaded.has(name)) return;
    const yaml = await readPack(name);
    if (yaml === undefined) {
      const origin = path.length === 0 ? 'asked for by name' : `extended by ${path.at(-1)}`;
      throw new InvalidPolicyError(
        `policy pack ${name}: there is none of that name (${origin}); add policies/${name}.yaml or correct the name`,
      );
    }
    const pack = parsePack(name, yaml);
    for (const extended of pack.extends) await load(extended, [...path, name]);
    loaded.set(name, pack);
  };
  for (const name of names) await load(name, []);
  requireKnownNames([...loaded.values()]);
  return [...loaded.values()];
};

/** An exception to a rule that nobody has, or a condition that nothing meets, would be without effect, unnoticed. */
const requireKnownNames = (packs: readonly PolicyPack[]): void => {
  const rules = packs.flatMap((pack) => pack.rules.map((rule) => ({ pack: pack.id, rule })));
  const known = new Set(rules.map(({ rule }) => rule.id));
  const findable = new Set<string>([
    ...entities,
    ...rules.flatMap(({ rule }) => (rule.kind === 'pattern' ? [rule.entity] : [])),
  ]);
  for (const { pack, rule } of rules)
    for (const entity of 'when' in rule ? Object.values(rule.when ?? {}).flatMap((names) => names ?? []) : [])
      if (!findable.has(entity))
        throw new InvalidPolicyError(
          `policy pack ${pack}: rule ${rule.id}: its condition asks for ${entity}, which no rule and no recognizer finds`,
        );
  for (const pack of packs)
    for (const { ruleId } of pack.exceptions)
      if (!known.has(ruleId))
        throw new InvalidPolicyError(
          `policy pack ${pack.id}: has an exception to the unknown rule ${ruleId}`,
        );
};
