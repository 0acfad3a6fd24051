import { assignSplit } from '#shared/domain/assign-split.ts';
import type { ContextSettings } from '#shared/domain/context-settings.ts';
import type { Document } from '#shared/domain/document.ts';
import { contentId, positionOf } from '#shared/domain/hash.ts';
import type { Grounding } from '#shared/domain/manifest.ts';
import { isWithheld, type Passage } from '#shared/domain/passage.ts';
import {
  type AnyRow,
  type GroundedRow,
  isRejected,
  isSaved,
  type Row,
  type ShownDocument,
} from '#shared/domain/row.ts';
import { createCopyFinder } from './copy-finder.ts';
import { createPassagePool, type PassagePool, type PooledPassage } from './passage-pool.ts';
import { refuse } from './refuse.ts';
import { renderTurns } from './render-turns.ts';
import { shownContent } from './shown-content.ts';
import { type ShownPair, shownPair } from './shown-pair.ts';

/** Part of a version's name: raise it with every change to which documents a row shows, or how. */
export const groundingMethod = 'lexical-2';

export interface RowGrounder {
  /** Takes the passages of the next document. All are taken before the first row. */
  add(document: Document, passages: readonly Passage[]): void;
  /** A row with its documents; a rejected one, on which nobody trains, is shown none, nor is one that came from no document. */
  ground(row: AnyRow): GroundedRow;
  /** What the rows that were grounded are like. */
  counts(): Grounding;
}

/**
 * Gives rows the documents from which they are to be answered. Everything is drawn by hash, so the same passages give the
 * same rows. Documents come from the split of the row alone, and no distractor of training nearly repeats a passage of
 * validation.
 */
export const createRowGrounder = (context: ContextSettings): RowGrounder => {
  const pools = createPools(context.from);
  const tally = { withOracle: 0, withoutOracle: 0, refusing: 0, unanswerable: 0, short: 0 };
  const byDistractors = new Map<number, number>();

  const show = (pair: ShownPair, row: Row): { documents: ShownDocument[]; hasOracle: boolean } => {
    const pool = pools.of(row);
    const isAnswered = pair.oracles.length > 0;
    const oracles = pair.oracles.flatMap((id) => pool.find(id) ?? []);
    // What policy withholds is in no pool. Rows of it are of a time when it was asked about.
    const isWhole = isAnswered && oracles.length === pair.oracles.length;
    const isDrawn = isWhole && positionOf(`${pair.id} oracle`) < context.oracleShare;
    const own = isAnswered ? undefined : pool.find(row.passage_id);
    // As many documents are shown with the oracle as without it, so that their number tells nothing.
    const most = context.distractors + (isDrawn ? 0 : Math.max(1, pair.oracles.length));
    const distractors =
      own === undefined
        ? pool.distractorsFor(pair, most)
        : [own, ...pool.distractorsFor({ ...pair, oracles: [own.id] }, most - 1)];
    // Nobody can say of no documents that they do not answer.
    const hasOracle = isDrawn || (isWhole && distractors.length === 0);
    const wanted = hasOracle ? context.distractors : most;

    tally[isAnswered ? (hasOracle ? 'withOracle' : 'withoutOracle') : 'unanswerable'] += 1;
    if (distractors.length < wanted) tally.short += 1;
    byDistractors.set(distractors.length, (byDistractors.get(distractors.length) ?? 0) + 1);
    return {
      hasOracle,
      documents: shuffled(pair.id, [
        ...(hasOracle ? oracles : []).map((passage) => asShown(passage, true)),
        ...distractors.map((passage) => asShown(passage, false)),
      ]),
    };
  };

  return {
    add: pools.add,
    ground: (row) => {
      if (isRejected(row) || isSaved(row)) return { ...row, documents: [] };
      const pair = shownPair(row);
      const { documents, hasOracle } = show(pair, row);
      if (documents.length === 0) return { ...row, reasoning: [], documents };
      const isBlind = !hasOracle && pair.oracles.length > 0;
      const refuses = isBlind && context.withoutOracle === 'refuse';
      if (refuses) tally.refusing += 1;
      const unanswered = refuses ? refuse(row, context) : { ...row, reasoning: [] };
      const told = isBlind ? unanswered : row;
      return { ...told, messages: renderTurns(told, documents), documents };
    },
    counts: () => ({
      method: groundingMethod,
      ...tally,
      byDistractors: Object.fromEntries([...byDistractors].sort(([a], [b]) => a - b)),
    }),
  };
};

/** The passages that may stand in one row: those of a split, and, where the settings say so, of one document. */
const createPools = (from: ContextSettings['from']) => {
  const pools = new Map<string, PassagePool>();
  const validation = createCopyFinder();
  const poolOf = (split: Row['split'], sourceUri: string): PassagePool => {
    const key = from === 'document' ? `${split} ${sourceUri}` : split;
    const pool = pools.get(key) ?? createPassagePool(split === 'train' ? validation.has : undefined);
    pools.set(key, pool);
    return pool;
  };
  return {
    add: (document: Document, passages: readonly Passage[]): void => {
      if (document.status !== 'converted') return;
      const { documentId, sourceUri, settings } = document;
      for (const passage of passages.filter(isShowable)) {
        const split = assignSplit(documentId, passage.headingPath, settings.split.validation);
        poolOf(split, sourceUri).add(passage);
        if (split === 'validation') validation.add(shownContent(passage));
      }
    },
    of: ({ split, source_uri: sourceUri }: Row): PassagePool => poolOf(split, sourceUri),
  };
};

/** False for what policy withholds, and for the pairs that people have saved. */
const isShowable = (passage: Passage): boolean => passage.saved === undefined && !isWithheld(passage);

const asShown = ({ id, content }: PooledPassage, isOracle: boolean): ShownDocument => ({
  id,
  content,
  is_oracle: isOracle,
});

/** By a hash of row and passage: the place of a document tells nothing about it. */
const shuffled = (rowId: string, documents: readonly ShownDocument[]): ShownDocument[] =>
  documents
    .map((document) => ({ document, place: contentId([rowId, document.id]) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .map(({ document }) => document);
