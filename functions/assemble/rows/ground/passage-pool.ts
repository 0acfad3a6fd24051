import { comparable } from '#shared/domain/comparable-text.ts';
import { positionOf } from '#shared/domain/hash.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { stemsOf } from '#shared/domain/words.ts';
import { sameTextShare } from './copy-finder.ts';
import { shownContent } from './shown-content.ts';
import type { ShownPair } from './shown-pair.ts';
import { createTextSearch } from './text-search.ts';

/** What of a passage is held while a version is made. */
export interface PooledPassage extends Pick<Passage, 'id' | 'documentId' | 'charStart' | 'charEnd'> {
  /** As a row shows it. */
  readonly content: string;
  readonly placeholders: readonly string[];
}

/** Passages that may stand in one row together. */
export interface PassagePool {
  /** All are taken before the first row is asked for. */
  add(passage: Passage): void;
  find(id: string): PooledPassage | undefined;
  /** Passages that are like the question of a pair and do not answer it, the most alike first; fewer where no more are found. */
  distractorsFor(pair: ShownPair, wanted: number): PooledPassage[];
}

/**
 * By weight of its words, a passage that has half of what an answer says may give it, or one that has less of it and half of
 * the question besides.
 */
const share = { ofAnswer: 0.5, ofAnswerOnSubject: 0.3, ofQuestion: 0.5 } as const;

/** `isBarred` says of a passage, as it would be shown, that it may not be a distractor. */
export const createPassagePool = (isBarred: (content: string) => boolean = () => false): PassagePool => {
  const passages: PooledPassage[] = [];
  const places = new Map<string, number>();
  const search = createTextSearch();
  const barred = new Map<number, boolean>();

  const isBarredAt = (place: number): boolean => {
    const known = barred.get(place) ?? isBarred(passages[place]?.content ?? '');
    barred.set(place, known);
    return known;
  };

  const mayAnswer = (
    { answerWords, quotes }: ShownPair,
    asked: ReadonlySet<string>,
    place: number,
  ): boolean => {
    const ofQuestion = search.shareOf(asked, place) ?? 0;
    const ofAnswer = search.shareOf(answerWords, place) ?? ofQuestion;
    if (ofAnswer >= share.ofAnswer) return true;
    if (ofAnswer >= share.ofAnswerOnSubject && ofQuestion >= share.ofQuestion) return true;
    const text = comparable(passages[place]?.content ?? '');
    return quotes.some((quote) => text.includes(quote));
  };

  return {
    add: (passage) => {
      const { id, documentId, charStart, charEnd, redactions } = passage;
      const content = shownContent(passage);
      const placeholders = redactions.map(({ replacement }) => replacement);
      places.set(id, passages.length);
      passages.push({ id, documentId, charStart, charEnd, content, placeholders });
      search.add(content);
    },
    find: (id) => passages[places.get(id) ?? passages.length],
    distractorsFor: (pair, wanted) => {
      const oracles = pair.oracles.flatMap((id) => places.get(id) ?? []);
      const asked = new Set(stemsOf(pair.question));
      const chosen: number[] = [];
      for (const place of search.ranked(pair, positionOf(pair.id))) {
        if (chosen.length >= wanted) break;
        const passage = passages[place];
        if (
          passage !== undefined &&
          !passage.placeholders.some((placeholder) => pair.placeholders.has(placeholder)) &&
          !oracles.some((oracle) => isSamePlace(passage, passages[oracle])) &&
          ![...oracles, ...chosen].some((other) => search.overlap(place, other) >= sameTextShare) &&
          !mayAnswer(pair, asked, place) &&
          !isBarredAt(place)
        )
          chosen.push(place);
      }
      return chosen.flatMap((place) => passages[place] ?? []);
    },
  };
};

/** Whether two passages share a piece of the document, as they do where overlap is asked for. */
const isSamePlace = (one: PooledPassage, other: PooledPassage | undefined): boolean =>
  one.documentId === other?.documentId && one.charStart < other.charEnd && other.charStart < one.charEnd;
