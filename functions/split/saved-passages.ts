import type { Finding } from '#shared/domain/finding.ts';
import { sha256 } from '#shared/domain/hash.ts';
import { type Pair, turnsOf } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { savedType } from '#shared/domain/question-types.ts';
import { type SavedEntry, type SavedPrompt, savedPromptSchema } from '#shared/domain/saved-prompt.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';
import { countTokens } from './count-tokens.ts';

type SavedPassage = Omit<Passage, 'id' | 'index' | 'foundAt'>;

/**
 * What the ids of a saved prompt hang on, as policy leaves it. What policy found there is part of its hash alone: two
 * lines can read the same once they are redacted, and the one be rejected and the other not.
 */
export const contentOf = ({ pair, withdraws }: Pick<SavedEntry, 'pair' | 'withdraws'>): unknown =>
  pair === null ? withdraws : turnsOf(pair);

/**
 * One passage for each saved prompt. Its text is the pair itself, as the rules of the packs leave it: what a person wrote
 * has no other source, and nobody after this step sees more of it. Its place is the line, which is not part of what the
 * ids hang on: a line that moves is the same prompt.
 */
export const savedPassages = (markdown: string, documentId: string, engine: PolicyEngine): SavedPassage[] => {
  let charStart = 0;
  return markdown
    .split('\n')
    .filter((line) => line !== '')
    .map((json) => {
      const prompt = savedPromptSchema.parse(JSON.parse(json));
      const passage = toPassage(prompt, documentId, engine, { charStart, charEnd: charStart + json.length });
      charStart += json.length + 1;
      return passage;
    });
};

const toPassage = (
  prompt: SavedPrompt,
  documentId: string,
  engine: PolicyEngine,
  span: Pick<Passage, 'charStart' | 'charEnd'>,
): SavedPassage => {
  const { failedFindings, ...saved } = review(prompt, engine);
  const { line, pair, isRedacted, rejections } = saved;
  const text = pair === null ? '' : textOf(pair);
  return {
    documentId,
    headingPath: [`line ${line}`],
    continues: false,
    title: null,
    text,
    leadLength: 0,
    sha256: sha256(JSON.stringify([contentOf(saved), isRedacted, saved.findings, rejections])),
    ...span,
    page: null,
    tokens: countTokens(text),
    redactions: [],
    findings: failedFindings,
    saved,
  };
};

/** The entry, with what was found in an answer that is no part of the row. */
interface Review extends SavedEntry {
  readonly failedFindings: Finding[];
}

const review = (
  { line, turns, failedResponse, replaces, withdraws }: SavedPrompt,
  engine: PolicyEngine,
): Review => {
  const claims = { line, replaces, withdraws, isCorrection: replaces !== null || failedResponse !== null };
  const [first, ...followUps] = turns.map(({ prompt, response }) => ({
    question: prompt,
    answer: response,
    evidence: [],
  }));
  if (first === undefined) return { ...claims, ...nothingReviewed };
  const asWritten: Pair = { ...first, followUps, questionType: savedType, audience: null, facts: [] };
  const { pair, isRedacted, findings, rejections } = engine.reviewPair(asWritten, nothingBeside);
  return {
    ...claims,
    pair,
    isRedacted,
    findings: [...findings],
    rejections: [...rejections],
    ...(failedResponse === null ? noneFailed : reviewFailed(failedResponse, pair, engine)),
  };
};

const noneFailed = { failedResponse: null, failedFindings: [] };
const nothingReviewed = { pair: null, isRedacted: false, findings: [], rejections: [], ...noneFailed };

/**
 * What a rule rejects in an answer that failed is no fault of the one that took its place, which may be there because of
 * it; but nobody shall be shown it. Its placeholders are none of those in the pair.
 */
const reviewFailed = (
  failedResponse: string,
  pair: Pair,
  engine: PolicyEngine,
): Pick<Review, 'failedResponse' | 'failedFindings'> => {
  const question = turnsOf(pair).at(-1)?.question ?? '';
  const failed = { ...pair, question, answer: failedResponse, evidence: [], followUps: [] };
  const reviewed = engine.reviewPair(failed, { ...nothingBeside, text: textOf(pair) });
  return {
    failedResponse: reviewed.rejections.length > 0 ? null : reviewed.pair.answer,
    failedFindings: reviewed.findings.filter(({ field }) => field === 'answer'),
  };
};

const textOf = (pair: Pair): string =>
  turnsOf(pair)
    .flatMap(({ question, answer }) => [question, answer])
    .join('\n\n');

const nothingBeside = { text: '', redactions: [], findings: [] };
