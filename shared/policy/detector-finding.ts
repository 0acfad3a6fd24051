import type { Finding } from '../domain/finding.ts';
import { enforcementVersion } from './enforcement-version.ts';
import type { HashMatch } from './match-hash.ts';

/** What a detector, and no rule of a pack, holds against a text. */
export interface DetectorComplaint extends Pick<Finding, 'ruleId' | 'action' | 'severity' | 'detector'> {
  readonly field: Finding['field'];
  readonly text: string;
}

/** A finding about a text as a whole. */
export const detectorFinding = (
  { text, ...complaint }: DetectorComplaint,
  hashMatch: HashMatch,
): Finding => ({
  pack: `detectors@${enforcementVersion}`,
  entity: null,
  ...complaint,
  start: 0,
  end: text.length,
  matchHash: hashMatch(text),
  score: 1,
});

/** What is in the text is not known: packs may ask that this is only flagged, and then the flag says who failed. */
export const failedDetector = (
  complaint: Omit<DetectorComplaint, 'ruleId' | 'severity'>,
  hashMatch: HashMatch,
): Finding => detectorFinding({ ...complaint, ruleId: 'detector-failed', severity: 'critical' }, hashMatch);
