import { readFile } from 'node:fs/promises';
import type { ReadPack } from '#shared/policy/load-packs.ts';
import { policyEngineLoader } from '#shared/policy/load-policy-engine.ts';
import { parsePack } from '#shared/policy/parse-pack.ts';
import { policyEngine } from '#shared/policy/policy-engine.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';

export const auditKey = 'an audit key for tests';
export const today = '2026-11-22';

/** The packs that are shipped, read from the folder `policies/`. */
export const readShippedPack: ReadPack = (name) =>
  readFile(new URL(`../../policies/${name}.yaml`, import.meta.url), 'utf8').catch(() => undefined);

export const loadShippedPacks = policyEngineLoader(readShippedPack, { auditKey, today: () => today });

/** A loader over packs given as YAML by name. */
export const loaderOf = (packs: Readonly<Record<string, string>>, on = today) =>
  policyEngineLoader(async (name) => packs[name], { auditKey, today: () => on });

/** An engine over one pack `test`, of which only what matters to the test is written: its rules and its switches. */
export const engineOf = (rules: string, switches = ''): PolicyEngine =>
  policyEngine([parsePack('test', aPack(rules, switches))], { auditKey, today });

export const aPack = (rules: string, switches = ''): string =>
  `apiVersion: quarry-policy/v1\nid: test\nversion: 1.0.0\ntitle: A pack for a test\n${switches}\nrules:${rules === '' ? ' []' : `\n${rules}`}\n`;
