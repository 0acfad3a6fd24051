/**
 * The version of everything that decides on a pair beside the packs: recognizers, redaction and the gates of
 * `functions/enforce`. Raise it with every change that can alter a verdict, because cached verdicts hang on it.
 */
export const enforcementVersion = '1.5.4';
