import type { Row } from '#shared/domain/row.ts';

/** A kept row about baggage, with what a test cares about in place of the defaults. */
export const aRow = (given: Partial<Row> = {}): Row => ({
  finetuning_data_element_id: 'qa_0123456789abcdef',
  messages: [
    { role: 'system', content: 'You answer questions about baggage.' },
    { role: 'user', content: 'How heavy may a checked bag be?' },
    { role: 'assistant', content: 'A checked bag may weigh up to 23 kg.' },
  ],
  source_uri: 'memory://source/air/baggage.md',
  source_sha256: '0'.repeat(64),
  page: null,
  heading_path: ['Baggage'],
  char_start: 0,
  char_end: 100,
  passage_id: 'psg_0123456789abcdef',
  evidence: ['A checked bag may weigh up to 23 kg.'],
  evidence_spans: [{ passage_id: 'psg_0123456789abcdef', start: 10, end: 46, turn: 0 }],
  reasoning: [],
  question_type: 'factual',
  audience: null,
  fact_ids: [],
  generator: 'extractive',
  model_id: null,
  prompt_version: 'rules-1',
  policy_decision: 'pass',
  policy_findings: [],
  scores: { grounding: 1, judge: null },
  split: 'train',
  created_at: new Date('2026-11-22T12:00:00Z'),
  ...given,
});
