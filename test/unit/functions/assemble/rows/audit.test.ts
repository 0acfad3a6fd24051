import { describe, expect, it } from 'vitest';
import { judgeDetector } from '#shared/policy/judge-detector.ts';
import { auditRow } from '../../../../../functions/assemble/rows/audit.ts';
import { aFinding } from '../../../../support/a-finding.ts';
import { aRow } from '../../../../support/a-row.ts';

describe('a line of the audit trail', () => {
  it('names the model and the prompt of a judge, whose ids may hold anything but a space', () => {
    const detector = judgeDetector('eu.amazon.nova-lite-v1:0', '1f2e3d4c5b6a');
    expect(auditRow(aRow({ policy_findings: [aFinding({ detector })] }))).toEqual([
      expect.objectContaining({
        detector,
        judgeModel: 'eu.amazon.nova-lite-v1:0',
        judgePromptHash: '1f2e3d4c5b6a',
      }),
    ]);
  });

  it('has no judge where a recognizer found something', () => {
    expect(auditRow(aRow({ policy_findings: [aFinding()] }))).toEqual([
      expect.objectContaining({ detector: 'email', judgeModel: null, judgePromptHash: null }),
    ]);
  });
});
