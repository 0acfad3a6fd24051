import { sectionOf } from './assign-split.ts';
import type { DatasetSettings } from './dataset-settings.ts';
import { contentId } from './hash.ts';
import type { Pair } from './pair.ts';
import { isWithheld, type Passage } from './passage.ts';
import { planQuestions, type QuestionPlan } from './question-plan.ts';

interface AnyRequest {
  /** The passage that the pairs will belong to. */
  readonly passage: Passage;
  /** Other passages that are shown with it; empty but for questions over several passages. */
  readonly neighbours: readonly Passage[];
  readonly plan: QuestionPlan;
  readonly settings: DatasetSettings;
  /** The document's title as policy leaves it, or null where it has none. */
  readonly title: string | null;
}

/** Asks for pairs over one passage. */
export interface PassageRequest extends AnyRequest {
  readonly kind: 'passage';
}

/** Asks for pairs that need the passage and a neighbour of the same section. */
export interface SectionRequest extends AnyRequest {
  readonly kind: 'section';
}

/** A pair that the judge has turned down, with what it said. */
export interface FailedPair {
  readonly pair: Pair;
  readonly complaint: string;
}

/** Asks once more for pairs that the judge has turned down. */
export interface RetryRequest extends AnyRequest {
  readonly kind: 'retry';
  readonly attempt: number;
  readonly failed: readonly FailedPair[];
}

/** One thing that a generator is asked: one call of a model, one object in the cache. */
export type GenerationRequest = PassageRequest | SectionRequest | RetryRequest;

/** Names a request within its passage and generator: everything else that decides what is asked. */
export const requestId = (request: GenerationRequest): string => {
  if (request.kind === 'passage') return 'passage';
  const { kind, neighbours } = request;
  const shown = neighbours.map(({ sha256 }) => sha256);
  return request.kind === 'section'
    ? `section-${contentId(shown)}`
    : `retry-${contentId([kind, request.attempt, shown, request.failed])}`;
};

export interface DocumentContext {
  /** Every passage of the document, in order. */
  readonly passages: readonly Passage[];
  readonly settings: DatasetSettings;
  readonly title: string | null;
}

/** What a passage is asked first: pairs over itself, and now and then pairs over its section. Nothing where it is withheld. */
export const requestsFor = (
  passage: Passage,
  { passages, settings, title }: DocumentContext,
): (PassageRequest | SectionRequest)[] => {
  if (isWithheld(passage)) return [];
  const common = { passage, plan: planQuestions(passage, settings), settings, title };
  const own: PassageRequest = { ...common, kind: 'passage', neighbours: [] };
  if (common.plan.extra['multi-passage'] === 0 || passage.saved) return [own];
  const neighbours = neighboursOf(passage, passages, settings.passages.maxTokens);
  return neighbours.length === 0 ? [own] : [own, { ...common, kind: 'section', neighbours }];
};

/** What a passage is asked after the judge; undefined where it turned nothing down. */
export const retryFor = (
  passage: Passage,
  failed: readonly FailedPair[],
  attempt: number,
  { passages, settings, title }: DocumentContext,
): RetryRequest | undefined => {
  if (failed.length === 0) return undefined;
  const overSection = failed.some(({ pair }) => pair.questionType === 'multi-passage');
  const neighbours = overSection ? neighboursOf(passage, passages, settings.passages.maxTokens) : [];
  const plan = planQuestions(passage, settings);
  return { kind: 'retry', passage, neighbours, plan, settings, title, attempt, failed };
};

const mostNeighbours = 2;

/**
 * The passages of the same section that stand next to one, the following first, together up to twice the largest size.
 * Placeholders are numbered passage by passage, so passages that share one are not shown together: [EMAIL_1] would be two
 * addresses.
 */
export const neighboursOf = (
  passage: Passage,
  passages: readonly Passage[],
  maxTokens: number,
): Passage[] => {
  const section = sectionOf(passage.headingPath);
  const chosen: Passage[] = [];
  const placeholders = new Set(placeholdersOf(passage));
  let tokens = 0;
  for (const candidate of [
    ...passages.slice(passage.index + 1),
    ...passages.slice(0, passage.index).reverse(),
  ]) {
    if (chosen.length === mostNeighbours || sectionOf(candidate.headingPath) !== section) continue;
    if (Math.abs(candidate.index - passage.index) > mostNeighbours) continue;
    if (isWithheld(candidate)) continue;
    const ownPlaceholders = placeholdersOf(candidate);
    if (ownPlaceholders.some((placeholder) => placeholders.has(placeholder))) continue;
    if (tokens + candidate.tokens > 2 * maxTokens) continue;
    chosen.push(candidate);
    tokens += candidate.tokens;
    for (const placeholder of ownPlaceholders) placeholders.add(placeholder);
  }
  return chosen.sort((a, b) => a.index - b.index);
};

const placeholdersOf = ({ redactions }: Passage): string[] =>
  redactions.map(({ replacement }) => replacement);
