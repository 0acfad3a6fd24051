import type { Finding } from '#shared/domain/finding.ts';
import { type RejectedRow, type Row, rejectRow } from '#shared/domain/row.ts';

export const aFinding = (overrides: Partial<Finding> = {}): Finding => ({
  pack: 'pii@1.0.0',
  ruleId: 'email-address',
  action: 'redact',
  severity: 'medium',
  entity: 'EMAIL',
  field: 'answer',
  start: 9,
  end: 31,
  matchHash: 'hmac:5f1d7a84',
  detector: 'email',
  score: 1,
  ...overrides,
});

export interface RowOverrides extends Partial<Row> {
  readonly question?: string;
  readonly answer?: string;
}

export const aRow = ({ question, answer, ...overrides }: RowOverrides = {}): Row => ({
  finetuning_data_element_id: 'qa_0123456789abcdef',
  messages: [
    { role: 'system', content: 'You answer questions about baggage.' },
    { role: 'user', content: question ?? 'How heavy may a cabin bag be?' },
    { role: 'assistant', content: answer ?? 'A cabin bag may weigh up to 8 kg.' },
  ],
  source_uri: 's3://source/airline/baggage.md',
  source_sha256: 'a'.repeat(64),
  page: null,
  heading_path: ['Baggage', 'Cabin bags'],
  char_start: 0,
  char_end: 120,
  passage_id: 'psg_0000000000000001',
  evidence: ['A cabin bag may weigh up to 8 kg.'],
  question_type: 'factual',
  generator: 'extractive',
  model_id: null,
  prompt_version: 'extractive-1',
  policy_decision: 'pass',
  policy_findings: [],
  scores: { grounding: 1, judge: null },
  split: 'train',
  created_at: new Date('2026-11-02T10:00:00Z'),
  ...overrides,
});

export const aRejectedRow = (
  reasons: RejectedRow['rejection_reasons'],
  overrides: RowOverrides = {},
): RejectedRow => ({
  ...rejectRow(aRow({ policy_decision: 'rejected', ...overrides }), []),
  rejection_reasons: reasons,
});
