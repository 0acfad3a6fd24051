import type { DetectionMode } from '#shared/domain/detection-mode.ts';
import { entities } from '#shared/policy/entities.ts';
import { packSchema } from '#shared/policy/pack-schema.ts';
import { policyEngine } from '#shared/policy/policy-engine.ts';
import { prepareRecognizers } from '#shared/policy/recognizers.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';

/** An engine that redacts whatever the recognizers of a mode find. */
export const everyRecognizer = async (mode: DetectionMode): Promise<PolicyEngine> => {
  await prepareRecognizers(mode);
  const everything = packSchema.parse({
    apiVersion: 'quarry-policy/v1',
    id: 'bench',
    version: '1.0.0',
    title: 'Every recognizer',
    detection: mode,
    rules: [
      { kind: 'entity', id: 'all', title: 'All', severity: 'low', action: 'redact', entities: [...entities] },
    ],
  });
  return policyEngine([everything], { auditKey: 'bench', today: '2026-01-01' });
};
