import type { Finding } from '../domain/finding.ts';

/** Who judged and by what task, as the `detector` of a finding. Neither a hash nor the id of a model holds a space. */
export const judgeDetector = (modelId: string, promptHash: string): string =>
  `judge ${modelId} ${promptHash}`;

/** What `judgeDetector` put together; null twice for what no judge found. */
export const judgeOf = ({
  detector,
}: Pick<Finding, 'detector'>): { judgeModel: string | null; judgePromptHash: string | null } => {
  const [, judgeModel = null, judgePromptHash = null] = /^judge (.+) (\S+)$/.exec(detector) ?? [];
  return { judgeModel, judgePromptHash };
};
