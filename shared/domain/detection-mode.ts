/**
 * How hard detectors look. `fast` knows shapes, checksums, cue words and lists of names; `balanced` also asks a
 * part-of-speech tagger for names; `strict` also takes an unknown proper noun for a name.
 */
export const detectionModes = ['fast', 'balanced', 'strict'] as const;
export type DetectionMode = (typeof detectionModes)[number];
