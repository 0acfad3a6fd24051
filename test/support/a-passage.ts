import type { Pair } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';

/** A passage about baggage, with what a test cares about in place of the defaults. */
export const aPassage = (given: Partial<Passage> = {}): Passage => ({
  id: 'psg_0123456789abcdef',
  documentId: 'baggage-0123456789',
  index: 0,
  headingPath: ['Baggage', 'Checked baggage'],
  continues: false,
  title: null,
  text: 'Each passenger may check one bag of up to 23 kg. A bag over 23 kg costs $75.',
  leadLength: 0,
  sha256: '0'.repeat(64),
  charStart: 0,
  charEnd: 100,
  page: null,
  tokens: 20,
  redactions: [],
  findings: [],
  foundAt: null,
  ...given,
});

/** A pair that every gate lets through together with the default passage. */
export const aPair = (given: Partial<Pair> = {}): Pair => ({
  question: 'How heavy may a checked bag be?',
  answer: 'A checked bag may weigh up to 23 kg.',
  evidence: ['Each passenger may check one bag of up to 23 kg.'],
  questionType: 'factual',
  audience: null,
  facts: [],
  followUps: [],
  ...given,
});
