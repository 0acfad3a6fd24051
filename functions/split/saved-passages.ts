import { sha256 } from '#shared/domain/hash.ts';
import { type Pair, turnsOf } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { savedType } from '#shared/domain/question-types.ts';
import { type SavedEntry, type SavedPrompt, savedPromptSchema } from '#shared/domain/saved-prompt.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';
import { countTokens } from './count-tokens.ts';

type SavedPassage = Omit<Passage, 'id' | 'index' | 'foundAt'>;

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
  const saved = review(prompt, engine);
  const { line, pair, withdraws } = saved;
  const texts = pair === null ? [] : turnsOf(pair).flatMap(({ question, answer }) => [question, answer]);
  const text = texts.join('\n\n');
  return {
    documentId,
    headingPath: [`line ${line}`],
    continues: false,
    title: null,
    text,
    leadLength: 0,
    sha256: sha256(JSON.stringify(pair === null ? withdraws : texts)),
    ...span,
    page: null,
    tokens: countTokens(text),
    redactions: [],
    findings: [],
    saved,
  };
};

const review = (
  { line, turns, failedResponse, replaces, withdraws }: SavedPrompt,
  engine: PolicyEngine,
): SavedEntry => {
  const claims = { line, replaces, withdraws, isCorrection: replaces !== null || failedResponse !== null };
  const [first, ...followUps] = turns.map(({ prompt, response }) => ({
    question: prompt,
    answer: response,
    evidence: [],
  }));
  if (first === undefined) return { ...claims, pair: null, isRedacted: false, findings: [], rejections: [] };
  const pair: Pair = { ...first, followUps, questionType: savedType, audience: null, facts: [] };
  const { isRedacted, findings, rejections, ...reviewed } = engine.reviewPair(pair, nothingBeside);
  return { ...claims, pair: reviewed.pair, isRedacted, findings: [...findings], rejections: [...rejections] };
};

const nothingBeside = { text: '', redactions: [], findings: [] };
