import { assignSplit } from '#shared/domain/assign-split.ts';
import type { ConvertedDocument } from '#shared/domain/document.ts';
import { factIds } from '#shared/domain/fact-id.ts';
import { pairId, turnsOf } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { type AnyRow, type Row, rejectRow } from '#shared/domain/row.ts';
import type { Enforcement, Verdict } from '#shared/domain/verdict.ts';

/** A passage with the verdicts on its pairs. */
export interface JudgedPassage {
  readonly passage: Passage;
  readonly enforcement: Enforcement;
}

/**
 * Every pair of a document as a row: in the order of the passages, kept or rejected, none left out. Their system turn comes
 * with the version, which has one for all of them.
 */
export const buildRows = (document: ConvertedDocument, judged: readonly JudgedPassage[]): AnyRow[] =>
  judged.flatMap(({ passage, enforcement }) =>
    enforcement.verdicts.map((verdict) => {
      const row = toRow(document, { passage, enforcement }, verdict);
      return verdict.decision === 'rejected' ? rejectRow(row, verdict.rejections) : row;
    }),
  );

const toRow = (
  document: ConvertedDocument,
  { passage, enforcement }: JudgedPassage,
  { pair, decision, findings, evidenceSpans, scores, generation: position }: Verdict,
): Row => {
  const generation = enforcement.generations[position];
  if (generation === undefined) throw new Error(`A pair of ${passage.id} has no generation`);
  const turns = turnsOf(pair);
  const turnOfQuote = turns.flatMap(({ evidence }, turn) => evidence.map(() => turn));
  return {
    finetuning_data_element_id: pairId(passage.id, pair),
    messages: turns.flatMap(({ question, answer }) => [
      { role: 'user' as const, content: question },
      { role: 'assistant' as const, content: answer },
    ]),
    source_uri: document.sourceUri,
    source_sha256: document.sha256,
    page: passage.page,
    heading_path: passage.headingPath,
    char_start: passage.charStart,
    char_end: passage.charEnd,
    passage_id: passage.id,
    evidence: turns.flatMap(({ evidence }) => evidence),
    evidence_spans: evidenceSpans.map((span, quote) => ({ ...span, turn: turnOfQuote[quote] ?? 0 })),
    reasoning: turns.some(({ reasoning }) => reasoning !== undefined)
      ? turns.map(({ reasoning = '' }) => reasoning)
      : [],
    question_type: pair.questionType,
    audience: pair.audience,
    fact_ids: factIds(passage.id, enforcement).filter((_id, index) => pair.facts.includes(index)),
    generator: generation.generator,
    model_id: generation.modelId,
    prompt_version: generation.promptVersion,
    policy_decision: decision,
    policy_findings: findings,
    scores,
    split: assignSplit(document.documentId, sectionFor(passage), document.settings.split.validation),
    created_at: new Date(generation.createdAt),
  };
};

/** A saved prompt stands in no section; its question decides, so that it stays where it is when its line or answer changes. */
const sectionFor = ({ headingPath, saved }: Passage): readonly string[] =>
  saved?.pair ? [saved.pair.question] : headingPath;
