import type { Finding } from '../domain/finding.ts';
import type { PolicyEngine } from '../ports/policy-engine.ts';

/** A finding with the text that it is about: for the eyes of who asked, never for a file. */
export interface TextFinding extends Finding {
  readonly match: string;
}

/** What an engine finds in a text, be it a piece of a document or an answer; each rule and span once, in order. */
export const checkText = (engine: PolicyEngine, text: string): TextFinding[] => {
  const asPassage = engine.redactPassage(text).findings;
  const asAnswer = engine.reviewPair(
    {
      question: '',
      answer: text,
      evidence: [],
      questionType: 'factual',
      audience: null,
      facts: [],
      followUps: [],
    },
    { text: '', redactions: [], findings: [] },
  ).findings;
  const unique = new Map<string, Finding>();
  for (const finding of [...asPassage, ...asAnswer])
    unique.set([finding.pack, finding.ruleId, finding.start, finding.end].join(' '), finding);
  return [...unique.values()]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((finding) => ({ ...finding, match: text.slice(finding.start, finding.end) }));
};
