import type { Finding } from '#shared/domain/finding.ts';
import { sha256 } from '#shared/domain/hash.ts';
import { type Pair, turnsOf } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { savedType } from '#shared/domain/question-types.ts';
import { type SavedEntry, type SavedPrompt, savedPromptSchema } from '#shared/domain/saved-prompt.ts';
import { withoutPlaceholders } from '#shared/policy/placeholders.ts';
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
  { line, turns, failedResponse, replaces, withdraws, asks }: SavedPrompt,
  engine: PolicyEngine,
): Review => {
  const claims = {
    line,
    replaces,
    withdraws,
    asks: null,
    isCorrection: replaces !== null || failedResponse !== null,
  };
  const [first, ...followUps] = turns.map(({ prompt, response }) => ({
    question: prompt,
    answer: response,
    evidence: [],
  }));
  if (first === undefined)
    return { ...claims, ...nothingReviewed, ...(asks === null ? {} : reviewAsked(asks, engine)) };
  const asWritten: Pair = { ...first, followUps, questionType: savedType, audience: null, facts: [] };
  const { pair, isRedacted, findings, rejections } = engine.reviewPair(asWritten, nothingBeside);
  return {
    ...claims,
    pair,
    isRedacted,
    findings: [...findings],
    rejections: [...rejections],
    ...(failedResponse === null ? noneFailed : reviewFailed(failedResponse, asWritten, pair, engine)),
  };
};

const noneFailed = { failedResponse: null, isFailedWithheld: false, failedFindings: [] };
const nothingReviewed = { pair: null, isRedacted: false, findings: [], rejections: [], ...noneFailed };

/** Questions of rows are redacted, and so is the one by which a row shall be known. */
const reviewAsked = (asks: string, engine: PolicyEngine): Pick<Review, 'asks' | 'failedFindings'> => {
  const asked = { question: asks, answer: '', evidence: [], followUps: [] };
  const { pair, findings } = engine.reviewPair(
    { ...asked, questionType: savedType, audience: null, facts: [] },
    nothingBeside,
  );
  return { asks: pair.question, failedFindings: findings.filter(({ field }) => field === 'question') };
};

/**
 * What a rule rejects in an answer that failed is no fault of the one that took its place, which may be there because of
 * it; but nobody shall be shown it. What is left is redacted together with the pair, so that one value has one placeholder in
 * both; where they then differ in placeholders alone, there is nothing to prefer.
 */
const reviewFailed = (
  failedResponse: string,
  asWritten: Pair,
  pair: Pair,
  engine: PolicyEngine,
): Pick<Review, 'failedResponse' | 'isFailedWithheld' | 'failedFindings'> => {
  const question = turnsOf(asWritten).at(-1)?.question ?? '';
  const failed = { question, answer: failedResponse, evidence: [] };
  const alone = engine.reviewPair({ ...asWritten, ...failed, followUps: [] }, nothingBeside);
  const failedFindings = alone.findings.filter(({ field }) => field === 'answer');
  if (alone.rejections.length > 0) return { failedResponse: null, isFailedWithheld: true, failedFindings };
  const beside = { ...asWritten, followUps: [...asWritten.followUps, failed] };
  const redacted = turnsOf(engine.reviewPair(beside, nothingBeside).pair).at(-1)?.answer ?? '';
  const isAlike = withoutPlaceholders(redacted) === withoutPlaceholders(turnsOf(pair).at(-1)?.answer ?? '');
  return { failedResponse: isAlike ? null : redacted, isFailedWithheld: false, failedFindings };
};

const textOf = (pair: Pair): string =>
  turnsOf(pair)
    .flatMap(({ question, answer }) => [question, answer])
    .join('\n\n');

const nothingBeside = { text: '', redactions: [], findings: [] };
