import type { LoadPolicyEngine, PolicyEngine } from '../ports/policy-engine.ts';
import { strictestMode } from './compile-policy.ts';
import { loadPacks, type ReadPack } from './load-packs.ts';
import { policyEngine } from './policy-engine.ts';
import { prepareRecognizers } from './recognizers.ts';

export interface PolicyEngineLoaderOptions {
  readonly auditKey: string;
  /** The day on which exceptions are held against their expiry; a test may fix it. */
  readonly today?: () => string;
}

/** Loads packs by name, those that they extend first, and keeps the compiled engine for the next call. */
export const policyEngineLoader = (
  readPack: ReadPack,
  options: PolicyEngineLoaderOptions,
): LoadPolicyEngine => {
  const today = options.today ?? (() => new Date().toISOString().slice(0, 10));
  const engines = new Map<string, PolicyEngine>();
  return async (packNames) => {
    const packs = await loadPacks(readPack, packNames);
    const key = JSON.stringify([today(), packs]);
    await prepareRecognizers(strictestMode(packs));
    const engine = engines.get(key) ?? policyEngine(packs, { auditKey: options.auditKey, today: today() });
    engines.set(key, engine);
    return engine;
  };
};
