import type { ConversionFacts } from '#shared/domain/document.ts';
import type { FidelityLevels } from '#shared/domain/fidelity.ts';
import type { DocumentRejection } from '#shared/domain/rejection.ts';

/** Rejects a conversion that lost too much to be worth a token, and says what it lost and where the level is set. */
export const judgeFidelity = (
  fileName: string,
  { fidelity, warnings }: ConversionFacts,
  { rejectBelow }: FidelityLevels,
): DocumentRejection | null =>
  fidelity >= rejectBelow
    ? null
    : {
        reason: 'unreadable',
        detail: `${fileName}: the fidelity of its conversion is ${fidelity.toFixed(2)} and the level is ${rejectBelow} (${warnings.join(' ')}); save it anew or in another format, or set fidelity.rejectBelow in dataset.yaml.`,
      };
