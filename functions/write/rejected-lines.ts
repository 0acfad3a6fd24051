import type { Document } from '#shared/domain/document.ts';
import type { Rejection } from '#shared/domain/rejection.ts';
import type { JudgedPassage } from './build-rows.ts';

/** The lines of saved prompts that gave no row: those that could not be read, and those whose judge could not be paid. */
export const rejectedLines = (document: Document, judged: readonly JudgedPassage[]): Rejection[] => [
  ...(document.status === 'converted' ? (document.conversion.prompts?.rejectedLines ?? []) : []).map(
    (line) => ({ subject: 'line' as const, ...line }),
  ),
  ...judged.flatMap(({ passage: { saved }, enforcement: { shortfalls } }) =>
    saved && shortfalls.length > 0
      ? [
          {
            subject: 'line' as const,
            line: saved.line,
            reason: 'budget-exhausted' as const,
            detail: `Line ${saved.line} waits for the judge, for whom too little was left of the budget.`,
          },
        ]
      : [],
  ),
];
